/**
 * What follows from all that somebody bought and sent back: worked out anew from their history, so that it is the same
 * in any order.
 */
import { fold } from "../rules/fold";
import type { Activity } from "../rules/rule";
import { thousandths } from "../rules/thousandths";
import type { Profile } from "./profile";
import { put } from "./told";

type Bought = { readonly [kind in "bought" | "ordered" | "viewed_product"]?: readonly Activity[] };

export function settleBought(profile: Profile): void {
  const { history } = profile;
  const products = new Set(history.bought?.map(({ product }) => product));
  put(profile, "distinct_products", products.size || undefined);
  put(profile, "favourite_category", favouriteCategory(history));
  put(profile, "favourite_brand", favouriteBrand(history));
  put(profile, "channels_bought_on", channelsBoughtOn(history));
  put(profile, "returns", piecesReturned(profile));
}

export const favouriteCategory = ({ bought }: Bought) =>
  bought && favourite(bought, ({ category }) => category);

/** Many pages name the brand where the product is shown, and not in the order. */
export const favouriteBrand = ({ bought, viewed_product: views }: Bought) =>
  bought &&
  favourite(
    bought,
    ({ product, brand }) => brand ?? views?.findLast((view) => view.product === product && view.brand)?.brand,
  );

export function channelsBoughtOn({ ordered }: Bought): string[] | undefined {
  const channels = [...new Set(ordered?.flatMap(({ channel }) => channel ?? []))];
  return channels.length > 0 ? channels.slice(0, MAX_CHANNELS) : undefined;
}
const MAX_CHANNELS = 50;

/** Pieces; known from the first order that the shop's server or a file tells of, since no page hears of returns. */
function piecesReturned({ history: { returned }, orders }: Profile): number | undefined {
  if (returned) return pieces(returned);
  for (const id in orders) if (orders[id]!.by === "shop") return 0;
  return undefined;
}

/** Added up in whole thousandths, so that it is the same in any order. */
export const pieces = (entries: readonly Activity[]): number =>
  entries.reduce((sum, { quantity = 0 }) => sum + thousandths(quantity), 0) / 1000;

/** By pieces; of equals the one bought last. As it was told last: "SKARV" and "Skarv" are one brand. */
function favourite(
  bought: readonly Activity[],
  of: (entry: Activity) => string | undefined,
): string | undefined {
  const all = new Map<string, { name: string; pieces: number }>();
  for (const entry of bought) {
    const name = of(entry);
    if (!name) continue;
    const key = fold(name);
    const pieces = (all.get(key)?.pieces ?? 0) + (entry.quantity ?? 1);
    // What is set anew comes last.
    all.delete(key);
    all.set(key, { name, pieces });
  }
  let most: { name: string; pieces: number } | undefined;
  for (const one of all.values()) if (one.pieces >= (most?.pieces ?? 0)) most = one;
  return most?.name;
}
