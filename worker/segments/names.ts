/** The names that a rule's sentence needs: attributes, segments, products, discounts, and amounts as people write them. */
import type { Names } from "../../core/rules/describe";
import { itemFiltersIn } from "../../core/rules/items";
import type { Rule } from "../../core/rules/rule";
import type { ShopContext } from "../shops/context";
import { productsIn } from "./rule-schema";

export async function namesOf(
  db: D1Database,
  shop: string,
  rules: readonly Rule[],
  context: ShopContext,
): Promise<Names> {
  const products = new Set<string>();
  const discounts = new Set<string>();
  for (const rule of rules) {
    productsIn(rule, products);
    for (const { discount } of itemFiltersIn(rule).values())
      if (discount !== undefined) discounts.add(discount);
  }
  const [productNames, discountNames] = await Promise.all([
    namesIn(db, "products", shop, products),
    namesIn(db, "discounts", shop, discounts),
  ]);
  return {
    attributes: context.attributes,
    segment: (id) => context.segments.get(id)?.name ?? id,
    product: (id) => productNames.get(id) ?? id,
    discount: (id) => discountNames.get(id) ?? id,
    amount: amounts(context.shop.currency),
  };
}

async function namesIn(
  db: D1Database,
  table: "products" | "discounts",
  shop: string,
  ids: ReadonlySet<string>,
): Promise<Map<string, string>> {
  if (ids.size === 0) return new Map();
  const { results } = await db
    .prepare(`SELECT id, name FROM ${table} WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2))`)
    .bind(shop, JSON.stringify([...ids]))
    .all<{ id: string; name: string }>();
  return new Map(results.map(({ id, name }) => [id, name]));
}

/** Minor units as an amount of money, such as 12.50 €. */
function amounts(currency: string): (minorUnits: number) => string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minorUnits) => format.format(minorUnits / 10 ** digits);
}
