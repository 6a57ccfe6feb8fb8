/** What an order does to its buyer's profile. Counted once by its id, whoever reports it. */

import type { Value } from "../rules/rule";
import type { SignalOf } from "../signals/catalogue";
import { brandOf, favourite } from "./favourites";
import { conversionsOf } from "./message-events";
import type { Profile } from "./profile";
import { increase, lineActivity, numberOf, type Step } from "./step";

export function applyOrder(step: Step, order: SignalOf<"order">): void {
  const { profile, context, effects, at } = step;
  const id = `order ${order.id}`;
  if (profile.history.ordered?.some((entry) => entry.id === id)) return;
  const ours = order.currency === context.currency;
  if (!ours)
    step.refuse("currency", `is not the shop's (${context.currency}): the order counts, its amount does not`);
  const quantity = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  step.did("ordered", { id, quantity, amount: ours ? order.total : undefined, name: order.id });
  order.lines.forEach((line, i) => {
    const bought = lineActivity(line, line.quantity);
    step.did("bought", {
      ...bought,
      id: `${id} ${i}`,
      amount: ours ? bought.amount : undefined,
      brand: brandOf(profile, line),
    });
  });
  if (order.coupon) step.did("used_coupon", { id: `${id} coupon`, name: order.coupon });
  effects.orders.push({
    id: order.id,
    at,
    total: order.total,
    currency: order.currency,
    lines: order.lines,
    ...(order.coupon && { coupon: order.coupon }),
  });
  const { attributes } = profile;
  const orders = increase(profile, "orders");
  if (ours) {
    attributes.average_order = Math.round(increase(profile, "spent", order.total) / orders);
    attributes.largest_order = Math.max(numberOf(attributes.largest_order), order.total);
  }
  increase(profile, "orders_with_coupon", order.coupon ? 1 : 0);
  increase(profile, "items_bought", quantity);
  setBought(profile);
  addChannel(profile, order.channel ?? attributes.last_channel);
  attributes.first_order_at = Math.min(numberOf(attributes.first_order_at, at), at);
  attributes.last_order_at = Math.max(numberOf(attributes.last_order_at, at), at);
  // Bought, not taken out: the cart is empty without anything having been removed.
  profile.cart = [];
  attributes.cart_total = 0;
  attributes.cart_quantity = 0;
  attributes.cart_updated_at = at;
  delete attributes.checkout_started_at;
  effects.messageEvents.push(...conversionsOf(step, order.id, ours ? order.total : 0));
}

/** What follows from all that they bought. */
function setBought({ attributes, history }: Profile): void {
  const bought = history.bought ?? [];
  attributes.distinct_products = new Set(bought.map(({ product }) => product)).size;
  for (const of of ["category", "brand"] as const) {
    const name = favourite(bought, of);
    if (name) attributes[`favourite_${of}`] = name;
  }
}

/** A visit's, or one that the shop's server names. */
function addChannel({ attributes }: Profile, channel: Value | undefined): void {
  const { channels_bought_on: known } = attributes;
  const channels = Array.isArray(known) ? known : [];
  if (typeof channel === "string" && channels.length < MAX_CHANNELS && !channels.includes(channel))
    attributes.channels_bought_on = [...channels, channel];
}
const MAX_CHANNELS = 50;
