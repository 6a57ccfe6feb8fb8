/**
 * What an order does to its buyer's profile, through its whole life: placed, changed, partly returned, cancelled.
 * It is told by pages and by the shop's server, twice, late, in any order: its newest version counts, and the
 * server's word before the page's. A newer version takes the older one back and is applied anew.
 */
import type { ActivityKind } from "../rules/activities";
import type { Activity } from "../rules/rule";
import { VISIT_GAP } from "../rules/this-visit";
import type { Line } from "../signals/catalogue";
import { settleBought } from "./bought";
import { type Credit, creditedFor } from "./message-events";
import type { Profile } from "./profile";
import { forget } from "./remember";
import { increase, lineActivity, numberOf, type Step } from "./step";
import { isLatest, put, tell } from "./told";

export interface OrderTold {
  id: string;
  /** What the buyer paid, in minor units of the order's currency. */
  total: number;
  currency: string;
  lines: OrderLine[];
  coupon?: string;
  /** What follows is known to the shop's server and to files, never to a page. */
  source?: "server" | "import";
  /** The order's own time of this version; without, when it was placed. */
  updatedAt?: number;
  status?: "placed" | "cancelled";
  /** The total in the shop's currency, where the order's is another. */
  converted?: number;
  /** By how much all discounts together lowered it. */
  discount?: number;
  /** Codes beyond the first. */
  coupons?: string[];
  /** Where it was bought, such as "pos"; without, the channel of the visit. */
  channel?: string;
  refunds?: Refund[];
  /** How sure it is whose it is. */
  claim?: Claim;
}

export interface OrderLine extends Line {
  variant?: string;
  discount?: number;
}

export interface Refund {
  id: string;
  at: number;
  amount: number;
  /** What came back, where that is known. */
  lines: { product: string; quantity: number; amount?: number }[];
}

/** An order belongs to whom the most says so: nothing, the identities that it names, the browser that placed it. */
export const CLAIM = { nobody: 0, identity: 1, browser: 2 } as const;
export type Claim = (typeof CLAIM)[keyof typeof CLAIM];

/** Which version of an order a profile counts. */
export interface OrderKnown {
  at: number;
  by: "page" | "shop";
  updatedAt: number;
  cancelled?: true;
  /** Of the visit in which it was bought, once that was known. */
  channel?: string;
  /** Pieces that it brought at a discount. */
  discounted?: number;
  /** Messages that it is credited to: once found they stay, whatever is clicked later. */
  credited?: Credit[];
}

export function applyOrder(step: Step, order: OrderTold): void {
  const { profile, effects, at } = step;
  const { id } = order;
  if (at < closedBefore(profile)) {
    step.refuse("at", "is so long ago that only monthly totals are kept of this person's orders");
    return;
  }
  const known = profile.orders?.[id];
  const told = knownFrom(order, at);
  const credited = uniteCredits(known?.credited, creditedFor(profile, known?.at ?? at, step.context));
  if (known && !isNewer(told, known)) {
    if (credited.length > (known.credited?.length ?? 0)) {
      known.credited = credited;
      pushConversions(step, id, known, amountOf(profile, id));
    }
    return;
  }
  if (known) takeBackOrder(profile, id, step.undid);
  if (told.by === "page" || (order.channel ?? "web") === "web") emptyCart(profile, at);
  const channel = order.channel ?? known?.channel ?? visitChannel(profile, at);
  profile.orders ??= {};
  profile.orders[id] = {
    ...told,
    ...(channel !== undefined && { channel }),
    ...(credited.length > 0 && { credited }),
  };
  effects.orders.push({ ...order, at, updatedAt: told.updatedAt });
  const amount = told.cancelled ? undefined : count(step, order, channel);
  settleOrders(profile);
  pushConversions(step, id, profile.orders[id], amount);
}

/** Of orders before this instant it can no longer be told which version counts. */
const closedBefore = ({ folded: { orders = -Infinity, goneOrders = -Infinity } = {} }: Profile): number =>
  Math.max(orders, goneOrders);

const knownFrom = (order: OrderTold, at: number): OrderKnown => ({
  at,
  by: order.source ? "shop" : "page",
  updatedAt: order.updatedAt ?? at,
  ...(order.status === "cancelled" && { cancelled: true }),
});

