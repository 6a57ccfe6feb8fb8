/** What an order does to its buyer's profile. Counted once by its id, whoever reports it. */
import { VISIT_GAP } from "../rules/this-visit";
import type { SignalOf } from "../signals/catalogue";
import { settleBought } from "./bought";
import { conversionsOf } from "./message-events";
import type { Profile } from "./profile";
import { forget } from "./remember";
import { increase, lineActivity, numberOf, type Step } from "./step";
import { isLatest, put, tell } from "./told";

export type OrderTold = Omit<SignalOf<"order">, "type" | "n" | "at">;

export function applyOrder(step: Step, order: OrderTold): void {
  const { profile, context, effects, at } = step;
  const { attributes } = profile;
  const id = `order ${order.id}`;
  // Who tells it again tells nothing new, but for an earlier time.
  const known = profile.history.ordered?.find((entry) => entry.id === id);
  if (known && known.at <= at) return;
  if (known) takeBackOrder(profile, id, step.undid);
  emptyCart(profile, at);
  const ours = order.currency === context.currency;
  if (!ours)
    step.refuse("currency", `is not the shop's (${context.currency}): the order counts, its amount does not`);
  const quantity = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  step.did("ordered", {
    ...{ id, quantity, name: order.id },
    amount: ours ? order.total : undefined,
    channel: order.channel ?? visitChannel(profile, at),
  });
  order.lines.forEach((line, i) => {
    const bought = lineActivity(line, line.quantity);
    step.did("bought", {
      ...bought,
      id: `${id} ${i}`,
      amount: ours ? bought.amount : undefined,
      brand: line.brand,
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
  increase(profile, "orders");
  if (ours) {
    increase(profile, "spent", order.total);
    attributes.largest_order = Math.max(numberOf(attributes.largest_order), order.total);
  }
  increase(profile, "orders_with_coupon", order.coupon ? 1 : 0);
  increase(profile, "items_bought", quantity);
  settleOrders(profile);
  attributes.first_order_at = Math.min(numberOf(attributes.first_order_at, at), at);
  attributes.last_order_at = Math.max(numberOf(attributes.last_order_at, at), at);
  effects.messageEvents.push(...conversionsOf(step, order.id, ours ? order.total : 0));
}

/** Of the visit in which it was bought, as far as its pages have arrived; of none, when it was bought at another time. */
function visitChannel({ attributes, visit }: Profile, at: number): string | undefined {
  const { last_channel: channel } = attributes;
  return typeof channel === "string" && Math.abs(visit.lastAt - at) <= VISIT_GAP ? channel : undefined;
}

/** Bought, not taken out: the cart is empty without anything having been removed. */
function emptyCart(profile: Profile, at: number): void {
  if (isLatest(profile, "$cart", at)) {
    profile.cart = [];
    Object.assign(profile.attributes, { cart_total: 0, cart_quantity: 0, cart_updated_at: at });
  }
  tell(profile, "checkout_started_at", undefined, at);
}

/** Takes back an order, by the id of its activity. */
export function takeBackOrder(
  profile: Profile,
  id: string,
  undid: Step["undid"] = (kind, entry) => forget(profile, kind, entry.id),
): void {
  const { history } = profile;
  const order = history.ordered?.find((entry) => entry.id === id);
  if (!order) return;
  increase(profile, "orders", -1);
  increase(profile, "spent", -(order.amount ?? 0));
  increase(profile, "items_bought", -(order.quantity ?? 0));
  if (history.used_coupon?.some((entry) => entry.id === `${id} coupon`))
    increase(profile, "orders_with_coupon", -1);
  for (const kind of ["ordered", "bought", "used_coupon"] as const)
    for (const entry of history[kind] ?? [])
      if (entry.id === id || entry.id.startsWith(`${id} `)) undid(kind, entry);
  const amounts = (history.ordered ?? []).flatMap(({ amount }) => amount ?? []);
  put(profile, "largest_order", amounts.length > 0 ? Math.max(...amounts) : undefined);
  put(profile, "first_order_at", history.ordered?.[0]?.at);
  put(profile, "last_order_at", history.ordered?.at(-1)?.at);
}

/** What follows from all orders together. */
export function settleOrders(profile: Profile): void {
  setAverage(profile);
  settleBought(profile);
}

/** Of the orders whose amount is known. */
function setAverage({ attributes, history }: Profile): void {
  const unknown = history.ordered?.filter(({ amount }) => amount === undefined).length ?? 0;
  const known = numberOf(attributes.orders) - unknown;
  if (known > 0) attributes.average_order = Math.round(numberOf(attributes.spent) / known);
}
