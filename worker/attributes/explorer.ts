/**
 * The data explorer: how many people each attribute is known for, with a few values. In a large shop a random sample
 * answers for everybody, and says so.
 */
import type { Attribute, Attributes } from "../../core/attributes/attribute";
import { storedName } from "../../core/attributes/convert";
import { estimate } from "../../core/profiles/past";
import { program } from "../../core/rules/compile";
import type { Value } from "../../core/rules/rule";
import { raw, type Sql, sql } from "../../core/rules/sql";
import type { Clock } from "../../core/time/zone";
import type { Env } from "../env";
import { type Role, seesPersonalData } from "../members/roles";
import { prepared } from "../segments/select";
import { shopContext } from "../shops/context";
import { historySql } from "./derived-history";
import { drawn } from "./sample";

/** People looked at: a share is then right to within one of a hundred, 19 times of 20. */
export const LOOKED_AT = 10_000;
/** D1 answers at most 100 columns. */
const COLUMNS = 90;
/** What fewer of the sample have is rare enough to be counted to the last. */
const RARE = 200;
const EXAMPLES_FROM = 200;
const EXAMPLES = 3;

/** Who was asked: all of a shop's people, or those with these numbers, counted from `base`. */
export interface Sample {
  shop: string;
  people: number;
  base: number;
  numbers: number[];
}

export async function sampleOf(db: D1Database, shop: string, wanted = LOOKED_AT): Promise<Sample> {
  const row = await db
    .prepare(
      `SELECT people, number << 32 AS base, coalesce((SELECT max(num) FROM profiles
         WHERE num > s.number << 32 AND num < (s.number + 1) << 32), s.number << 32) AS highest
       FROM shops s WHERE id = ?1`,
    )
    .bind(shop)
    .first<{ people: number; base: number; highest: number }>();
  const { people, base, highest } = row!;
  return { shop, people, base, numbers: drawn(wanted, highest - base) };
}

/** The sample's people as `p`, their details as `d`. */
export const sampled = ({ base, numbers }: Sample): Sql =>
  sql`json_each(${numbers}) s CROSS JOIN profiles p ON p.num = ${base} + s.value LEFT JOIN profile_details d ON d.num = p.num`;

/** A fact of `p` or `d`, NULL when it is not known; undefined for those that have no column. */
export function columnOf(key: string, attributes: Attributes, clock: Clock): Sql | undefined {
  const attribute = attributes.get(key);
  if (attribute?.column) return raw(`${attribute.column === "facts" ? "p" : "d"}."${key}"`);
  if (!attribute?.derived) return undefined;
  const { from, sql: write } = attribute.derived;
  return write(
    sql,
    from.map((source) => columnOf(source, attributes, clock)!),
    clock,
  );
}

export async function exploreAttributes(env: Env, shop: string, role: Role, now = Date.now()) {
  const [{ attributes, clock }, sample] = await Promise.all([
    shopContext(env, shop, now),
    sampleOf(env.DB, shop),
  ]);
  const all = [...attributes.values()];
  const [{ looked, known }, own, examples] = await Promise.all([
    knownInColumns(env.DB, sample, attributes, clock),
    knownInRows(
      env.DB,
      sample,
      all.filter(({ column, derived }) => !column && !derived),
    ),
    examplesOf(env.DB, sample, attributes, clock, role),
  ]);
  // Somebody may have come while we counted.
  const people = Math.max(sample.people, looked);
  const exact = looked === people;
  return {
    ...{ people, looked, exact },
    attributes: all.map((attribute) => {
      const { key } = attribute;
      const counted = own.exact.get(key);
      const held = known.get(key) ?? own.found.get(key) ?? 0;
      const of = (n: number) => ({ people: n, low: n, high: n });
      return {
        key,
        known: counted === undefined ? (looked === 0 ? of(0) : estimate(held, looked, people)) : of(counted),
        masked: isMasked(attribute, role),
        examples: examples.get(key) ?? [],
      };
    }),
  };
}

