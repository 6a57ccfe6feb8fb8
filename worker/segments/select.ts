/** Rules as SQL over D1: how many people each of them holds for, and who they are. One statement each. */
import type { Rule } from "../../core/rules/rule";
import { raw, render, type Sql, type SqlContext, sql, toSql } from "../../core/rules/sql";
import { invalid } from "../http/errors";

/** D1 refuses longer statements. */
const MAX_STATEMENT = 100_000;
/** And larger values. */
const MAX_PARAMETER = 2_000_000;

/**
 * The funnel: how many people the shop has, and how many are left after each step. A step counts those whom all
 * steps up to it hold for.
 */
export async function countPeople(
  db: D1Database,
  steps: readonly Rule[],
  context: SqlContext,
): Promise<{ total: number; counts: number[] }> {
  // How many steps from the first on hold for a person: each is asked once, and none after the first that fails.
  const passed = steps.reduceRight<Sql>(
    (rest, step, i) => sql`CASE WHEN NOT (${toSql(step, context)}) THEN ${raw(String(i))} ELSE ${rest} END`,
    raw(String(steps.length)),
  );
  const query = sql`SELECT ${passed} AS passed, count(*) AS people FROM profiles p WHERE p.shop = ${context.shop} GROUP BY 1`;
  const { results } = await prepared(db, query).all<{ passed: number; people: number }>();
  const after = (step: number) =>
    results.filter(({ passed }) => passed >= step).reduce((sum, { people }) => sum + people, 0);
  return { total: after(0), counts: steps.map((_, i) => after(i + 1)) };
}

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
  const { text, parameter } = fitting(query);
  return db.prepare(text).bind(parameter);
}

/** @throws Problem "invalid" when the rule could be saved but never counted */
export function refuseTooLong(rule: Rule, context: SqlContext): void {
  fitting(toSql(rule, context), ROOM);
}

/** What counting and sampling write around a rule. */
const ROOM = 1_000;

function fitting(query: Sql, room = 0): { text: string; parameter: string } {
  const { text, parameter } = render(query);
  if (text.length + room > MAX_STATEMENT || parameter.length + room > MAX_PARAMETER)
    throw invalid({ path: "rule", reason: "is too long to be counted: split it into segments" });
  return { text, parameter };
}
