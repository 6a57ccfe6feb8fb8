/** What every reader of rules outside the edge needs: attributes, the clock, where ranks draw lines, what filters found. */
import type { Rule } from "../../core/rules/rule";
import type { SqlContext } from "../../core/rules/sql";
import { resolveItems } from "../products/resolve";
import type { ShopContext } from "../shops/context";
import { cutoffsFor } from "./cutoffs";

export async function readContext(
  db: D1Database,
  { shop, attributes, clock }: ShopContext,
  rules: readonly Rule[],
): Promise<Required<SqlContext>> {
  const context = { shop: shop.id, attributes, clock };
  const [cutoffs, itemSets] = await Promise.all([
    cutoffsFor(db, rules, context),
    resolveItems(db, shop.id, rules, clock.now),
  ]);
  return { ...context, cutoffs, itemSets };
}
