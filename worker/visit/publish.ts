/** Publishing: a shop's snapshot is made from D1 and handed to its Config object; then everyone is evaluated again. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { computedRules } from "../../core/attributes/computed";
import { attributesOf } from "../../core/attributes/standard";
import { clockIn } from "../../core/time/zone";
import * as table from "../db/schema";
import type { Env } from "../env";
import { itemsAreOf, resolveItems } from "../products/resolve";
import { keepCutoffs } from "../segments/cutoffs";
import { attributeOf } from "../shops/context";
import { tableOf, tablesOf } from "../tables/tables";
import { configOf } from "./config";
import { evaluateUnhomed } from "./evaluate-unhomed";
import { shardNamed } from "./home";
import { MAX_SNAPSHOT_BYTES, type Snapshot } from "./snapshot";
import { soundParts } from "./sound";
import { startEvaluation } from "./walk-unhomed";

/** A snapshot above its limit: what the panel tells. Nothing was published, the shop goes on with the one before. */
export class SnapshotTooLarge extends Error {
  /** `itemBytes` of them are lists of products that filters of rules found. */
  constructor(
    readonly bytes: number,
    readonly itemBytes: number,
  ) {
    super(`the shop's configuration has ${bytes} bytes, more than ${MAX_SNAPSHOT_BYTES}`);
  }
}

export async function publishShop(env: Env, shop: string, now = Date.now()): Promise<void> {
  const snapshot = await snapshotOf(env.DB, shop, now);
  refuseTooLarge(snapshot);
  const { revision, rulesRevision } = await configOf(env, shop).publish(snapshot);
  const isNew = await startEvaluation(env.DB, shop, rulesRevision, now);
  await itemsAreOf(env.DB, shop, snapshot.catalogueRevision, now);
  // Last: where anything before it failed, cron publishes again.
  await drizzle(env.DB)
    .update(table.shops)
    .set({ publishedRevision: sql`max(${table.shops.publishedRevision}, ${revision})` })
    .where(eq(table.shops.id, shop));
  if (!isNew) return;
  // Shards that cannot be reached now learn of it at their next visit, or by cron.
  const outcomes = await Promise.allSettled([
    configureShards(env, shop, revision),
    evaluateUnhomed(env, shop, 2_000),
  ]);
  for (const outcome of outcomes)
    if (outcome.status === "rejected")
      console.error(JSON.stringify({ event: "evaluation put off", error: String(outcome.reason) }));
}

/** Tells every shard of the shop that a newer configuration is out. */
export async function configureShards(env: Env, shop: string, revision: number): Promise<void> {
  const rows = await drizzle(env.DB)
    .select({ name: table.shards.name })
    .from(table.shards)
    .where(eq(table.shards.shop, shop));
  await Promise.allSettled(rows.map(({ name }) => shardNamed(env, name).configure({ shop, name, revision })));
}

/** @throws SnapshotTooLarge */
export function refuseTooLarge(snapshot: Snapshot): void {
  const sizeOf = (part: unknown) => new TextEncoder().encode(JSON.stringify(part)).length;
  const bytes = sizeOf(snapshot);
  if (bytes > MAX_SNAPSHOT_BYTES) throw new SnapshotTooLarge(bytes, sizeOf(snapshot.itemSets));
}

export async function snapshotOf(database: D1Database, id: string, now: number): Promise<Snapshot> {
  const db = drizzle(database);
  const [shops, domains, keys, definitions, tables, segments, messages] = await db.batch([
    db.select().from(table.shops).where(eq(table.shops.id, id)),
    db.select().from(table.shopDomains).where(eq(table.shopDomains.shop, id)),
    db
      .select()
      .from(table.shopKeys)
      .where(and(eq(table.shopKeys.shop, id), isNull(table.shopKeys.revokedAt))),
    db.select().from(table.attributeDefinitions).where(eq(table.attributeDefinitions.shop, id)),
    tablesOf(db, id),
    db.select().from(table.segments).where(eq(table.segments.shop, id)),
    db
      .select()
      .from(table.messages)
      .where(and(eq(table.messages.shop, id), eq(table.messages.status, "live"))),
  ]);
  const shop = shops[0];
  if (!shop) throw new Error(`no shop ${id}`);
  const own = tables.map(tableOf);
  const sound = soundParts(id, {
    attributes: definitions.map(attributeOf),
    tables: own,
    segments: segments.filter(({ kind, archivedAt }) => kind === "dynamic" && archivedAt === null),
    messages: messages.flatMap(({ id, priority, published }) =>
      published ? [{ id, priority, design: published }] : [],
    ),
  });
  const { attributes, segments: dynamic, messages: live } = sound;
  const statics = segments.filter((segment) => !dynamic.includes(segment));
  const rules = [
    ...dynamic.map(({ rule }) => rule),
    ...computedRules(attributes),
    ...live.map(({ design }) => design.condition),
  ];
  const itemSets = await resolveItems(database, id, rules, now);
  const cutoffs = await keepCutoffs(
    database,
    rules,
    {
      shop: id,
      attributes: attributesOf(attributes, own),
      clock: clockIn(shop.timeZone, now),
    },
    now,
  );
  return {
    revision: shop.revision,
    rulesRevision: shop.revision,
    shop: {
      id,
      revision: shop.revision,
      currency: shop.currency,
      timeZone: shop.timeZone,
      consent: shop.consent,
      withdrawal: shop.withdrawal,
      shards: shop.shards,
      clickDays: shop.clickDays,
      viewDays: shop.viewDays,
      paused: shop.paused,
      identify: { version: shop.identifyVersion, since: shop.identifySince },
      origins: domains.map(({ origin }) => origin),
      keys: keys.map(({ key }) => key),
    },
    attributes: attributes.map(({ notes: _, ...attribute }) => attribute),
    tables: own,
    segments: dynamic.map(({ id, rule, visible }) => ({ id, rule, visible })),
    cutoffs: [...cutoffs],
    statics: statics.map(({ id }) => id),
    visibleStatics: statics
      .filter(({ visible, archivedAt }) => visible && archivedAt === null)
      .map(({ id }) => id),
    messages: live,
    itemSets,
    catalogueRevision: shop.catalogueRevision,
  };
}
