/** Reads what the shop tells Google: GA4 ecommerce events and Consent Mode in `dataLayer`. */
import type { Line, ProductSeen } from "../../core/signals/catalogue";
import type { Choice } from "../consent";
import { follow, safe } from "../safe";
import type { Cart } from "./cart";
import type { Collector, Findings } from "./collector";
import { currencyOf, minorUnits } from "./money";
import { plain } from "./product";

type Json = Record<string, unknown>;
/** An event with its data, or a `consent` command with its states. */
export type Told = [name: string, data: Json, consent?: true];

/** One entry of `dataLayer`: an object with `event`, or the `arguments` of a gtag() call. */
export function readEntry(entry: unknown): Told | undefined {
  const { 0: command, 1: name, 2: params, event, ecommerce } = (entry ?? {}) as Json;
  if (command === "consent") return [String(name), (params ?? {}) as Json, true];
  if (command === "event") return [String(name), (params ?? {}) as Json];
  return event ? [String(event), (ecommerce ?? entry) as Json] : undefined;
}

/** The items of an event, their prices in minor units; both as products and as lines of a cart. */
export function readItems(data: Json): (Line & ProductSeen)[] {
  const items = Array.isArray(data.items) ? data.items.slice(0, 200) : [];
  return items.flatMap((item: Json | null) => {
    const id = plain(item?.item_id ?? item?.item_name);
    if (!item || !id) return [];
    const currency = currencyOf(item.currency ?? data.currency);
    return {
      id,
      product: id,
      name: plain(item.item_name),
      brand: plain(item.item_brand),
      category: plain(
        ["", 2, 3, 4, 5]
          .map((level) => item[`item_category${level}`])
          .filter(Boolean)
          .join(" > "),
      ),
      variant: plain(item.item_variant),
      price: minorUnits(item.price, currency),
      currency,
      quantity: Number(item.quantity ?? 1) || 0,
    };
  });
}

/** What an event says about the page and the cart. `exact`: a plugin of ours says it. */
function tell([event, data]: Told, findings: Findings, exact: boolean): void {
  const { page, once, viewProduct, search, order, cart, setCart } = findings;
  const items = readItems(data);
  const [item] = items;
  const currency = currencyOf(data.currency) ?? item?.currency;
  switch (event) {
    case "view_item":
      if (item) viewProduct(item, exact);
      break;
    case "view_item_list": {
      const category = plain(data.item_list_name) ?? item?.category;
      // Lists stand on all kinds of pages, as recommendations.
      if (!category || !/category|other/.test(page().type ?? "other")) break;
      page().type = "category";
      page().category ??= category;
      once({ type: "category_view", category }, category);
      break;
    }
    case "add_to_cart":
      setCart(changed(cart(), items, 1), currency);
      break;
    case "remove_from_cart":
      setCart(changed(cart(), items, -1), currency);
      break;
    case "begin_checkout":
      page().type = "checkout";
      once({ type: "checkout" });
      if (data.items) setCart(items, currency);
      break;
    case "view_cart":
      if (data.items) setCart(items, currency);
      break;
    case "purchase": {
      const id = plain(data.transaction_id);
      const total = minorUnits(data.value, currency);
      if (id && currency && total !== undefined)
        order({ id, total, currency, lines: items, coupon: plain(data.coupon) });
      break;
    }
    case "search":
    case "view_search_results": {
      const term = plain(data.search_term);
      if (term) search(term);
    }
  }
}

/** The cart's lines with others added, or with -1 taken away. */
export function changed({ lines }: Cart, change: Line[], sign: number): Line[] {
  for (const line of change) {
    const same = ({ product }: Line) => product === line.product;
    const before = lines.find(same);
    const now = { ...line, quantity: (before?.quantity ?? 0) + sign * line.quantity };
    lines = before ? lines.map((other) => (same(other) ? now : other)) : [...lines, now];
  }
  return lines.filter(({ quantity }) => quantity > 0);
}

/**
 * `gtag("consent", command, states)` on top of what was said before. Where defaults disagree, or are for some regions,
 * no goes before yes: which of them is meant for this visitor, the page cannot know.
 */
export function readConsent(before: Choice, command: string, states: Json): Choice {
  const { region, analytics_storage, ad_user_data, ad_personalization = ad_user_data } = states;
  const hear = (known: boolean | undefined, state: unknown, too = state) =>
    state
      ? state === "granted" && too === state && (command === "update" || !(region || known === false))
      : known;
  return {
    analytics: hear(before.analytics, analytics_storage),
    marketing: hear(before.marketing, ad_personalization, ad_user_data),
  };
}

/** Of what a shop with a plugin of ours tells Google, this alone counts: the rest has other ids. */
const BESIDE_A_PLUGIN = /search/;

/**
 * Reads what stands in `dataLayer` and was not heard yet, also what came by other ways than `push`, which Tag Manager
 * and others patch too; from the first look on, pushes are heard at once. Our plugins have a list of their own beside it,
 * in the same shapes, which nobody else acts on: it says exactly what the shop's server knows, under the shop's own ids.
 */
export const watch: Collector = (findings) => {
  const known = new Set<unknown>();
  const followed = new Set<unknown>();
  let choice: Choice = {};
  const lists = () => window as { dataLayer?: unknown; vitrine_dataLayer?: unknown };

  const hear = safe((entry: unknown, exact: boolean) => {
    known.add(entry);
    const told = readEntry(entry);
    if (!told) return;
    const [name, data, isConsent] = told;
    if (isConsent) {
      choice = readConsent(choice, name, data);
      findings.allow(choice, name === "update");
    } else if (exact || !lists().vitrine_dataLayer || BESIDE_A_PLUGIN.test(name)) tell(told, findings, exact);
  });

  const lookAt = (list: unknown, exact: boolean) => {
    if (!Array.isArray(list)) return;
    if (!followed.has(list))
      follow(list, "push", (...entries) => {
        for (const entry of entries) hear(entry, exact);
      });
    followed.add(list);
    const fresh = list.filter((entry) => !known.has(entry));
    // What was consented to comes before all that hangs on it.
    for (const entry of fresh) if (entry?.[0] === "consent") hear(entry, exact);
    for (const entry of fresh) if (!known.has(entry)) hear(entry, exact);
  };

  return () => {
    lookAt(lists().vitrine_dataLayer, true);
    lookAt(lists().dataLayer, false);
  };
};
