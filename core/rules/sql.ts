/**
 * The second reader: a rule as a condition in SQL over the read model in D1, true for `p.id` where the rule holds.
 *
 * All values of a statement travel in one JSON parameter: D1 binds at most 100 and turns every number into REAL,
 * while `?1 ->> '$[3]'` keeps whole numbers whole and has no such limit. Groups become balanced trees, because D1
 * refuses long chains of AND.
 *
 * The read model: `profiles p`, a narrow row for each person with the facts that rules use most, found by `p.num`;
 * `profile_details` with the wide ones under the same number; `attribute_values`, `activities`, `table_rows` and `memberships`,
 * whose `person` is that number. Sets of numbers are several times as fast as sets of ids.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { storedName } from "../attributes/convert";
import type { DerivedNumber } from "../attributes/derived";
import { attributeTypes } from "../attributes/types";
import type { Clock } from "../time/zone";
import { didSql } from "./did-sql";
import { hasSql } from "./has-sql";
import { interestSql } from "./interest";
import type { ItemSets } from "./items";
import { type AnyOperator, operatorOf } from "./operators";
import { type Cutoffs, drawn, isRank, NO_CUTOFFS } from "./ranks";
import { readyValue } from "./ready";
import { isReference, type Reference } from "./reference";
import { type AttributeRule, isAll, isAny, isNot, type Rule, type SegmentRule } from "./rule";
import { balanced, raw, Sql, sql } from "./sql-text";
import { totalsSql } from "./totals";

export { raw, type Sql, type SqlTag, sql } from "./sql-text";

/** Text and its one parameter, to be bound as `?1`. */
export function render(query: Sql): { text: string; parameter: string } {
  const values: unknown[] = [];
  const places = new Map<unknown, number>();
  const write = (part: Sql): string =>
    part.strings.reduce((text, string, i) => text + place(part.values[i - 1]) + string);
  const place = (value: unknown): string => {
    if (value instanceof Sql) return write(value);
    const key = typeof value === "object" ? JSON.stringify(value) : value;
    let index = places.get(key);
    if (index === undefined) {
      index = values.push(value) - 1;
      places.set(key, index);
    }
    return Array.isArray(value) ? `(?1 -> '$[${index}]')` : `(?1 ->> '$[${index}]')`;
  };
  const text = write(query);
  return { text, parameter: JSON.stringify(values) };
}

export interface SqlContext {
  shop: string;
  attributes: Attributes;
  clock: Clock;
  /** Where ranks draw their lines; without, nobody has a rank. */
  cutoffs?: Cutoffs;
  /** What the rule's filters over the catalogue were resolved to. */
  itemSets?: ItemSets;
}

/** The shop's people: those of `p` whose numbers are the shop's. */
export const everyoneOf = (shop: string): Sql =>
  sql`p.num > (SELECT number << 32 FROM shops WHERE id = ${shop}) AND p.num < (SELECT (number + 1) << 32 FROM shops WHERE id = ${shop})`;

/** The condition that holds for `p` exactly where `evaluate` says true. Never NULL. */
export function toSql(rule: Rule, context: SqlContext): Sql {
  if (isAll(rule))
    return balanced(
      cheapFirst(rule.all, context).map((part) => toSql(part, context)),
      "AND",
      "1",
    );
  if (isAny(rule))
    return balanced(
      cheapFirst(rule.any, context).map((part) => toSql(part, context)),
      "OR",
      "0",
    );
  if (isNot(rule)) return sql`NOT (${toSql(rule.not, context)})`;
  if ("attribute" in rule) return attributeSql(rule, context);
  if ("did" in rule) return didSql(rule, context);
  if ("has" in rule) return hasSql(rule, context);
  if ("segment" in rule) return segmentSql(rule);
  if (isRank(rule)) {
    const comparison = drawn(rule, context.cutoffs ?? NO_CUTOFFS);
    return comparison ? attributeSql(comparison, context) : raw("0");
  }
  if ("interestedIn" in rule) return interestSql(rule, context);
  throw new Error("live conditions have no SQL: they belong to messages");
}

function segmentSql({ segment, notIn }: SegmentRule): Sql {
  const isIn = (which: Sql) =>
    sql`EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.num AND m.segment ${which})`;
  if (!notIn) return isIn(sql`= ${segment}`);
  return sql`(${isIn(sql`= ${segment}`)} AND NOT ${isIn(sql`IN (SELECT value FROM json_each(${notIn}))`)})`;
}

/** What costs least is asked first and may spare the rest: numbers, texts, totals, then sets and rows. */
const cheapFirst = (rules: readonly Rule[], context: SqlContext): Rule[] =>
  [...rules].sort((a, b) => costOf(a, context) - costOf(b, context));

function costOf(rule: Rule, context: SqlContext): number {
  if (isNot(rule)) return costOf(rule.not, context);
  if (isAll(rule) || isAny(rule))
    return Math.max(0, ...(isAll(rule) ? rule.all : rule.any).map((part) => costOf(part, context)));
  if ("did" in rule) return totalsSql(rule, context.clock) ? 2 : 3;
  if (isRank(rule)) return 0;
  if (!("attribute" in rule)) return 3;
  const attribute = context.attributes.get(rule.attribute);
  if (attribute?.derived) return "did" in attribute.derived ? 3 : 2;
  if (attribute?.column !== "facts") return 3;
  return attributeTypes[attribute.type].fact === "text" ? 1 : 0;
}

