/** The values of one attribute: the most frequent texts and choices, how numbers and dates are spread, shares of yes. */
import type { Attribute } from "../../core/attributes/attribute";
import { factIn, storedName } from "../../core/attributes/convert";
import { datesOf, histogramOf, quantile } from "../../core/attributes/histogram";
import { attributeTypes, isCalendar } from "../../core/attributes/types";
import { estimate } from "../../core/profiles/past";
import { fold } from "../../core/rules/fold";
import type { Value } from "../../core/rules/rule";
import { raw, type Sql, sql } from "../../core/rules/sql";
import { type Clock, DAY, printDay } from "../../core/time/zone";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import type { Role } from "../members/roles";
import { prepared } from "../segments/select";
import { shopContext } from "../shops/context";
import { columnOf, isMasked, LOOKED_AT, sampled, sampleOf } from "./explorer";
import { chance } from "./sample";

export const MOST_FREQUENT = 10;

export async function distributionOf(env: Env, shop: string, key: string, role: Role, now = Date.now()) {
  const { attributes, clock } = await shopContext(env, shop, now);
  const attribute = attributes.get(key);
  if (!attribute) throw notFound("attribute");
  const sample = await sampleOf(env.DB, shop);
  const column = columnOf(key, attributes, clock);
  const { rows, ...counted } = column
    ? await fromColumns(env.DB, column, sample)
    : await fromRows(env.DB, attribute, shop);
  const whole = { key, people: Math.max(sample.people, counted.known.people), ...counted };
  const nothing = { masked: false, values: null, distinct: null, bins: null, numbers: null };
  if (isMasked(attribute, role)) return { ...whole, ...nothing, masked: true };
  const { fact } = attributeTypes[attribute.type];
  if (fact === "number" || fact === "date")
    return { ...whole, ...nothing, ...(await spread(env.DB, rows, attribute, clock)) };
  return { ...whole, ...nothing, ...(await frequent(env.DB, rows, attribute, clock)) };
}

/** `rows` are values as `value` with their `person`; of the people whom they stand for, `known` have one. */
interface Rows {
  rows: Sql;
  /** Rows that were looked at; all there are when `exact`. */
  looked: number;
  exact: boolean;
  known: { people: number; low: number; high: number };
}

async function fromColumns(
  db: D1Database,
  column: Sql,
  sample: Awaited<ReturnType<typeof sampleOf>>,
): Promise<Rows> {
  const row = await prepared(
    db,
    sql`SELECT count(*) AS n, count(${column}) AS held FROM ${sampled(sample)}`,
  ).first<{ n: number; held: number }>();
  const { n, held } = row!;
  const people = Math.max(n, sample.people);
  return {
    rows: sql`(SELECT * FROM (SELECT ${column} AS value, p.num AS person FROM ${sampled(sample)}) WHERE value IS NOT NULL)`,
    looked: held,
    exact: n === people,
    known: n === 0 ? { people: 0, low: 0, high: 0 } : estimate(held, n, people),
  };
}

/** Rows of their own are counted to the last, and looked at by lot when they are many. */
async function fromRows(db: D1Database, attribute: Attribute, shop: string): Promise<Rows> {
  const having = sql`FROM attribute_values v WHERE v.shop = ${shop} AND v.attribute = ${storedName(attribute)}`;
  const held = (await prepared(db, sql`SELECT count(*) AS n ${having}`).first<number>("n"))!;
  const rows = sql`(SELECT v.value, v.person ${having} AND ${raw(chance("v.person", LOOKED_AT, held))})`;
  const looked =
    held <= LOOKED_AT
      ? held
      : (await prepared(db, sql`SELECT count(*) AS n FROM ${rows}`).first<number>("n"))!;
  return { rows, looked, exact: looked === held, known: { people: held, low: held, high: held } };
}

async function spread(db: D1Database, rows: Sql, attribute: Attribute, clock: Clock) {
  const { results } = await prepared(db, sql`SELECT value FROM ${rows}`).all<{ value: number }>();
  return spreadOf(
    results.map(({ value }) => value),
    attribute,
    clock,
  );
}

/** How numbers and dates are spread. */
export function spreadOf(all: readonly number[], attribute: Pick<Attribute, "type">, clock: Clock) {
  const values = all.filter(Number.isFinite);
  if (attributeTypes[attribute.type].fact === "number")
    return { bins: histogramOf(values), numbers: summary(values) };
  // Instants that no calendar has can be kept, but not shown.
  const known = values.filter((at) => Math.abs(at) <= 8.64e15);
  const days = known.map((at) => (isCalendar(attribute) ? Math.floor(at / DAY) : clock.dayOf(at)));
  const print = (day: number | null) => (day === null ? null : printDay(day));
  return { bins: datesOf(days).map(({ from, to, count }) => ({ from: print(from), to: print(to), count })) };
}

function summary(values: readonly number[]) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return {
    least: sorted[0]!,
    median: quantile(sorted, 0.5),
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    most: sorted.at(-1)!,
  };
}

async function frequent(db: D1Database, rows: Sql, attribute: Attribute, clock: Clock) {
  const items =
    attributeTypes[attribute.type].fact === "list"
      ? sql`(SELECT i.value, r.person FROM ${rows} r, json_each(r.value) i)`
      : rows;
  const [top, all] = await db.batch<{ value: string | number; n: number; person: number }>([
    prepared(
      db,
      sql`SELECT value, count(*) AS n, min(person) AS person FROM ${items} GROUP BY value ORDER BY n DESC, value LIMIT ${MOST_FREQUENT}`,
    ),
    prepared(db, sql`SELECT count(DISTINCT value) AS n FROM ${items}`),
  ]);
  const written = await asWritten(db, top!.results, attribute, clock);
  return {
    values: top!.results.map(({ n }, i) => ({ value: written[i]!, count: n })),
    distinct: all!.results[0]!.n,
  };
}

/** The read model has texts folded: how they are written, one of their people tells. */
async function asWritten(
  db: D1Database,
  found: readonly { value: string | number; person: number }[],
  attribute: Attribute,
  clock: Clock,
): Promise<Value[]> {
  if (attributeTypes[attribute.type].fact === "boolean") return found.map(({ value }) => value === 1);
  const { results } = await prepared(
    db,
    sql`SELECT d.num, d.document -> '$.attributes' AS facts FROM json_each(${found.map(({ person }) => person)}) j
      JOIN profile_documents d ON d.num = j.value`,
  ).all<{ num: number; facts: string }>();
  const factsOf = new Map(results.map(({ num, facts }) => [num, JSON.parse(facts)]));
  return found.map(({ value, person }) => {
    const fact = factIn(factsOf.get(person) ?? {}, attribute, clock);
    const candidates = [fact].flat().filter((one) => typeof one === "string");
    return candidates.find((text) => fold(text) === value) ?? String(value);
  });
}
