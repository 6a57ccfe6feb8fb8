/** The names that a rule's sentence needs: attributes, segments, products, messages, discounts, and amounts as people write them. */
import type { Names } from "../../core/rules/describe";
import { itemFiltersIn } from "../../core/rules/items";
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
  const named = (table: Named, idsIn: typeof messagesIn) => {
    const ids = new Set<string>();
    for (const rule of rules) idsIn(rule, ids);
    return namesIn(db, table, shop, ids);
  };
  const [products, messages, discounts] = await Promise.all([
    named("products", (rule, found) => productsIn(rule, context.attributes, found)),
    named("messages", messagesIn),
    named("discounts", discountsIn),
  ]);
  return {
    words: english,
    attributes: context.attributes,
    segment: (id) => context.segments.get(id)?.name ?? id,
    product: (id) => products.get(id) ?? id,
    message: (id) => messages.get(id) ?? id,
    discount: (id) => discounts.get(id) ?? id,
    amount: amounts(context.shop.currency),
  };
}

type Named = "products" | "messages" | "discounts";

function discountsIn(rule: Rule, found = new Set<string>()): Set<string> {
  for (const { discount } of itemFiltersIn(rule).values()) if (discount !== undefined) found.add(discount);
  return found;
}

async function namesIn(
  db: D1Database,
  table: Named,
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