/** A fact of `p`, NULL when it is not known. */
export function factSql(key: string, context: SqlContext): Sql {
  const attribute = attributeOf(key, context);
  const { column, derived } = attribute;
  if (column === "facts") return raw(`p.${attribute.key}`);
  if (column === "details")
    return sql`(SELECT ${raw(`d.${attribute.key}`)} FROM profile_details d WHERE d.num = p.num)`;
  if (!derived)
    return sql`(SELECT v.value FROM attribute_values v WHERE v.person = p.num AND v.attribute = ${storedName(attribute)})`;
  if (derived.from.length === 0) return derived.sql(sql, [], context.clock);
  const sources = derived.from.map((from, i) => sql`${factSql(from, context)} AS ${raw(`f${i}`)}`);
  const value = derived.sql(
    sql,
    sources.map((_, i) => raw(`f.f${i}`)),
    context.clock,
  );
  return sql`(SELECT ${value} FROM (SELECT ${sources.reduce((all, one) => sql`${all}, ${one}`)}) f)`;
}

function attributeOf(key: string, { attributes }: SqlContext): Attribute {
  const attribute = attributes.get(key);
  if (!attribute) throw new Error(`unknown attribute ${key}`);
  return attribute;
}

/** A comparison of a derived fact, or of one fact with another: each is worked out once for each person. */
function comparisonSql(rule: AttributeRule, context: SqlContext): Sql {
  const operator = operatorOf(rule.is);
  const { derived } = attributeOf(rule.attribute, context);
  if (derived && "before" in derived && derived.before && !isReference(rule.value))
    return spansSql(operator, rule.value, { ...derived, before: derived.before }, context);
  const actual = sql`${factSql(rule.attribute, context)} AS value`;
  const [facts, known, value] = isReference(rule.value)
    ? [
        sql`${actual}, ${referenceSql(rule.value, context)} AS other`,
        raw(" AND c.other IS NOT NULL"),
        raw("c.other"),
      ]
    : [actual, raw(""), rule.value];
  const test = operator.sql(sql, raw("c.value"), value);
  return sql`coalesce((SELECT ${test} FROM (SELECT ${facts}) c WHERE c.value IS NOT NULL${known}), ${raw(operator.missing ? "1" : "0")})`;
}

/** Held against a value, a number that grows with time is a question of its date: between which instants it lies. */
function spansSql(
  { missing, test }: AnyOperator,
  value: unknown,
  { from: [source], before }: DerivedNumber & Required<Pick<DerivedNumber, "before">>,
  context: SqlContext,
): Sql {
  const edges = [value].flat().filter((edge) => typeof edge === "number");
  const steps = new Set([0, ...edges.flatMap((edge) => [Math.ceil(edge), Math.floor(edge) + 1])]);
  const starts = [...steps].filter((n) => n >= 0).sort((a, b) => a - b);
  const spans = starts.flatMap((n, i) => {
    const next = starts[i + 1];
    const from = next === undefined ? -8.64e15 : before(next, context.clock);
    return test(n, value) ? [{ from, to: before(n, context.clock) }] : [];
  });
  // What is still to come is not known yet.
  if (missing) spans.push({ from: before(0, context.clock), to: 8.64e15 });
  return factHolds(attributeOf(source!, context), missing, context, (column) =>
    balanced(
      spans.map(({ from, to }) => sql`(${column} >= ${from} AND ${column} < ${to})`),
      "OR",
      "0",
    ),
  );
}

/** Multiplied as JavaScript does: as a number with fractions. */
const referenceSql = ({ attribute, times }: Reference, context: SqlContext): Sql =>
  times === undefined ? factSql(attribute, context) : sql`1.0 * ${factSql(attribute, context)} * ${times}`;

function attributeSql(rule: AttributeRule, context: SqlContext): Sql {
  const attribute = attributeOf(rule.attribute, context);
  if (attribute.derived || isReference(rule.value)) return comparisonSql(rule, context);
  const operator = operatorOf(rule.is);
  const value = readyValue(operator, rule.value, attribute, context.clock);
  return factHolds(attribute, operator.missing, context, (column) => operator.sql(sql, column, value));
}

/** What is asked of a stored fact, with the answer of those who do not have it. */
function factHolds(
  attribute: Attribute,
  missing: boolean,
  { shop }: SqlContext,
  testOf: (column: Sql) => Sql,
): Sql {
  if (attribute.column === "facts") {
    const column = raw(`p.${attribute.key}`);
    const test = testOf(column);
    return missing ? sql`((${test}) OR ${column} IS NULL)` : sql`((${test}) AND ${column} IS NOT NULL)`;
  }
  if (attribute.column === "details") {
    const column = raw(`d.${attribute.key}`);
    const having = (condition: Sql) =>
      sql`EXISTS (SELECT 1 FROM profile_details d WHERE d.num = p.num AND ${column} IS NOT NULL AND (${condition}))`;
    return missing ? sql`NOT ${having(sql`NOT (${testOf(column)})`)}` : having(testOf(column));
  }
  const test = testOf(raw("v.value"));
  const having = (condition: Sql) =>
    sql`(SELECT v.person FROM attribute_values v WHERE v.shop = ${shop} AND v.attribute = ${storedName(attribute)} AND (${condition}))`;
  return missing ? sql`p.num NOT IN ${having(sql`NOT (${test})`)}` : sql`p.num IN ${having(test)}`;
}
