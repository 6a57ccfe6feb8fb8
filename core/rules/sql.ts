/**
 * The second reader: a rule as a condition in SQL over the read model in D1, true for `p.id` where the rule holds.
 *
 * All values of a statement travel in one JSON parameter: D1 binds at most 100 and turns every number into REAL,
 * while `?1 ->> '$[3]'` keeps whole numbers whole and has no such limit. Groups become balanced trees, because D1
 * refuses long chains of AND.
 *
 * The read model: `profiles p` (one column per standard attribute marked so), `attribute_values`, `activities`,
 * `memberships`, each led by `shop`.
 */
import type { Attribute, Attributes } from "../attributes/attribute";
import { attributeTypes } from "../attributes/types";
import type { Clock } from "../time/zone";
import { interestSql } from "./interest";
import { type ItemSets, itemsSql } from "./items";
import { normaliseValue } from "./normalise";
import { type AnyOperator, operatorOf } from "./operators";
import { type AttributeRule, type DidRule, isAll, isAny, isNot, type Rule, type Times } from "./rule";
import { type Span, windowOf } from "./timeframes";

/** A piece of SQL with its values still inside. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

export const sql = (strings: TemplateStringsArray | readonly string[], ...values: unknown[]): Sql =>
  new Sql(strings, values);
/** Text that is ours, such as a column's name; never anybody's input. */
export const raw = (text: string): Sql => new Sql([text], []);

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
  /** What the rule's filters over the catalogue were resolved to. */
  itemSets?: ItemSets;
}

/** The condition that holds for `p.id` exactly where `evaluate` says true. Never NULL. */
export function toSql(rule: Rule, context: SqlContext): Sql {
  if (isAll(rule))
    return balanced(
      rule.all.map((part) => toSql(part, context)),
      "AND",
      "1",
    );
  if (isAny(rule))
    return balanced(
      rule.any.map((part) => toSql(part, context)),
      "OR",
      "0",
    );
  if (isNot(rule)) return sql`NOT (${toSql(rule.not, context)})`;
  if ("attribute" in rule) return attributeSql(rule, context);
  if ("did" in rule) return didSql(rule, context);
  if ("interestedIn" in rule) return interestSql(sql, rule, { itemSets: {}, ...context });
  if ("segment" in rule)
    return sql`p.id IN (SELECT profile FROM memberships WHERE shop = ${context.shop} AND segment = ${rule.segment})`;
  throw new Error("live conditions have no SQL: they belong to messages");
}

function balanced(parts: Sql[], word: "AND" | "OR", empty: string): Sql {
  if (parts.length === 0) return raw(empty);
  if (parts.length === 1) return parts[0]!;
  const half = parts.length >> 1;
  return sql`(${balanced(parts.slice(0, half), word, empty)} ${raw(word)} ${balanced(parts.slice(half), word, empty)})`;
}

function attributeSql(rule: AttributeRule, { shop, attributes, clock }: SqlContext): Sql {
  const attribute = attributes.get(rule.attribute);
  if (!attribute) throw new Error(`unknown attribute ${rule.attribute}`);
  const operator = operatorOf(rule.is);
  const value = readyValue(operator, rule.value, attribute, clock);
  if (attribute.column) {
    const column = raw(`p.${attribute.key}`);
    const test = operator.sql(sql, column, value);
    return operator.missing
      ? sql`(${column} IS NULL OR (${test}))`
      : sql`(${column} IS NOT NULL AND (${test}))`;
  }
  const test = operator.sql(sql, raw("v.value"), value);
  const having = (condition: Sql) =>
    sql`(SELECT v.profile FROM attribute_values v WHERE v.shop = ${shop} AND v.attribute = ${attribute.key} AND (${condition}))`;
  return operator.missing ? sql`p.id NOT IN ${having(sql`NOT (${test})`)}` : sql`p.id IN ${having(test)}`;
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

function didSql(rule: DidRule, { shop, clock, itemSets = {} }: SqlContext): Sql {
  const where = [sql`a.shop = ${shop}`, sql`a.kind = ${rule.did}`];
  if (rule.named !== undefined) where.push(sql`a.name = ${rule.named}`);
  if (rule.items) where.push(...itemsSql(sql, rule.items, itemSets));
  if (rule.during) {
    const span: Span = windowOf(rule.during, clock);
    where.push(sql`a.at >= ${span.from} AND a.at < ${span.to}`);
  }
  const who = (having: Sql) =>
    sql`(SELECT a.profile FROM activities a WHERE ${balanced(where, "AND", "1")}${having})`;
  const total = (comparison: Sql) => sql` GROUP BY a.profile HAVING sum(a.times) ${comparison}`;
  const times: Times = rule.times ?? { atLeast: 1 };
  if ("atLeast" in times) {
    if (times.atLeast <= 0) return raw("1");
    return sql`p.id IN ${who(times.atLeast === 1 ? raw("") : total(sql`>= ${times.atLeast}`))}`;
  }
  if ("atMost" in times)
    return sql`p.id NOT IN ${who(times.atMost === 0 ? raw("") : total(sql`> ${times.atMost}`))}`;
  return times.exactly === 0
    ? sql`p.id NOT IN ${who(raw(""))}`
    : sql`p.id IN ${who(total(sql`= ${times.exactly}`))}`;
}
