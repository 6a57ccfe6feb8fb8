// Who is signed in, and which of their shops the panel shows. Opened once before the first page; a lost session sends
// to signing in (`api.ts`).
import { signal } from "@preact/signals";
import { answer, api } from "../api";
import { text } from "../texts/index";
import { ProblemError } from "./problem";

export type Role = "owner" | "marketer" | "analyst";

export interface ShopOfMember {
  id: string;
  name: string;
  /** ISO 4217 */
  currency: string;
  timeZone: string;
  role: Role;
}

export interface Session {
  member: { name: string; email: string; role: Role };
  shop: ShopOfMember;
  shops: readonly ShopOfMember[];
}

export const session = signal<Session>();

const CHOSEN = "vitrine:shop";

/** Asks who is signed in; throws ProblemError. The shop is the one chosen last in this browser, else the first. */
export async function openSession(): Promise<void> {
  const { user, shops } = await answer(api.me.$get());
  const chosen = localStorage.getItem(CHOSEN);
  const shop = shops.find(({ id }) => id === chosen) ?? shops[0];
  if (!shop)
    throw new ProblemError({ status: 403, title: text.members.noShopTitle, detail: text.members.noShop });
  session.value = { member: { ...user, role: shop.role }, shop, shops };
}

/** Another of the member's shops: the panel starts anew with it, so that nothing of the first is left. */
export function switchShop(id: string): void {
  localStorage.setItem(CHOSEN, id);
  location.assign("/admin/");
}

/** The shop that pages are about. Pages are drawn only once the session is open. */
export function currentShop(): ShopOfMember {
  const { shop } = session.value ?? {};
  if (!shop) throw new Error("no session yet");
  return shop;
}

/** What every request of a shop's pages takes: `api.shops[":shop"].segments.$get({ param: shopParam() })`. */
export const shopParam = (): { shop: string } => ({ shop: currentShop().id });
