/** What reading and counting a shop's rules needs: its attributes, clock and segments, in one round trip to D1. */
import { and, eq, isNull } from "drizzle-orm";
import type { Attribute, Attributes } from "../../core/attributes/attribute";
import { type Computed, shapeOf } from "../../core/attributes/computed";
import { attributesOf } from "../../core/attributes/standard";
import type { Rule } from "../../core/rules/rule";
import { type Clock, clockIn } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { attributeDefinitions, segments, shops } from "../db/schema";
import { notFound } from "../http/errors";
import { tableOf, tablesOf } from "../tables/tables";

export type Shop = typeof shops.$inferSelect;

export interface ShopContext {
  shop: Shop;
  attributes: Attributes;
  clock: Clock;
  /** Those that are not archived. */
  segments: ReadonlyMap<string, { id: string; name: string; kind: "dynamic" | "static"; rule: Rule }>;
}

export async function shopContext(
  env: { DB: D1Database },
  shop: string,
  now = Date.now(),
): Promise<ShopContext> {
  const db = dbOf(env);
  const { id, name, kind, rule } = segments;
  const [[row], own, tables, segmentRows] = await db.batch([
    db.select().from(shops).where(eq(shops.id, shop)),
    db.select().from(attributeDefinitions).where(eq(attributeDefinitions.shop, shop)),
    tablesOf(db, shop),
    db
      .select({ id, name, kind, rule })
      .from(segments)
      .where(and(eq(segments.shop, shop), isNull(segments.archivedAt))),
  ]);
  if (!row) throw notFound("shop");
  return {
    shop: row,
    attributes: attributesOf(own.map(attributeOf), tables.map(tableOf)),
    clock: clockIn(row.timeZone, now),
    segments: new Map(segmentRows.map((segment) => [segment.id, segment])),
  };
}

const unitOf = (computed: Computed) => {
  const { unit } = shapeOf(computed);
  return unit && { unit };
};

export function attributeOf(row: typeof attributeDefinitions.$inferSelect): Attribute {
  const { key, label, group, type, notes, options, formerly, computed, browser, personal } = row;
  return {
    ...{ key, label, group, type, notes, options, browser, personal },
    ...(formerly.length > 0 && { formerly }),
    ...(computed && { computed, ...unitOf(computed) }),
  };
}
