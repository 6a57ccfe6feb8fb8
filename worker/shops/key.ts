/**
 * Public keys of a shop, `pk_<shop>_<random>`: the edge reads the shop out of the key, without asking anybody.
 * A key that begins with `wk_` writes only: for what runs beside the shop's pages, such as Shopify's pixel, whose requests
 * bring no usable Origin. It names nobody new, is told nothing, and opens no other door.
 */
import { newId } from "../../core/ids";

export const KEY_KINDS = ["page", "write"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export const newShopId = (): string => newId(10);
export const newKey = (shop: string, kind: KeyKind = "page"): string => `${BEGIN[kind]}${shop}_${newId(12)}`;

export const BEGIN: Record<KeyKind, string> = { page: "pk_", write: "wk_" };
const KEY = /^(pk|wk)_([a-z0-9]{4,20})_[a-z0-9]{8,32}$/;

export const kindOfKey = (key: string): KeyKind => (key.startsWith(BEGIN.write) ? "write" : "page");

/** The shop that a key of this kind names; whether the key is in force is another question. */
export function shopOfKey(key: string, kind: KeyKind = "page"): string | undefined {
  const found = KEY.exec(key);
  return found && kindOfKey(key) === kind ? found[2] : undefined;
}