/** A page knows one version only, and tells it again when it is looked at again: its first telling has the time. */
function isNewer(told: OrderKnown, known: OrderKnown): boolean {
  if (told.by !== known.by) return told.by === "shop";
  return told.by === "shop" ? told.updatedAt > known.updatedAt : told.at < known.at;
}

/** Answers what it came to after refunds, in the shop's currency where that is known. */
function count(step: Step, order: OrderTold, channel: string | undefined): number | undefined {
  const { profile, context, at } = step;
  const { attributes } = profile;
  const id = activityId(order.id);
  const inShop = order.currency === context.currency;
  const rate = inShop
    ? 1
    : order.converted === undefined || !order.total
      ? undefined
      : order.converted / order.total;
  if (rate === undefined)
    step.refuse("currency", `is not the shop's (${context.currency}): the order counts, its amount does not`);
  const converted = (amount: number | undefined) =>
    rate === undefined || amount === undefined ? undefined : Math.round(amount * rate);
  const refunds = order.refunds ?? [];
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  const amount = converted(Math.max(0, order.total - refunded));
  const quantity = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  step.did("ordered", { id, quantity, amount, name: order.id, channel });
  order.lines.forEach((line, i) => {
    const bought = lineActivity(line, line.quantity);
    step.did("bought", {
      ...bought,
      id: `${id} ${i}`,
      amount: converted(bought.amount),
      brand: line.brand,
    });
  });
  for (const refund of refunds) returned(step, order, refund, converted);
  const coupons = new Set([order.coupon, ...(order.coupons ?? [])].filter((code) => code !== undefined));
  for (const [i, code] of [...coupons].entries())
    step.did("used_coupon", { id: `${id} coupon${i > 0 ? ` ${i}` : ""}`, name: code });
  increase(profile, "orders");
  if (amount !== undefined) {
    increase(profile, "spent", amount);
    attributes.largest_order = Math.max(numberOf(attributes.largest_order), amount);
  }
  increase(profile, "orders_with_coupon", coupons.size > 0 ? 1 : 0);
  increase(profile, "items_bought", quantity);
  const discounted = discountedPieces(order, quantity, coupons.size > 0);
  increase(profile, "discounted_items", discounted);
  if (discounted > 0) profile.orders![order.id]!.discounted = discounted;
  attributes.first_order_at = Math.min(numberOf(attributes.first_order_at, at), at);
  attributes.last_order_at = Math.max(numberOf(attributes.last_order_at, at), at);
  return amount;
}

/** Of lines with a discount; where none is known to have one, all of an order with a discount or a coupon. */
function discountedPieces({ lines, discount = 0 }: OrderTold, all: number, hasCoupon: boolean): number {
  const pieces = lines.reduce(
    (sum, line) => sum + (line.discount !== undefined && line.discount > 0 ? line.quantity : 0),
    0,
  );
  return pieces > 0 ? pieces : hasCoupon || discount > 0 ? all : 0;
}

/** Of the visit in which it was bought, as far as its pages have arrived; of none, when it was bought at another time. */
function visitChannel({ attributes, visit }: Profile, at: number): string | undefined {
  const { last_channel: channel } = attributes;
  return typeof channel === "string" && Math.abs(visit.lastAt - at) <= VISIT_GAP ? channel : undefined;
}

function returned(
  step: Step,
  { id, lines }: OrderTold,
  refund: Refund,
  converted: (amount: number | undefined) => number | undefined,
): void {
  refund.lines.forEach(({ product, quantity, amount }, i) => {
    const line = lines.find((line) => line.product === product) ?? { product, quantity };
    step.did("returned", {
      ...lineActivity(line, quantity),
      id: `${activityId(id)} return ${i} ${refund.id}`,
      at: refund.at,
      amount: converted(amount),
    });
  });
}

/** Bought, not taken out: the cart is empty without anything having been removed. */
function emptyCart(profile: Profile, at: number): void {
  if (isLatest(profile, "$cart", at)) {
    profile.cart = [];
    Object.assign(profile.attributes, {
      cart_total: 0,
      cart_quantity: 0,
      cart_lines: 0,
      cart_updated_at: at,
    });
  }
  tell(profile, "checkout_started_at", undefined, at);
}

