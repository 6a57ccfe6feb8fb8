/** The names that a rule's sentence needs: attributes, segments, products, and amounts as people write them. */
import type { Names } from "../../core/rules/describe";
import type { Rule } from "../../core/rules/rule";
import type { ShopContext } from "../shops/context";
import { productsIn } from "./rule-schema";

export async function namesOf(
  db: D1Database,
  shop: string,
  rules: readonly Rule[],
  context: ShopContext,
): Promise<Names> {
  const ids = new Set<string>();
  for (const rule of rules) productsIn(rule, ids);
  const { results } = ids.size
    ? await db
        .prepare("SELECT id, name FROM products WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2))")
        .bind(shop, JSON.stringify([...ids]))
        .all<{ id: string; name: string }>()
    : { results: [] };
  const products = new Map(results.map(({ id, name }) => [id, name]));
  return {
    attributes: context.attributes,
    segment: (id) => context.segments.get(id)?.name ?? id,
    product: (id) => products.get(id) ?? id,
    amount: amounts(context.shop.currency),
  };
}

/** Minor units as an amount of money, such as 12.50 €. */
function amounts(currency: string): (minorUnits: number) => string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minorUnits) => format.format(minorUnits / 10 ** digits);
}
