/** The names that a rule's sentence needs: attributes, segments, products, messages, and amounts as people write them. */
import type { Names } from "../../core/rules/describe";
import type { Rule } from "../../core/rules/rule";
import { english } from "../../core/rules/words/en";
import type { ShopContext } from "../shops/context";
import { messagesIn, productsIn } from "./rule-schema";

export async function namesOf(
  db: D1Database,
  shop: string,
  rules: readonly Rule[],
  context: ShopContext,
): Promise<Names> {
  const named = async (table: "products" | "messages", idsIn: typeof productsIn) => {
    const ids = new Set<string>();
    for (const rule of rules) idsIn(rule, ids);
    if (ids.size === 0) return new Map<string, string>();
    const { results } = await db
      .prepare(`SELECT id, name FROM ${table} WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2))`)
      .bind(shop, JSON.stringify([...ids]))
      .all<{ id: string; name: string }>();
    return new Map(results.map(({ id, name }) => [id, name]));
  };
  const [products, messages] = await Promise.all([
    named("products", productsIn),
    named("messages", messagesIn),
  ]);
  return {
    words: english,
    attributes: context.attributes,
    segment: (id) => context.segments.get(id)?.name ?? id,
    product: (id) => products.get(id) ?? id,
    message: (id) => messages.get(id) ?? id,
    amount: amounts(context.shop.currency),
  };
}

/** Minor units as an amount of money, such as 12.50 €. */
function amounts(currency: string): (minorUnits: number) => string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minorUnits) => format.format(minorUnits / 10 ** digits);
}
