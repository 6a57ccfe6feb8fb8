/** What somebody bought most of, by pieces; of equals what they bought last. */
import { fold } from "../rules/fold";
import type { Activity } from "../rules/rule";
import type { Line } from "../signals/catalogue";
import type { Profile } from "./profile";

/** As it was told last: "SKARV" and "Skarv" are one brand. */
export function favourite(bought: readonly Activity[], of: "brand" | "category"): string | undefined {
  const all = new Map<string, { name: string; pieces: number }>();
  for (const { [of]: name, quantity = 1 } of bought) {
    if (!name) continue;
    const key = fold(name);
    const pieces = (all.get(key)?.pieces ?? 0) + quantity;
    // What is set anew comes last.
    all.delete(key);
    all.set(key, { name, pieces });
  }
  let most: { name: string; pieces: number } | undefined;
  for (const one of all.values()) if (one.pieces >= (most?.pieces ?? 0)) most = one;
  return most?.name;
}

/** Many pages name the brand where the product is shown, and not in the order. */
export function brandOf({ cart, history }: Profile, { product, brand }: Line): string | undefined {
  return (
    brand ??
    cart.find((line) => line.product === product)?.brand ??
    history.viewed_product?.findLast((view) => view.product === product && view.brand)?.brand
  );
}
