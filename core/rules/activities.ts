/** What people do, as the subject of `did`. One entry per activity; signals write them, rules and SQL read them. */

/** What one entry can be narrowed by. */
interface ActivityEntry {
  /** Completes "has …" in a sentence. */
  label: string;
  /** Whether its entries hold a product (and its category), or a category alone, so that `items` may narrow it. */
  items?: true | "categories";
  /** Stands before what narrows its items: "bought anything of brand Skarv". */
  anything?: string;
  /** Whether its entries hold a name, so that `named` narrows it. */
  named?: string;
}

export const activities = {
  visited: { label: "visited the shop" },
  viewed_page: { label: "viewed a page" },
  viewed_product: { label: "viewed a product", items: true },
  viewed_category: { label: "viewed a category", items: "categories" },
  searched: { label: "searched", named: "text" },
  added_to_cart: { label: "added to cart", items: true, anything: "anything" },
  removed_from_cart: { label: "removed from cart", items: true, anything: "anything" },
  started_checkout: { label: "started checkout" },
  ordered: { label: "ordered" },
  /** One entry for each product of an order; `ordered` has one for the order. */
  bought: { label: "bought", items: true, anything: "anything" },
  submitted_form: { label: "submitted a form", named: "form" },
  saw_message: { label: "saw a message", named: "message" },
  clicked_message: { label: "clicked a message", named: "message" },
  closed_message: { label: "closed a message", named: "message" },
  submitted_message: { label: "sent a message's form", named: "message" },
  event: { label: "did the custom event", named: "event" },
} satisfies Record<string, ActivityEntry>;

export type ActivityKind = keyof typeof activities;

export const activityEntry = (kind: ActivityKind): ActivityEntry => activities[kind];
