/**
 * What others than the page itself tell, where they are there: each is watched, and none disturbs another. What decides on
 * consent and on the first message is heard at once; each platform's own collector is loaded later, when the browser is idle.
 */
import { type CollectorName, loadCollector } from "../collector-part";
import { safe } from "../safe";
import type { Collector, Director, Tracked } from "./collector";
import { tell } from "./ecommerce";
import { hasPlugin, watch as watchGa4 } from "./ga4";
import { watch as watchShopPage } from "./shop-page";
import { watch as watchShopifyConsent } from "./shopify-consent";
import { watch as watchTcf } from "./tcf";
import { createTelling } from "./telling";
import { watch as watchTicket } from "./ticket";

interface Shop {
  Shopify?: unknown;
  BCData?: unknown;
  prestashop?: { cart?: unknown };
  ga?: unknown;
  analytics?: { track?: unknown };
  dataLayer?: unknown;
}
const shop = window as Shop;
const finds = (selector: string) => !!document.querySelector(selector);

/**
 * Each platform's collector, and how it is known, in the order in which they begin. Of the shop systems among them, each
 * knows the whole cart. The markup's ids are those of carts more often than what analytics are told.
 */
const LATER: Record<CollectorName, () => boolean> = {
  shopify: () => !!shop.Shopify,
  woocommerce: () =>
    /\bwoocommerce|wc(Settings|_order|_add|_cart)/.test(`${Object.keys(shop)},${document.body.className}`),
  magento: () => finds('script[type="text/x-magento-init"]'),
  prestashop: () => !!shop.prestashop?.cart,
  bigcommerce: () => !!shop.BCData,
  markup: () => true,
  legacy: () =>
    !!shop.ga ||
    ([] as unknown[]).concat(shop.dataLayer ?? []).some((entry) => {
      const { ecommerce } = (entry ?? {}) as { ecommerce?: object };
      return /detail|add|remove|checkout|purchase|impressions/.test(String(Object.keys(ecommerce ?? {})));
    }),
  segment: () => typeof shop.analytics?.track === "function",
  "shopify-pixel": () => !!shop.Shopify,
  acts: () => finds("[data-vitrine-track],[data-vitrine-form]"),
};
const SYSTEMS = ["shopify", "woocommerce", "magento", "prestashop", "bigcommerce"] as const;
const isSystem = (name: string) => (SYSTEMS as readonly string[]).includes(name);

const idle = (work: () => void) =>
  "requestIdleCallback" in window ? requestIdleCallback(work, { timeout: 2000 }) : setTimeout(work);

export const watch: Director = (sources) => {
  const { allow, once } = sources;
  const telling = createTelling(sources);
  // Consent first: all else hangs on it. Then what knows the shop's own ids.
  const looks = [
    () => watchTcf(allow),
    () => watchShopifyConsent(allow),
    () => watchShopPage(telling.as("page")),
    () => watchGa4(telling.as("ga4"), telling.as("plugin"), allow),
    () => watchTicket(telling.as("ticket")),
  ].flatMap((begin) => safe(begin)() ?? []);
  const loaded = new Set<string>();
  const failed = new Set<string>();
  let looked = 0;
  let turn = Promise.resolve();

  async function load(name: CollectorName): Promise<void> {
    try {
      const { watch } = (await loadCollector(name)) as { watch: Collector };
      const look = safe(watch(telling.as(name)));
      looks.push(look);
      look();
    } catch {
      // Others may speak of its cart then.
      failed.add(name);
      telling.own(undefined);
    }
  }

  /** Segment's words come as they are tracked by us, too; other names are events. */
  async function understand([event, properties]: Tracked): Promise<void> {
    const words = (await loadCollector("segment").catch(() => undefined)) as
      | typeof import("./segment")
      | undefined;
    const told = words?.translate(event, properties);
    if (told) tell(...told, telling.as("track"));
    else
      once(
        { type: "event", name: event, properties: properties as Record<string, string> },
        `${Math.random()}`,
      );
  }

  return (...tracked) => {
    if (tracked.length) return void safe(understand)(tracked as Tracked);
    telling.turn();
    const system = hasPlugin() ? "plugin" : SYSTEMS.find((name) => !failed.has(name) && safe(LATER[name])());
    if (system) telling.own(system);
    for (const look of looks) safe(look)();
    // The first look comes with the page, the next ones when its decision is under way.
    if (!looked++) return;
    // A plugin of ours knows all that its shop system could tell.
    for (const name of Object.keys(LATER) as CollectorName[])
      if (!loaded.has(name) && !(hasPlugin() && isSystem(name)) && safe(LATER[name])()) {
        loaded.add(name);
        turn = turn.then(() => new Promise((done) => idle(() => load(name).finally(done))));
      }
  };
};
