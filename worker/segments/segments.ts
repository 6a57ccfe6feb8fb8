/** Segments in D1: kept whole (no circles, no rule that cannot be read), changed only with the snapshot. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "../../core/ids";
import type { Rule } from "../../core/rules/rule";
import { dbOf, isDuplicate } from "../db/client";
import {
  evaluations,
  membershipChanges,
  memberships,
  segmentCopies,
  segmentDays,
  segments,
  shards,
} from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound } from "../http/errors";
import { changeShop } from "../shops/change";
import { type ShopContext, shopContext } from "../shops/context";
import { refuseUsed, rulesOf, type Use, usesOfSegment } from "../shops/uses";
import { refuseCircle } from "./circles";
import { readContext } from "./read-context";
import { readRule } from "./rule-schema";
import { refuseTooLong } from "./select";

const MAX_SEGMENTS = 500;
/** A static segment's rule holds nobody; its members are a list. */
export const NOBODY: Rule = { any: [] };

export interface SegmentInput {
  name: string;
  description: string;
  kind: "dynamic" | "static";
  rule?: unknown;
  visible: boolean;
}
export interface SegmentChange {
  name?: string;
  description?: string;
  rule?: unknown;
  visible?: boolean;
  archived?: boolean;
}

/** All segments with their sizes and where each is used, the newest change first. */
export async function listSegments(env: Env, shop: string) {
  const db = dbOf(env);
  const [[rows, sizes, evaluating, filling], uses] = await Promise.all([
    db.batch([
      db.select().from(segments).where(eq(segments.shop, shop)).orderBy(sql`${segments.updatedAt} DESC`),
      sizesOf(env, shop),
      evaluationsUnderWay(env, shop),
      fillingOf(env, shop),
    ]),
    rulesOf(env, shop),
  ]);
  const sizeOf = new Map(sizes.map(({ segment, size }) => [segment, size]));
  return rows.map((row) =>
    describe(
      row,
      sizeOf.get(row.id) ?? 0,
      usesOfSegment(uses, row.id),
      evaluating.length > 0,
      filling.find(({ segment }) => segment === row.id),
    ),
  );
}

export async function getSegment(env: Env, shop: string, id: string) {
  const db = dbOf(env);
  const [[[row], [size], evaluating, filling], uses] = await Promise.all([
    db.batch([
      db.select().from(segments).where(is(shop, id)),
      sizesOf(env, shop, id),
      evaluationsUnderWay(env, shop),
      fillingOf(env, shop),
    ]),
    rulesOf(env, shop),
  ]);
  if (!row) throw notFound("segment");
  return describe(
    row,
    size?.size ?? 0,
    usesOfSegment(uses, id),
    evaluating.length > 0,
    filling.find(({ segment }) => segment === id),
  );
}

