/** Libraries that read MongoDB's query language. They know whether something was done, and cannot count how often. */
import type { Profile } from "../../core/profiles/profile";
import type { AttributeRule, DidRule, Leaf, Rule } from "../../core/rules/rule";
import { peer } from "../harness/peers";
import { type Engine, translate } from "./engine";
import { atAll, entriesOf, escaped, foldedValue, spanOf } from "./words";

type Query = Record<string, unknown>;

export async function mongoEngines(): Promise<Engine[]> {
  const { Query: MingoQuery } = await peer<{
    Query: new (query: Query) => { test(object: Profile): boolean };
  }>("mingo");
  const sift = await peer<{ default: (query: Query) => (object: Profile) => boolean }>("sift");
  const { evalCondition } = await peer<{ evalCondition(object: Profile, query: Query): boolean }>(
    "@growthbook/growthbook",
  );
  return [
    engine("mingo", (query) => {
      const ready = new MingoQuery(query);
      return (person) => ready.test(person);
    }),
    engine("sift", (query) => sift.default(query)),
    engine("GrowthBook", (query) => (person) => evalCondition(person, query)),
  ];
}

const engine = (name: string, compile: (query: Query) => (person: Profile) => boolean): Engine => ({
  name,
  runsOnWorkers: true,
  people: 1000,
  canExpress: (rule) => queryOf(rule) !== undefined,
  prepare(segments) {
    const queries = segments.map(({ rule }) => compile(queryOf(rule)!));
    return (person) => queries.map((query) => query(person));
  },
});

const queryOf = (rule: Rule): Query | undefined =>
  translate<Query>(rule, {
    all: (parts) => ({ $and: parts }),
    any: (parts) => ({ $or: parts }),
    not: (part) => ({ $nor: [part] }),
    leaf: leafQuery,
  });

function leafQuery(leaf: Leaf): Query | undefined {
  if ("attribute" in leaf) return attributeQuery(leaf);
  return "did" in leaf ? didQuery(leaf) : undefined;
}

function attributeQuery(rule: AttributeRule): Query {
  const value = foldedValue(rule) as string & string[];
  // GrowthBook compares what is missing as 0: it must be told that it has to be there.
  const known = (condition: Query) => ({ [`attributes.${rule.attribute}`]: { $exists: true, ...condition } });
  const plain = (condition: Query) => ({ [`attributes.${rule.attribute}`]: condition });
  switch (rule.is) {
    case "equals":
      return plain({ $eq: value });
    case "differs":
      return plain({ $ne: value });
    case "lessThan":
      return known({ $lt: value });
    case "atMost":
      return known({ $lte: value });
    case "moreThan":
      return known({ $gt: value });
    case "atLeast":
      return known({ $gte: value });
    case "between":
      return known({ $gte: value[0], $lte: value[1] });
    case "oneOf":
      return plain({ $in: value });
    case "noneOf":
      return plain({ $nin: value });
    case "contains":
      return known({ $regex: escaped(value) });
    case "startsWith":
      return known({ $regex: `^${escaped(value)}` });
    case "isTrue":
      return plain({ $eq: true });
    case "isFalse":
      return plain({ $ne: true });
    case "known":
      return plain({ $exists: true });
    case "unknown":
      return plain({ $exists: false });
    case "hasAny":
      return plain({ $in: value });
    case "hasAll":
      return plain({ $all: value });
    case "hasNone":
      return plain({ $nin: value });
    case "during": {
      const { from, to } = spanOf(rule.value);
      return known({ $gte: from, $lt: to });
    }
    default:
      throw new Error(`${rule.is} has no query yet`);
  }
}

function didQuery(rule: DidRule): Query | undefined {
  const ever = atAll(rule);
  if (ever === undefined) return undefined;
  const { field, wanted, span } = entriesOf(rule);
  const entry: Query = {
    ...(span && { at: { $gte: span.from, $lt: span.to } }),
    ...(wanted && { [field]: { $in: wanted } }),
  };
  const condition = Object.keys(entry).length ? { $elemMatch: entry } : { $exists: true };
  const done = { [`history.${rule.did}`]: condition };
  return ever ? done : { $nor: [done] };
}
