/** Rules as SQL over D1: how many people each of them holds for, and who they are. One statement each. */
import { didPeople } from "../../core/rules/did-sql";
import type { Rule } from "../../core/rules/rule";
import { everyoneOf, raw, render, type Sql, type SqlContext, sql, toSql } from "../../core/rules/sql";
import { invalid } from "../http/errors";

/** D1 refuses longer statements. */
const MAX_STATEMENT = 100_000;
/** And larger values. */
const MAX_PARAMETER = 2_000_000;

/** What people are worth. Amounts in minor units. */
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
  insights?: Insights;
}

/**
 * The funnel: how many people the shop has, how many are left after each step, and on request insights of those left
 * at last. A step counts those whom all steps up to it hold for. One pass over the people answers all.
 */
export async function countPeople(
  db: D1Database,
  steps: readonly [Rule, ...Rule[]],
  context: SqlContext,
  withInsights = false,
): Promise<Counts> {
  const last = steps.length;
  const people = last === 1 && !withInsights && "did" in steps[0] ? didPeople(steps[0], context) : undefined;
  const counts = steps.map((_, i) => `count(*)${i === 0 ? "" : ` FILTER (WHERE passed > ${i})`} AS step${i}`);
  const ofLast = last > 1 ? ` FILTER (WHERE passed = ${last})` : "";
  const sums = Object.entries(withInsights ? SUMMED : {}).map(
    ([name, value]) => `coalesce(sum(${value})${ofLast}, 0) AS ${name}`,
  );
  const query = sql`SELECT (SELECT people FROM shops WHERE id = ${context.shop}) AS total,
    ${raw([...counts, ...sums].join(", "))} FROM ${last > 1 ? passing(steps, context) : (people ?? those(steps[0], context))}`;
  const row = (await prepared(db, query).first<Record<string, number>>())!;
  const { total, identified, reachable, orders, spent } = row as Record<
    "total" | keyof typeof SUMMED,
    number
  >;
  return {
    total,
    counts: steps.map((_, i) => row[`step${i}`]!),
    ...(withInsights && {
      insights: {
        identified,
        reachableByEmail: reachable,
        orders,
        spent,
        averageOrder: orders === 0 ? null : Math.round(spent / orders),
      },
    }),
  };
}

/** Those whom the first step holds for, each with how many steps it passes: each step is asked once, none after one that fails. */
function passing([first, ...others]: readonly [Rule, ...Rule[]], context: SqlContext): Sql {
  const passed = others.reduceRight<Sql>(
    (rest, step, i) => sql`CASE WHEN ${toSql(step, context)} THEN ${rest} ELSE ${raw(`${i + 1}`)} END`,
    raw(`${others.length + 1}`),
  );
  // LIMIT -1 keeps SQLite from writing `passed` out, and asking it again, wherever it is named.
  return sql`(SELECT ${passed} AS passed, identified, email_consent, email, orders, spent FROM ${those(first, context)} LIMIT -1)`;
}

const those = (rule: Rule, context: SqlContext): Sql =>
  sql`profiles p WHERE ${everyoneOf(context.shop)} AND ${toSql(rule, context)}`;

const SUMMED = {
  identified: "identified",
  reachable: "email_consent AND email IS NOT NULL",
  orders: "orders",
  spent: "spent",
};

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

/** Whether D1 takes so long a statement. */
export function isShort(query: Sql): boolean {
  const { text, parameter } = render(query);
  return text.length <= MAX_STATEMENT && parameter.length <= MAX_PARAMETER;
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
