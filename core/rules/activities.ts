/** What people do, as the subject of `did`. One entry per activity; signals write them, rules and SQL read them. */

import type { Measure } from "./rule";

/** What one entry can be narrowed by. */
interface ActivityEntry {
  /** Completes "has …" in a sentence. */
  label: string;
  /** Whether its entries hold a product (and its category), or a category alone, so that `items` may narrow it. */
  items?: true | "categories";
  /** Whether its entries hold a name, so that `named` narrows it. */
  named?: string;
  /** Its names are ids: wanted whole. */
  ids?: true;
  /** What can be summed over its entries. */
  sums?: readonly Measure[];
  notes?: string;
}

const SUMS: readonly Measure[] = ["amount", "quantity"];

export const activities = {
  visited: { label: "visited the shop" },
  viewed_page: { label: "viewed a page", named: "path" },
  viewed_product: { label: "viewed a product", items: true },
  viewed_category: { label: "viewed a category", items: "categories" },
  searched: { label: "searched", named: "text" },
  added_to_cart: { label: "added to cart", items: true, sums: SUMS },
  removed_from_cart: { label: "removed from cart", items: true, sums: SUMS },
  started_checkout: { label: "started checkout" },
  ordered: {
    label: "ordered",
    sums: SUMS,
    notes: "One entry for each order that is not cancelled; its amount is the order's total after refunds",
  },
  bought: { label: "bought", items: true, sums: SUMS, notes: "One entry for each product of an order" },
  used_coupon: { label: "used a coupon", named: "code" },
  returned: {
    label: "returned",
    items: true,
    sums: SUMS,
    notes: "One entry for each product that came back; known where the shop's server reports it",
  },
  submitted_form: { label: "submitted a form", named: "form" },
  saw_message: { label: "saw a message", named: "message", ids: true },
  clicked_message: { label: "clicked a message", named: "message", ids: true },
  closed_message: { label: "closed a message", named: "message", ids: true },
  submitted_message: { label: "sent a message's form", named: "message", ids: true },
  event: { label: "did the custom event", named: "event" },
} satisfies Record<string, ActivityEntry>;

export type ActivityKind = keyof typeof activities;

export const activityEntry = (kind: ActivityKind): ActivityEntry => activities[kind];
