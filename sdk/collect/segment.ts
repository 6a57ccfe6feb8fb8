/** Segment's ecommerce events, in `window.analytics` or told to Vitrine itself, in GA4's words. */
import { follow, safe } from "../safe";
import type { Collector } from "./collector";
import type { Json } from "./ecommerce";

const list = (data: Json) => ({ ...data, items: ([] as unknown[]).concat(data.products ?? []).map(item) });

/** By Segment's name: what it is called in GA4, and its data there. */
const NAMES: Record<string, [name: string, translate: (data: Json) => Json]> = {
  "Product Viewed": ["view_item", (data) => ({ ...data, items: [item(data)] })],
  "Product Added": ["add_to_cart", (data) => ({ ...data, items: [item(data)] })],
  "Product Removed": ["remove_from_cart", (data) => ({ ...data, items: [item(data)] })],
  "Product List Viewed": [
    "view_item_list",
    (data) => ({ ...list(data), item_list_name: data.category ?? data.list_id }),
  ],
  "Cart Viewed": ["view_cart", (data) => ({ ...data, ...(data.products ? list(data) : {}) })],
  "Checkout Started": ["begin_checkout", (data) => ({ ...data, ...(data.products ? list(data) : {}) })],
  "Order Completed": [
    "purchase",
    (data) => ({
      ...list(data),
      transaction_id: data.order_id,
      value: data.total ?? data.value ?? data.revenue,
    }),
  ],
  "Products Searched": ["search", (data) => ({ search_term: data.query })],
};

/** Undefined for names that mean nothing here. */
export function translate(name: string, data: Json = {}): [string, Json] | undefined {
  const [event, read] = Object.hasOwn(NAMES, name) ? NAMES[name]! : [];
  return event && read ? [event, read(data ?? {})] : undefined;
}

function item(product: unknown): Json {
  const { product_id, sku, name, brand, category, variant, price, quantity, currency } = (product ??
    {}) as Json;
  return {
    item_id: product_id || sku,
    item_name: name,
    item_brand: brand,
    item_category: category,
    item_variant: variant,
    price,
    quantity,
    currency,
  };
}

type Analytics = unknown[] & { on?(event: string, heard: (name: string, data: Json) => void): void };

export const watch: Collector = ({ tell }) => {
  let followed: unknown;
  /** Waiting for Segment's script, and heard already: it tells of them once more when it comes. */
  const queued: string[] = [];

  const hear = safe((name: string, data: Json) => {
    const told = translate(name, data);
    if (told) tell(...told);
  });
  const wait = safe((entry: unknown) => {
    const [method, name, data] = entry as [string, string, Json];
    if (method !== "track") return;
    queued.push(JSON.stringify([name, data]));
    hear(name, data);
  });

  return () => {
    const { analytics } = window as { analytics?: Analytics };
    if (followed || typeof analytics?.on !== "function") return;
    followed = analytics;
    if (Array.isArray(analytics)) {
      analytics.forEach(wait);
      follow(analytics, "push", ([entry]) => wait(entry));
    }
    analytics.on("track", (name, data) => {
      const at = queued.indexOf(JSON.stringify([name, data]));
      if (at < 0) hear(name, data);
      else queued.splice(at, 1);
    });
  };
};
