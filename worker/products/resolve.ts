/** Filters of rules, resolved against the catalogue as it is now: the item sets that all readers of rules share. */
import type { ItemFilter } from "../../core/rules/item-filters";
import { filterSql, type ItemSet, type ItemSets, itemFiltersIn } from "../../core/rules/items";
import type { Rule } from "../../core/rules/rule";
import { render, sql } from "../../core/rules/sql";
import type { Span } from "../../core/rules/timeframes";

/** The first and last instant of a Date: what an end that is not given means. */
const EVER: Span = { from: -8.64e15, to: 8.64e15 };

/** In one transaction, so that all sets are of one catalogue. */
export async function resolveItems(
  db: D1Database,
  shop: string,
  rules: readonly Rule[],
  now: number,
): Promise<ItemSets> {
  const filters = new Map<string, ItemFilter>();
  for (const rule of rules) itemFiltersIn(rule, filters);
  if (filters.size === 0) return {};
  const [discounts, ...found] = await db.batch([
    db.prepare("SELECT id, starts_at, ends_at FROM discounts WHERE shop = ?1").bind(shop),
    ...[...filters.values()].map((filter) => {
      const { text, parameter } = render(
        sql`SELECT p.id FROM products p WHERE p.shop = ${shop} AND ${filterSql(filter, { shop, now })} ORDER BY p.id`,
      );
      return db.prepare(text).bind(parameter);
    }),
  ]);
  const spans = new Map((discounts!.results as DiscountDates[]).map((row) => [row.id, spanOf(row)]));
  return Object.fromEntries(
    [...filters].map(([id, { discount }], i): [string, ItemSet] => {
      const products = (found[i]!.results as { id: string }[]).map((row) => row.id);
      const during = discount === undefined ? undefined : spans.get(discount);
      return [id, { products, ...(during && { during }) }];
    }),
  );
}

/** Notes which catalogue a shop's item sets are of, and when a discount's date may next change them. */
export async function itemsAreOf(db: D1Database, shop: string, revision: number, now: number): Promise<void> {
  await db
    .prepare(
      `UPDATE shops SET items_revision = max(items_revision, ?2), items_due_at = (
         SELECT min(at) FROM (SELECT starts_at AS at FROM discounts WHERE shop = ?1
           UNION ALL SELECT ends_at FROM discounts WHERE shop = ?1) WHERE at > ?3)
       WHERE id = ?1`,
    )
    .bind(shop, revision, now)
    .run();
}

interface DiscountDates {
  id: string;
  starts_at: number | null;
  ends_at: number | null;
}

const spanOf = ({ starts_at, ends_at }: DiscountDates): Span => ({
  from: starts_at ?? EVER.from,
  to: ends_at ?? EVER.to,
});
