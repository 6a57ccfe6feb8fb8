/**
 * Where ranks draw their lines: computed over everyone in D1, kept, and given to all who read rules, so that the edge,
 * a count and a sentence speak of the same line. Drawn when a rule needs it first, and again by cron.
 */
import { and, eq, inArray, lte } from "drizzle-orm";
import { placesOf, type RankRule, ranksIn, sizeOf } from "../../core/rules/ranks";
import type { Rule } from "../../core/rules/rule";
import { factSql, raw, type Sql, type SqlContext, sql } from "../../core/rules/sql";
import { dbOf } from "../db/client";
import { rankCutoffs } from "../db/schema";
import { prepared } from "./select";

/** A line that would move fewer people than this share of those in is left where it is. */
const MATTERS = 0.01;

/** The cut-offs of all ranks in these rules: kept ones, and new ones drawn for this time alone. */
export async function cutoffsFor(
  db: D1Database,
  rules: readonly Rule[],
  context: SqlContext,
): Promise<ReadonlyMap<string, number>> {
  const ranks = ranksOf(rules);
  if (ranks.size === 0) return new Map();
  const kept = await keptCutoffs(db, context.shop);
  const cutoffs = new Map<string, number>();
  for (const [key, rank] of ranks) {
    const cutoff = kept.has(key) ? kept.get(key)! : await drawLine(db, rank, context);
    if (cutoff !== null) cutoffs.set(key, cutoff);
  }
  return cutoffs;
}

/** For publishing: keeps a line for each rank in these rules, and no other. */
export async function keepCutoffs(
  database: D1Database,
  rules: readonly Rule[],
  context: SqlContext,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const db = dbOf({ DB: database });
  const { shop } = context;
  const ranks = ranksOf(rules);
  const kept = await keptCutoffs(database, shop);
  const gone = [...kept.keys()].filter((key) => !ranks.has(key));
  if (gone.length > 0)
    await db.delete(rankCutoffs).where(and(eq(rankCutoffs.shop, shop), inArray(rankCutoffs.rank, gone)));
  for (const [key, rank] of ranks) {
    if (kept.has(key)) continue;
    const cutoff = await drawLine(database, rank, context);
    await db
      .insert(rankCutoffs)
      .values({ shop, rank: key, rule: rank, cutoff, drawnAt: now })
      .onConflictDoNothing();
  }
  return new Map(
    [...(await keptCutoffs(database, shop))].filter((one): one is [string, number] => one[1] !== null),
  );
}

/** For cron: draws again what was last drawn before an instant. Answers whether a line moved enough to matter. */
export async function redrawCutoffs(
  database: D1Database,
  context: SqlContext,
  before: number,
  now: number,
): Promise<boolean> {
  const db = dbOf({ DB: database });
  const rows = await db
    .select()
    .from(rankCutoffs)
    .where(and(eq(rankCutoffs.shop, context.shop), lte(rankCutoffs.drawnAt, before)));
  let moved = false;
  for (const { rank: key, rule, cutoff: old } of rows) {
    const cutoff = await drawLine(database, rule, context);
    const matters = cutoff !== old && (await movesMany(database, rule, old, cutoff, context));
    moved ||= matters;
    await db
      .update(rankCutoffs)
      .set({ drawnAt: now, ...(matters && { cutoff }) })
      .where(and(eq(rankCutoffs.shop, context.shop), eq(rankCutoffs.rank, key)));
  }
  return moved;
}

const ranksOf = (rules: readonly Rule[]): Map<string, RankRule> => {
  const found = new Map<string, RankRule>();
  for (const rule of rules) ranksIn(rule, found);
  return found;
};

async function keptCutoffs(database: D1Database, shop: string): Promise<Map<string, number | null>> {
  const rows = await dbOf({ DB: database })
    .select({ rank: rankCutoffs.rank, cutoff: rankCutoffs.cutoff })
    .from(rankCutoffs)
    .where(eq(rankCutoffs.shop, shop));
  return new Map(rows.map(({ rank, cutoff }) => [rank, cutoff]));
}

/** The fact of the last person who has a place; null when nobody has the fact. */
async function drawLine(db: D1Database, rank: RankRule, context: SqlContext): Promise<number | null> {
  const facts = factsOf(rank, context);
  const counted = await prepared(db, sql`SELECT count(*) AS people FROM ${facts}`).first<{
    people: number;
  }>();
  const places = placesOf(sizeOf(rank), counted?.people ?? 0);
  if (places === 0) return null;
  const row = await prepared(
    db,
    sql`SELECT f.value FROM ${facts} ORDER BY f.value ${raw("top" in rank ? "DESC" : "ASC")} LIMIT 1 OFFSET ${places - 1}`,
  ).first<{ value: number }>();
  return row?.value ?? null;
}

async function movesMany(
  db: D1Database,
  rank: RankRule,
  old: number | null,
  cutoff: number | null,
  context: SqlContext,
): Promise<boolean> {
  if (old === null || cutoff === null) return true;
  const within = (line: number) => sql`sum(f.value ${raw("top" in rank ? ">=" : "<=")} ${line})`;
  const row = await prepared(
    db,
    sql`SELECT ${within(old)} AS old, ${within(cutoff)} AS new FROM ${factsOf(rank, context)}`,
  ).first<{ old: number; new: number }>();
  return row !== null && Math.abs(row.new - row.old) > row.new * MATTERS;
}

const factsOf = (rank: RankRule, context: SqlContext): Sql =>
  sql`(SELECT value FROM (SELECT ${factSql(rank.rank, context)} AS value FROM profiles p WHERE p.shop = ${context.shop}) WHERE value IS NOT NULL) f`;