export const isMasked = ({ personal = false }: Attribute, role: Role): boolean =>
  personal && !seesPersonalData(role);

/** One pass over the sample for as many attributes as a statement may answer. */
async function knownInColumns(db: D1Database, sample: Sample, attributes: Attributes, clock: Clock) {
  const columns = [...attributes.keys()].flatMap((key) => {
    const column = columnOf(key, attributes, clock);
    return column ? [{ key, column }] : [];
  });
  const known = new Map<string, number>();
  let looked = 0;
  const parts = Math.ceil(columns.length / COLUMNS);
  const statements = Array.from({ length: parts }, (_, i) => {
    const counts = columns
      .slice(i * COLUMNS, (i + 1) * COLUMNS)
      .map(({ key, column }) => sql`, count(${column}) AS ${raw(`"${key}"`)}`);
    const list = counts.reduce((all, one) => sql`${all}${one}`);
    return prepared(db, sql`SELECT count(*) AS "looked at"${list} FROM ${sampled(sample)}`);
  });
  for (const { results } of await db.batch<Record<string, number>>(statements)) {
    const { "looked at": n, ...counts } = results[0]!;
    looked = n!;
    for (const [key, count] of Object.entries(counts)) known.set(key, count);
  }
  return { looked, known };
}

/** Attributes that are rows of their own: of the sample, and all of them where they are rare. */
async function knownInRows(db: D1Database, sample: Sample, attributes: readonly Attribute[]) {
  const keyOf = new Map(attributes.map((attribute) => [storedName(attribute), attribute.key]));
  const count = async (query: Sql) => {
    const { results } = await prepared(db, query).all<{ name: string; n: number }>();
    return new Map(results.map(({ name, n }) => [keyOf.get(name)!, n]));
  };
  const found = await count(
    sql`SELECT v.attribute AS name, count(*) AS n FROM json_each(${sample.numbers}) s
      CROSS JOIN attribute_values v ON v.person = ${sample.base} + s.value
      WHERE v.attribute IN (SELECT value FROM json_each(${[...keyOf.keys()]})) GROUP BY v.attribute`,
  );
  const rare = [...keyOf].flatMap(([name, key]) => ((found.get(key) ?? 0) < RARE ? [name] : []));
  const exact = await count(
    sql`SELECT attribute AS name, count(*) AS n FROM attribute_values
      WHERE shop = ${sample.shop} AND attribute IN (SELECT value FROM json_each(${rare})) GROUP BY attribute`,
  );
  for (const name of rare) if (!exact.has(keyOf.get(name)!)) exact.set(keyOf.get(name)!, 0);
  return { found, exact };
}

/** Values as they were written, of people of whom much is known. */
async function examplesOf(db: D1Database, sample: Sample, attributes: Attributes, clock: Clock, role: Role) {
  const { results } = await prepared(
    db,
    sql`SELECT d.document -> '$.attributes' AS facts, ${historySql(attributes.values())} AS history FROM (SELECT p.num FROM json_each(${sample.numbers}) s
      CROSS JOIN profiles p ON p.num = ${sample.base} + s.value
      ORDER BY p.identified IS NULL, p.orders IS NULL, p.num LIMIT ${EXAMPLES_FROM}) p
      JOIN profile_documents d ON d.num = p.num`,
  ).all<{ facts: string; history: string }>();
  const shown = [...attributes.values()].filter((attribute) => !isMasked(attribute, role));
  const found = new Map<string, Value[]>(shown.map(({ key }) => [key, []]));
  const asked = program({ attributes, clock });
  for (const { facts, history } of results) {
    asked.load({ attributes: JSON.parse(facts), history: JSON.parse(history) }, clock.now);
    for (const { key } of shown) {
      const values = found.get(key)!;
      if (values.length === EXAMPLES) continue;
      const value = asked.factOf({ attribute: key, is: "known" }) as Value | undefined;
      if (value !== undefined && !values.some((other) => String(other) === String(value))) values.push(value);
    }
  }
  return found;
}
