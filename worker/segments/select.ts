/** Rules as SQL over D1: how many people each of them holds for, and who they are. One statement each. */
import type { Rule } from "../../core/rules/rule";
import { everyoneOf, raw, render, type Sql, type SqlContext, sql, toSql } from "../../core/rules/sql";
import { invalid } from "../http/errors";

/** D1 refuses longer statements. */
const MAX_STATEMENT = 100_000;
/** And larger values. */
const MAX_PARAMETER = 2_000_000;

/** What the people of a funnel's end are worth. Amounts in minor units. */
export interface Insights {
  identified: number;
  /** Those with an address who agreed to mail. */
  reachableByEmail: number;
  orders: number;
  spent: number;
  averageOrder: number | null;
}

export interface Counts {
  total: number;
  counts: number[];
  insights: Insights;
}

/**
 * The funnel: how many people the shop has, how many are left after each step, and insights of those left at last.
 * A step counts those whom all steps up to it hold for. One pass over the people answers all.
 */
export async function countPeople(
  db: D1Database,
  steps: readonly Rule[],
  context: SqlContext,
): Promise<Counts> {
  const [first = EVERYONE, ...others] = steps;
  const last = Math.max(1, steps.length);
  // How many steps from the first on hold for a person: each is asked once, and none after the first that fails.
  const passed = others.reduceRight<Sql>(
    (rest, step, i) =>
      sql`CASE WHEN NOT (${toSql(step, context)}) THEN ${raw(String(i + 1))} ELSE ${rest} END`,
    raw(String(last)),
  );
  const counts = Array.from(
    { length: last - 1 },
    (_, i) => `count(*) FILTER (WHERE passed > ${i + 1}) AS c${i + 1}`,
  );
  const ofLast = (value: string) => `coalesce(sum(${value}) FILTER (WHERE passed = ${last}), 0)`;
  // LIMIT -1 keeps SQLite from writing `passed` out, and asking it again, wherever it is named.
  const query = sql`SELECT (SELECT people FROM shops WHERE id = ${context.shop}) AS total, count(*) AS c0,
      ${raw(counts.map((count) => `${count}, `).join(""))}
      ${raw(ofLast("identified"))} AS identified, ${raw(ofLast("reachable"))} AS reachable,
      ${raw(ofLast("orders"))} AS orders, ${raw(ofLast("spent"))} AS spent
    FROM (SELECT ${passed} AS passed, identified, email_consent AND email IS NOT NULL AS reachable, orders, spent
      FROM profiles p WHERE ${everyoneOf(context.shop)} AND ${toSql(first, context)} LIMIT -1)`;
  const row = (await prepared(db, query).first<Record<string, number>>())!;
  const { identified, reachable, orders, spent } = row as Record<string, number>;
  return {
    total: row.total!,
    counts: steps.map((_, i) => row[`c${i}`]!),
    insights: {
      identified: identified!,
      reachableByEmail: reachable!,
      orders: orders!,
      spent: spent!,
      averageOrder: orders ? Math.round(spent! / orders) : null,
    },
  };
}

const EVERYONE: Rule = { all: [] };

/** Ids of people whom a rule holds for, those seen last first. */
export async function findPeople(
  db: D1Database,
  rule: Rule,
  context: SqlContext,
  limit: number,
): Promise<string[]> {
  const query = sql`SELECT p.id FROM profiles p WHERE p.shop = ${context.shop} AND ${toSql(rule, context)}
    ORDER BY p.last_seen_at DESC, p.id LIMIT ${limit}`;
  const { results } = await prepared(db, query).all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** @throws Problem "invalid" when the rule is longer than D1 takes */
export function prepared(db: D1Database, query: Sql): D1PreparedStatement {
  const { text, parameter } = render(query);
  if (text.length > MAX_STATEMENT || parameter.length > MAX_PARAMETER)
    throw invalid({ path: "rule", reason: "is too long to be counted: split it into segments" });
  return db.prepare(text).bind(parameter);
}
