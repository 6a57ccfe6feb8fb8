/** What people are predicted to buy: for products and categories the probability (0 to 1), as the predictions say. */
import { fold } from "./fold";
import type { Items } from "./rule";

/** By `interestKeys`. */
export type Interests = Readonly<Record<string, number>>;

/** The attribute under which D1 keeps them, as pairs of key and probability; no shop can define one of this name. */
export const INTERESTS = "predicted.interests";

/** Under which names a profile keeps its interest in these items. */
export const interestKeys = (items: Items): string[] =>
  "ids" in items
    ? items.ids.map((id) => `product ${id}`)
    : items.categories.map((category) => `category ${fold(category)}`);

/** The highest of them; undefined when nothing was predicted. */
export function interestIn(keys: readonly string[], interests: Interests | undefined): number | undefined {
  let highest: number | undefined;
  for (const key of keys) {
    const probability = interests?.[key];
    if (probability !== undefined && !(probability <= highest!)) highest = probability;
  }
  return highest;
}