export async function createSegment(env: Env, shop: string, input: SegmentInput, now = Date.now()) {
  const context = await shopContext(env, shop, now);
  refuseTooMany(context);
  const { name, description, kind, visible } = input;
  const id = newId(12);
  const rule = await ruleOf(env.DB, kind, input.rule, context, id);
  const row = {
    shop,
    id,
    name,
    description,
    kind,
    rule,
    visible,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  await refuseDuplicates(changeShop(env, shop, (db) => [db.insert(segments).values(row)]));
  return getSegment(env, shop, id);
}

export async function changeSegment(
  env: Env,
  shop: string,
  id: string,
  change: SegmentChange,
  now = Date.now(),
) {
  const before = await getSegment(env, shop, id);
  const context = await shopContext(env, shop, now);
  const { name, description, visible, archived } = change;
  if (archived && before.archivedAt === null) refuseUsed(before.usedBy);
  // What an archived segment refers to may be gone by the time it comes back.
  const rule = change.rule ?? (archived === false && before.archivedAt !== null ? before.rule : undefined);
  const parsed = rule === undefined ? undefined : await ruleOf(env.DB, before.kind, rule, context, id);
  const set = {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(visible !== undefined && { visible }),
    ...(archived !== undefined && { archivedAt: archived ? (before.archivedAt ?? now) : null }),
    ...(parsed && { rule: parsed, version: sql`${segments.version} + 1` }),
    updatedAt: now,
  };
  await refuseDuplicates(changeShop(env, shop, (db) => [db.update(segments).set(set).where(is(shop, id))]));
  return getSegment(env, shop, id);
}

/** Refused while something that is not archived uses it. */
export async function deleteSegment(env: Env, shop: string, id: string): Promise<void> {
  const { usedBy } = await getSegment(env, shop, id);
  refuseUsed(usedBy);
  await changeShop(env, shop, (db) => [
    db.delete(segments).where(is(shop, id)),
    db.delete(memberships).where(and(eq(memberships.shop, shop), eq(memberships.segment, id))),
    db
      .delete(membershipChanges)
      .where(and(eq(membershipChanges.shop, shop), eq(membershipChanges.segment, id))),
    db.delete(segmentCopies).where(and(eq(segmentCopies.shop, shop), eq(segmentCopies.segment, id))),
    db.delete(segmentDays).where(and(eq(segmentDays.shop, shop), eq(segmentDays.segment, id))),
  ]);
}

/** The rule of a segment, read and free of circles. */
async function ruleOf(
  db: D1Database,
  kind: "dynamic" | "static",
  given: unknown,
  context: ShopContext,
  id: string,
): Promise<Rule> {
  if (kind === "static") {
    if (given !== undefined && JSON.stringify(given) !== JSON.stringify(NOBODY))
      throw invalid({ path: "rule", reason: "does not belong to a static segment" });
    return NOBODY;
  }
  if (given === undefined) throw invalid({ path: "rule", reason: "is missing" });
  const rule = readRule(given, context);
  refuseTooLong(rule, await readContext(db, context, [rule]));
  const others = [...context.segments.values()].filter((segment) => segment.id !== id);
  refuseCircle(id, [{ id, rule }, ...others], context.attributes, context, "rule");
  return rule;
}

export function refuseTooMany({ segments }: ShopContext): void {
  if (segments.size >= MAX_SEGMENTS)
    throw invalid({ path: "name", reason: `is one too many: a shop has at most ${MAX_SEGMENTS} segments` });
}

export async function refuseDuplicates(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (isDuplicate(error)) throw invalid({ path: "name", reason: "is the name of another segment" });
    throw error;
  }
}

function describe(
  row: typeof segments.$inferSelect,
  size: number,
  usedBy: Use[],
  evaluating: boolean,
  filling: { done: number; total: number } | undefined,
) {
  const { id, name, description, kind, rule, visible, version, createdAt, updatedAt, archivedAt } = row;
  return {
    id,
    name,
    description,
    kind,
    rule,
    visible,
    version,
    size,
    evaluating,
    filling: filling ? { done: filling.done, total: filling.total } : null,
    usedBy,
    createdAt,
    updatedAt,
    archivedAt,
  };
}

const sizesOf = (env: Env, shop: string, id?: string) =>
  dbOf(env)
    .select({ segment: memberships.segment, size: sql<number>`count(*)` })
    .from(memberships)
    .where(and(eq(memberships.shop, shop), id === undefined ? undefined : eq(memberships.segment, id)))
    .groupBy(memberships.segment);

/** Static segments that are still being filled with the people of another. */
const fillingOf = (env: Env, shop: string) =>
  dbOf(env)
    .select({ segment: segmentCopies.segment, done: segmentCopies.done, total: segmentCopies.total })
    .from(segmentCopies)
    .where(and(eq(segmentCopies.shop, shop), isNull(segmentCopies.finishedAt)));

/** One row while people are still being sorted by the newest rules: by cron, or by a shard that has not caught up. */
const evaluationsUnderWay = (env: Env, shop: string) =>
  dbOf(env)
    .select({ shop: evaluations.shop })
    .from(evaluations)
    .where(
      and(
        eq(evaluations.shop, shop),
        sql`(${evaluations.finishedAt} IS NULL OR EXISTS (SELECT 1 FROM ${shards} s WHERE s.shop = ${evaluations.shop} AND s.evaluated_revision < ${evaluations.revision}))`,
      ),
    );

const is = (shop: string, id: string) => and(eq(segments.shop, shop), eq(segments.id, id));
