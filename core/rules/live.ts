/** Live signals: facts known only in the page, at this instant. One entry each; the SDK supplies the values. */
import type { FactType } from "../attributes/types";

interface LiveEntry {
  label: string;
  type: FactType;
  unit?: "amount" | "seconds" | "percent" | "count";
  notes?: string;
  /** Whether the request that asks for a decision already settles it, so that the edge decides. */
  settledByRequest?: true;
}

export const liveSignals = {
  seconds_on_page: { label: "time on this page", type: "number", unit: "seconds" },
  active_seconds: { label: "active time on this page", type: "number", unit: "seconds" },
  inactive_seconds: {
    label: "time without moving, typing or scrolling",
    type: "number",
    unit: "seconds",
    notes: "Inactivity: since the last of these on this page",
  },
  exit_intent: {
    label: "about to leave this page",
    type: "boolean",
    notes: "True in the instant in which the pointer leaves through the top, or a finger swipes back up fast",
  },
  scroll_depth: { label: "scroll depth of this page", type: "number", unit: "percent" },
  cart_total: { label: "cart total now", type: "number", unit: "amount" },
  cart_quantity: { label: "articles in the cart now", type: "number", unit: "count" },
  cart_lines: { label: "lines in the cart now", type: "number", unit: "count" },
  cart_contains: { label: "products in the cart now", type: "list" },
  page_url: { label: "address of this page", type: "text", settledByRequest: true },
  page_type: { label: "type of this page", type: "text", settledByRequest: true },
  page_product: { label: "product of this page", type: "text", settledByRequest: true },
  page_category: { label: "category of this page", type: "text", settledByRequest: true },
  visit_pages: { label: "pages seen in this visit", type: "number", unit: "count", settledByRequest: true },
} satisfies Record<string, LiveEntry>;

export type LiveKey = keyof typeof liveSignals;
/** Those whose values are ids of products, or names of categories: chosen from the catalogue, shown by name. */
export const liveHolds: { readonly [K in LiveKey]?: "products" | "categories" } = {
  cart_contains: "products",
  page_product: "products",
  page_category: "categories",
};

export type LiveFacts = { readonly [K in LiveKey]?: number | string | boolean | string[] };

export const liveEntry = (key: LiveKey): LiveEntry => liveSignals[key];
