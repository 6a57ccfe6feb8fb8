/**
 * The second reader: a rule as a condition in SQL over the read model in D1, true for `p` where the rule holds.
 *
 * All values of a statement travel in one JSON parameter: D1 binds at most 100 and turns every number into REAL,
 * while `?1 ->> '$[3]'` keeps whole numbers whole and has no such limit. Groups become balanced trees, because D1
 * refuses long chains of AND.
 *
 * The read model: `profiles p`, a narrow row for each person with the facts that rules use most, found by `p.num`;
 * `profile_details` with the wide ones under the same number; `attribute_values`, `activities` and `memberships`,
 * whose `person` is that number. Sets of numbers are several times as fast as sets of ids.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { attributeTypes } from "../attributes/types";
import type { Clock } from "../time/zone";
import { balanced, raw, Sql, sql } from "./fragment";
import { normaliseFact, normaliseValue } from "./normalise";
import { type AnyOperator, operatorOf } from "./operators";
import { type AttributeRule, type DidRule, isAll, isAny, isNot, type Rule, type Times } from "./rule";
import { type Span, windowOf } from "./timeframes";
import { totalsSql } from "./totals";

export { raw, Sql, sql };

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
  if ("segment" in rule)
    return sql`EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.num AND m.segment = ${rule.segment})`;
  throw new Error("live conditions have no SQL: they belong to messages");
}

/** What costs least is asked first and may spare the rest: numbers, texts, totals, then sets and rows. */
const cheapFirst = (rules: readonly Rule[], context: SqlContext): Rule[] =>
  [...rules].sort((a, b) => costOf(a, context) - costOf(b, context));

function costOf(rule: Rule, context: SqlContext): number {
  if (isNot(rule)) return costOf(rule.not, context);
  if (isAll(rule) || isAny(rule))
    return Math.max(0, ...(isAll(rule) ? rule.all : rule.any).map((part) => costOf(part, context)));
  if ("did" in rule) return totalsSql(rule, context.clock) ? 2 : 3;
  if (!("attribute" in rule)) return 3;
  const attribute = context.attributes.get(rule.attribute);
  if (attribute?.column !== "facts") return 3;
  return attributeTypes[attribute.type].fact === "text" ? 1 : 0;
}

function attributeSql(rule: AttributeRule, { shop, attributes, clock }: SqlContext): Sql {
  const attribute = attributes.get(rule.attribute);
  if (!attribute) throw new Error(`unknown attribute ${rule.attribute}`);
  const operator = operatorOf(rule.is);
  const value = readyValue(operator, rule.value, attribute, clock);
  if (attribute.column === "facts") {
    const column = raw(`p.${attribute.key}`);
    const test = operator.sql(sql, column, value);
    return operator.missing
      ? sql`((${test}) OR ${column} IS NULL)`
      : sql`((${test}) AND ${column} IS NOT NULL)`;
  }
  if (attribute.column === "details") {
    const column = raw(`d.${attribute.key}`);
    const test = operator.sql(sql, column, value);
    const having = (condition: Sql) =>
      sql`EXISTS (SELECT 1 FROM profile_details d WHERE d.num = p.num AND ${column} IS NOT NULL AND (${condition}))`;
    return operator.missing ? sql`NOT ${having(sql`NOT (${test})`)}` : having(test);
  }
  const test = operator.sql(sql, raw("v.value"), value);
  const having = (condition: Sql) =>
    sql`(SELECT v.person FROM attribute_values v WHERE v.shop = ${shop} AND v.attribute = ${attribute.key} AND (${condition}))`;
  return operator.missing ? sql`p.num NOT IN ${having(sql`NOT (${test})`)}` : sql`p.num IN ${having(test)}`;
}

/** The value as of now, as `test` and `sql` take it. */
export function readyValue(
  operator: AnyOperator,
  given: unknown,
  attribute: Pick<Attribute, "type" | "calendar">,
  clock: Clock,
) {
  const value = normaliseValue(attributeTypes[attribute.type].fact, given);
  return operator.ready ? operator.ready(value, clock, attribute.calendar ?? false) : value;
}

function didSql(rule: DidRule, { shop, clock }: SqlContext): Sql {
  const total = totalsSql(rule, clock);
  if (total) return total;
  const where = [sql`a.shop = ${shop}`, sql`a.kind = ${rule.did}`];
  if (rule.named !== undefined) where.push(sql`a.name = ${rule.named}`);
  if (rule.items)
    where.push(
      "ids" in rule.items
        ? sql`a.product IN (SELECT value FROM json_each(${rule.items.ids}))`
        : sql`a.category IN (SELECT value FROM json_each(${normaliseFact("list", rule.items.categories)}))`,
    );
  if (rule.during) {
    const span: Span = windowOf(rule.during, clock);
    where.push(sql`a.at >= ${span.from} AND a.at < ${span.to}`);
  }
  const who = (having: Sql) =>
    sql`(SELECT a.person FROM activities a WHERE ${balanced(where, "AND", "1")}${having})`;
  const adding = (comparison: Sql) => sql` GROUP BY a.person HAVING sum(a.times) ${comparison}`;
  const times: Times = rule.times ?? { atLeast: 1 };
  if ("atLeast" in times) {
    if (times.atLeast <= 0) return raw("1");
    return sql`p.num IN ${who(times.atLeast === 1 ? raw("") : adding(sql`>= ${times.atLeast}`))}`;
  }
  if ("atMost" in times)
    return sql`p.num NOT IN ${who(times.atMost === 0 ? raw("") : adding(sql`> ${times.atMost}`))}`;
  return times.exactly === 0
    ? sql`p.num NOT IN ${who(raw(""))}`
    : sql`p.num IN ${who(adding(sql`= ${times.exactly}`))}`;
}
