/** JsonLogic: json-logic-js, and json-logic-engine both interpreted and compiled (which Workers refuse). */
import type { Profile } from "../../core/profiles/profile";
import type { AttributeRule, DidRule, Rule } from "../../core/rules/rule";
import { peer } from "../harness/peers";
import { type Engine, translate } from "./engine";
import { entriesOf, foldedValue, spanOf } from "./words";

type Logic = { [operator: string]: unknown };
type Method = (...values: unknown[]) => unknown;

interface LogicEngine {
  addMethod(name: string, method: (values: unknown[]) => unknown, options: { deterministic: boolean }): void;
  build(logic: Logic): (data: Profile) => unknown;
  run(logic: Logic, data: Profile): unknown;
}

/** The two comparisons that JsonLogic has no word for; both libraries are made to be extended so. */
const startsWith = (text: unknown, start: unknown) =>
  typeof text === "string" && text.startsWith(start as string);
const hasAny = (list: unknown, wanted: unknown) =>
  Array.isArray(list) && (wanted as string[]).some((item) => list.includes(item));

export async function jsonLogicEngines(): Promise<Engine[]> {
  const jsonLogic = await peer<{
    add_operation(name: string, method: Method): void;
    apply(logic: Logic, data: Profile): unknown;
  }>("json-logic-js");
  jsonLogic.add_operation("starts_with", startsWith);
  jsonLogic.add_operation("has_any", hasAny);
  const { LogicEngine } = await peer<{ LogicEngine: new () => LogicEngine }>("json-logic-engine");
  const logicEngine = new LogicEngine();
  logicEngine.addMethod("starts_with", ([a, b]) => startsWith(a, b), { deterministic: true });
  logicEngine.addMethod("has_any", ([a, b]) => hasAny(a, b), { deterministic: true });
  return [
    engine("json-logic-js", 300, true, (logic) => (person) => jsonLogic.apply(logic, person)),
    engine("json-logic-engine", 300, true, (logic) => (person) => logicEngine.run(logic, person)),
    engine("json-logic-engine (compiled)", 1000, false, (logic) => logicEngine.build(logic)),
  ];
}

const engine = (
  name: string,
  people: number,
  runsOnWorkers: boolean,
  compile: (logic: Logic) => (person: Profile) => unknown,
): Engine => ({
  name,
  runsOnWorkers,
  people,
  canExpress: (rule) => logicOf(rule) !== undefined,
  prepare(segments) {
    const ready = segments.map(({ rule }) => compile(logicOf(rule)!));
    return (person) => ready.map((holds) => holds(person) === true);
  },
});

const logicOf = (rule: Rule): Logic | undefined =>
  translate<Logic>(rule, {
    all: (parts) => ({ and: parts }),
    any: (parts) => ({ or: parts }),
    not: (part) => ({ "!": [part] }),
    leaf: (leaf) => ("attribute" in leaf ? attributeLogic(leaf) : "did" in leaf ? didLogic(leaf) : undefined),
  });

const attributeNames = { equals: "===", lessThan: "<", atMost: "<=", moreThan: ">", atLeast: ">=" } as const;

function attributeLogic(rule: AttributeRule): Logic {
  const fact = { var: `attributes.${rule.attribute}` };
  const value = foldedValue(rule) as string & string[];
  // What is missing is null, and null is less than 5.
  const known = { "!==": [fact, null] };
  const name = (attributeNames as Record<string, string>)[rule.is];
  if (rule.is === "equals") return { "===": [fact, value] };
  if (name) return { and: [known, { [name]: [fact, value] }] };
  switch (rule.is) {
    case "differs":
      return { "!==": [fact, value] };
    case "between":
      return { and: [known, { "<=": [value[0], fact, value[1]] }] };
    case "oneOf":
      return { in: [fact, value] };
    case "noneOf":
      return { "!": [{ in: [fact, value] }] };
    case "contains":
      return { and: [known, { in: [value, fact] }] };
    case "startsWith":
      return { starts_with: [fact, value] };
    case "isTrue":
      return { "===": [fact, true] };
    case "isFalse":
      return { "!==": [fact, true] };
    case "known":
      return known;
    case "unknown":
      return { "===": [fact, null] };
    case "hasAny":
      return { has_any: [fact, value] };
    case "hasAll":
      return { and: [known, ...value.map((item) => ({ in: [item, fact] }))] };
    case "hasNone":
      return { "!": [{ has_any: [fact, value] }] };
    case "during": {
      const { from, to } = spanOf(rule.value);
      return { and: [known, { ">=": [fact, from] }, { "<": [fact, to] }] };
    }
    default:
      throw new Error(`${rule.is} has no logic yet`);
  }
}

function didLogic(rule: DidRule): Logic {
  const { field, wanted, span } = entriesOf(rule);
  const at = { var: "at" };
  const conditions = [
    ...(span ? [{ ">=": [at, span.from] }, { "<": [at, span.to] }] : []),
    ...(wanted ? [{ in: [{ var: field }, wanted] }] : []),
  ];
  const history = { var: `history.${rule.did}` };
  const times = rule.times ?? { atLeast: 1 };
  const counted = conditions.length ? { filter: [history, { and: conditions }] } : history;
  const sum = { reduce: [counted, { "+": [{ var: "accumulator" }, { var: "current.times" }] }, 0] };
  if ("atLeast" in times) {
    if (times.atLeast === 1 && conditions.length) return { some: [history, { and: conditions }] };
    return { ">=": [sum, times.atLeast] };
  }
  return "atMost" in times ? { "<=": [sum, times.atMost] } : { "===": [sum, times.exactly] };
}