/** Those of an order that counts carry what it came to; those of one that does not are taken back. */
function pushConversions(
  { effects }: Pick<Step, "effects">,
  order: string,
  { at, cancelled, credited = [] }: OrderKnown,
  revenue = 0,
): void {
  const event = cancelled ? ("unconverted" as const) : ("converted" as const);
  for (const { message, variant } of credited)
    effects.messageEvents.push({ id: activityId(order), message, variant, event, at, order, revenue });
}

/** It turned out to be somebody else's. */
export function releaseOrder(step: Step, order: string): void {
  const { profile, undid } = step;
  const known = profile.orders?.[order];
  if (!known) return;
  takeBackOrder(profile, order, undid);
  settleOrders(profile);
  pushConversions(step, order, { ...known, cancelled: true });
}

/** Takes back what an order counted for. */
export function takeBackOrder(
  profile: Profile,
  order: string,
  undid: Step["undid"] = (kind, entry) => forget(profile, kind, entry.id),
): void {
  const { history } = profile;
  const discounted = profile.orders?.[order]?.discounted ?? 0;
  delete profile.orders?.[order];
  const id = activityId(order);
  const entry = history.ordered?.find((entry) => entry.id === id);
  if (!entry) return;
  increase(profile, "orders", -1);
  increase(profile, "spent", -(entry.amount ?? 0));
  increase(profile, "items_bought", -(entry.quantity ?? 0));
  increase(profile, "discounted_items", -discounted);
  if (history.used_coupon?.some((entry) => entry.id === `${id} coupon`))
    increase(profile, "orders_with_coupon", -1);
  for (const [kind, isPart] of PARTS)
    for (const entry of history[kind] ?? [])
      if (entry.id.startsWith(id) && isPart.test(entry.id.slice(id.length))) undid(kind, entry);
  // Of totals it is not known what each came to.
  if (closedBefore(profile) > -Infinity) return;
  const amounts = (history.ordered ?? []).flatMap(({ amount }) => amount ?? []);
  put(profile, "largest_order", amounts.length > 0 ? Math.max(...amounts) : undefined);
  put(profile, "first_order_at", history.ordered?.[0]?.at);
  put(profile, "last_order_at", history.ordered?.at(-1)?.at);
}

const activityId = (order: string): string => `order ${order}`;

/** What an order left in the history, by what follows its id: an id may begin with another. */
const PARTS: readonly (readonly [ActivityKind, RegExp])[] = [
  ["ordered", /^$/],
  ["bought", /^ \d+$/],
  ["used_coupon", /^ coupon( \d+)?$/],
  ["returned", /^ return \d+ /],
];

const amountOf = ({ history }: Profile, order: string): number | undefined =>
  history.ordered?.find(({ id }) => id === activityId(order))?.amount;

/** Of orders that both halves of one person know, the older version is taken back; `into` then knows all of them. */
export function uniteOrders(into: Profile, from: Profile): void {
  const orders = { ...into.orders };
  for (const [id, theirs] of Object.entries(from.orders ?? {})) {
    const ours = into.orders?.[id];
    const takes = !ours || isNewer(theirs, ours);
    const credited = uniteCredits(ours?.credited, theirs.credited);
    orders[id] = { ...(takes ? theirs : ours), ...(credited.length > 0 && { credited }) };
    if (ours) takeBackOrder(takes ? into : from, id);
  }
  if (Object.keys(orders).length > 0) into.orders = orders;
}

const uniteCredits = (a: readonly Credit[] = [], b: readonly Credit[] = []): Credit[] => [
  ...a,
  ...b.filter(({ message }) => !a.some((one) => one.message === message)),
];

/** What follows from all orders together. */
export function settleOrders(profile: Profile): void {
  setAverage(profile);
  settleBought(profile);
}

/** For how many an entry stands counts. */
export const timesWhere = (entries: readonly Activity[] | undefined, holds: (entry: Activity) => boolean) =>
  entries?.reduce((sum, entry) => sum + (holds(entry) ? entry.times : 0), 0) ?? 0;

/** Of the orders whose amount is known. */
function setAverage(profile: Profile): void {
  const { attributes, history } = profile;
  const unknown = timesWhere(history.ordered, ({ amount }) => amount === undefined);
  const known = numberOf(attributes.orders) - unknown;
  put(profile, "average_order", known > 0 ? Math.round(numberOf(attributes.spent) / known) : undefined);
}
