/** The names that a rule's sentence needs: attributes, segments, products, messages, and amounts as people write them. */

import { activityEntry } from "../../core/rules/activities";
import type { Names } from "../../core/rules/describe";
import { liveHolds } from "../../core/rules/live";
import { isAll, isAny, isNot, type Leaf, type Rule } from "../../core/rules/rule";
import type { ShopContext } from "../shops/context";

export async function namesOf(
  db: D1Database,
  shop: string,
  rules: readonly Rule[],
  context: ShopContext,
): Promise<Names> {
  const leaves = rules.flatMap((rule) => [...leavesOf(rule)]);
  const [products, messages] = await Promise.all([
    namesIn(db, shop, "products", leaves.flatMap(productsIn)),
    namesIn(db, shop, "messages", leaves.flatMap(messagesIn)),
  ]);
  return {
    attributes: context.attributes,
    segment: (id) => context.segments.get(id)?.name ?? id,
    product: (id) => products.get(id) ?? id,
    message: (id) => messages.get(id) ?? id,
    amount: amounts(context.shop.currency),
  };
}

async function namesIn(
  db: D1Database,
  shop: string,
  table: "products" | "messages",
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { results } = await db
    .prepare(`SELECT id, name FROM ${table} WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2))`)
    .bind(shop, JSON.stringify(ids))
    .all<{ id: string; name: string }>();
  return new Map(results.map(({ id, name }) => [id, name]));
}

function* leavesOf(rule: Rule): Generator<Leaf> {
  if (isAll(rule)) for (const part of rule.all) yield* leavesOf(part);
  else if (isAny(rule)) for (const part of rule.any) yield* leavesOf(part);
  else if (isNot(rule)) yield* leavesOf(rule.not);
  else yield rule;
}

function productsIn(leaf: Leaf): string[] {
  if ("did" in leaf) return leaf.items && "ids" in leaf.items ? leaf.items.ids : [];
  if (!("live" in leaf) || liveHolds[leaf.live] !== "products") return [];
  return [leaf.value].flat().map(String);
}

const messagesIn = (leaf: Leaf): string[] =>
  "did" in leaf && leaf.named !== undefined && activityEntry(leaf.did).named === "message"
    ? [leaf.named]
    : [];

/** Minor units as an amount of money, such as 12.50 €. */
function amounts(currency: string): (minorUnits: number) => string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return (minorUnits) => format.format(minorUnits / 10 ** digits);
}
