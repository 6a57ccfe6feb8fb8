/**
 * The same rules as somebody would write them by hand: one plain function for each segment, in JavaScript of its own,
 * over the same profiles with texts folded before. Dates are resolved to instants beforehand.
 */
import type { Attributes } from "../../core/attributes/attribute";
import { attributeTypes, isCalendar } from "../../core/attributes/types";
import type { Profile } from "../../core/profiles/profile";
import type { SegmentDefinition } from "../../core/rules/dependencies";
import { normaliseFact, normaliseValue } from "../../core/rules/normalise";
import type { OperatorName } from "../../core/rules/operators";
import {
  type Activity,
  type AttributeRule,
  type DidRule,
  isAll,
  isAny,
  isNot,
  type Rule,
} from "../../core/rules/rule";
import { type Timeframe, windowOf } from "../../core/rules/timeframes";
import type { Clock } from "../../core/time/zone";
import type { Engine } from "./engine";

type Closure = (person: Profile) => boolean;

export const byHand = (attributes: Attributes, clock: Clock): Engine => ({
  name: "hand-written closures",
  runsOnWorkers: true,
  people: Infinity,
  canExpress: () => true,
  prepare(segments) {
    const closures = write(segments, attributes, clock);
    const result = new Uint8Array(closures.length);
    return (person) => {
      for (let i = 0; i < closures.length; i++) result[i] = closures[i]!(person) ? 1 : 0;
      return result;
    };
  },
});

function write(segments: readonly SegmentDefinition[], attributes: Attributes, clock: Clock): Closure[] {
  const names = new Map(segments.map(({ id }, i) => [id, `s${i}`]));
  const constants: string[] = [];
  const constant = (code: string) => `c${constants.push(code) - 1}`;
  const condition = (rule: Rule): string => {
    if (isAll(rule)) return rule.all.length ? `(${rule.all.map(condition).join(" && ")})` : "true";
    if (isAny(rule)) return rule.any.length ? `(${rule.any.map(condition).join(" || ")})` : "false";
    if (isNot(rule)) return `!${condition(rule.not)}`;
    if ("segment" in rule) return `${names.get(rule.segment)}(p)`;
    if ("attribute" in rule) return attributeCode(rule, attributes, clock);
    if ("did" in rule) return didCode(rule, clock, constant);
    throw new Error("segments have no live conditions");
  };
  const functions = segments.map(({ id, rule }) => `const ${names.get(id)} = (p) => ${condition(rule)};`);
  const code = [
    ...constants.map((value, i) => `const c${i} = ${value};`),
    ...functions,
    `return [${[...names.values()].join(", ")}];`,
  ].join("\n");
  return new Function("count", code)(count) as Closure[];
}

/** Newest first, as far as the timeframe goes back: the history is ordered by time. */
function count(
  history: readonly Activity[] | undefined,
  from: number,
  to: number,
  matches?: (activity: Activity) => boolean,
): number {
  let times = 0;
  if (history)
    for (let i = history.length - 1; i >= 0; i--) {
      const activity = history[i]!;
      if (activity.at < from) break;
      if (activity.at < to && (!matches || matches(activity))) times += activity.times;
    }
  return times;
}

const COMPARISONS: Partial<Record<OperatorName, (fact: string, value: string) => string>> = {
  equals: (fact, value) => `${fact} === ${value}`,
  differs: (fact, value) => `${fact} !== ${value}`,
  lessThan: (fact, value) => `${fact} < ${value}`,
  atMost: (fact, value) => `${fact} <= ${value}`,
  moreThan: (fact, value) => `${fact} > ${value}`,
  atLeast: (fact, value) => `${fact} >= ${value}`,
  isTrue: (fact) => `${fact} === true`,
  isFalse: (fact) => `${fact} !== true`,
  known: (fact) => `${fact} !== undefined`,
  unknown: (fact) => `${fact} === undefined`,
  contains: (fact, value) => `(${fact} !== undefined && ${fact}.includes(${value}))`,
  startsWith: (fact, value) => `(${fact} !== undefined && ${fact}.startsWith(${value}))`,
};

function attributeCode(
  { attribute: key, is, value: raw }: AttributeRule,
  attributes: Attributes,
  clock: Clock,
) {
  const attribute = attributes.get(key)!;
  const fact = `p.attributes.${key}`;
  const comparison = COMPARISONS[is];
  const value = normaliseValue(attributeTypes[attribute.type].fact, raw);
  if (comparison) return `(${comparison(fact, JSON.stringify(value))})`;
  if (is === "during") {
    const { from, to } = windowOf(raw as Timeframe, clock, isCalendar(attribute));
    return `(${fact} >= ${from} && ${fact} < ${to})`;
  }
  const values = (value as unknown[]).map((item) => JSON.stringify(item));
  if (is === "between") return `(${fact} >= ${values[0]} && ${fact} <= ${values[1]})`;
  const equal = values.map((item) => `${fact} === ${item}`).join(" || ");
  const included = values.map((item) => `${fact}.includes(${item})`);
  if (is === "oneOf") return `(${equal})`;
  if (is === "noneOf") return `!(${equal})`;
  if (is === "hasAny") return `(${fact} !== undefined && (${included.join(" || ")}))`;
  if (is === "hasAll") return `(${fact} !== undefined && ${included.join(" && ")})`;
  if (is === "hasNone") return `(${fact} === undefined || !(${included.join(" || ")}))`;
  throw new Error(`${is} is not written by hand yet`);
}

function didCode(
  { did, items, times = { atLeast: 1 }, during }: DidRule,
  clock: Clock,
  constant: (code: string) => string,
) {
  const { from, to } = during ? windowOf(during, clock) : { from: "-Infinity", to: "Infinity" };
  const field = items && "ids" in items ? "product" : "category";
  const wanted =
    items &&
    ("categories" in items ? (normaliseFact("list", items.categories) as string[]) : (items.ids ?? []));
  const matches = wanted && matchCode(field, wanted, constant);
  const counted = `count(p.history.${did}, ${from}, ${to}${matches ? `, ${matches}` : ""})`;
  if ("atLeast" in times) return `(${counted} >= ${times.atLeast})`;
  return "atMost" in times ? `(${counted} <= ${times.atMost})` : `(${counted} === ${times.exactly})`;
}

/** A comparison for few, a set for many: whoever writes by hand would do so too. */
function matchCode(field: string, wanted: readonly string[], constant: (code: string) => string): string {
  if (wanted.length <= 3)
    return constant(`(a) => ${wanted.map((item) => `a.${field} === ${JSON.stringify(item)}`).join(" || ")}`);
  const set = constant(`new Set(${JSON.stringify(wanted)})`);
  return constant(`(a) => ${set}.has(a.${field})`);
}
