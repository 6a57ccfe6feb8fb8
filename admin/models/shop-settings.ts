// The shop's settings, for all pages that need them and for "paused" in the header. Asked again every minute, as
// somebody else may pause, too.
import { signal } from "@preact/signals";
import { answer, api } from "../api";
import { mutation } from "./mutation";
import { poll } from "./poll";
import { session, shopParam } from "./session";

const EVERY = 60_000;

export type ShopSettings = Awaited<ReturnType<typeof load>>;

export const shopSettings = signal<ShopSettings>();

/** Puts new settings in place, also where the session shows them: in the header and wherever days and money are. */
export function showSettings(settings: ShopSettings): void {
  shopSettings.value = settings;
  const open = session.peek();
  if (!open) return;
  const { name, currency, timeZone } = settings;
  const shop = { ...open.shop, name, currency, timeZone };
  if (JSON.stringify(shop) === JSON.stringify(open.shop)) return;
  session.value = { ...open, shop, shops: open.shops.map((one) => (one.id === shop.id ? shop : one)) };
}

export const pauseEverything = mutation(
  async () => answer(api.shops[":shop"].pause.$post({ param: shopParam() })),
  { done: showSettings },
);

export const resumeEverything = mutation(
  async () => answer(api.shops[":shop"].resume.$post({ param: shopParam() })),
  { done: showSettings },
);

const load = (signal: AbortSignal) =>
  answer(api.shops[":shop"].$get({ param: shopParam() }, { init: { signal } }));

let watching = false;

/** Begins with the first page that is drawn; the panel starts anew with another shop. */
export function watchShopSettings(): void {
  if (watching) return;
  watching = true;
  poll(async (signal) => showSettings(await load(signal)), { every: EVERY });
}
