/**
 * A person as they were at an earlier instant: their history up to it, and the attributes that history can rebuild,
 * one entry each in the table below. Whatever else is known of them is taken as of today; `rewinding` says which.
 *
 * Counts and sums are today's less what happened since, so that what an import brought without its history stays.
 */
import type { ActivityKind } from "../rules/activities";
import type { Activity, Person, Value } from "../rules/rule";
import { pathOf } from "../signals/path";
import type { Clock } from "../time/zone";
import { channelsBoughtOn, favouriteBrand, favouriteCategory, pieces } from "./bought";
import { timesWhere } from "./order";
import { CHANNELS, type Channel, type Identity, type Profile } from "./profile";
import { shoppingHour } from "./shopping-hour";

interface Past {
  profile: Profile;
  /** Of the shop's zone; its own time says nothing here. */
  clock: Clock;
  at: number;
  /** Up to the instant. */
  history: { [kind in ActivityKind]?: Activity[] };
}
type Rebuild = (past: Past, now: Value | undefined) => Value | undefined;

/** Exactly, or roughly: to within a visit, or a change of the cart. */
export type Rewinding = "exactly" | "roughly";

const exactly: Record<string, Rebuild> = {
  visits: counted("visited"),
  page_views: counted("viewed_page"),
  product_views: counted("viewed_product"),
  searches: counted("searched"),
  messages_shown: counted("saw_message"),
  messages_clicked: counted("clicked_message"),
  messages_submitted: counted("submitted_message"),
  last_message_shown_at: newest("saw_message"),
  last_message_clicked_at: newest("clicked_message"),
  last_message_submitted_at: newest("submitted_message"),
  orders: counted("ordered"),
  spent: summed("ordered", ({ amount }) => amount),
  items_bought: summed("ordered", ({ quantity }) => quantity),
  discounted_items: discountedItems,
  returns: piecesReturned,
  average_order: averageOrder,
  largest_order: largestOrder,
  favourite_category: bought(favouriteCategory),
  favourite_brand: bought(favouriteBrand),
  channels_bought_on: bought(channelsBoughtOn),
  first_order_at: unlessLater,
  last_order_at: newest("ordered"),
  checkout_started_at: checkoutStarted,
  first_seen_at: unlessLater,
  shopping_hour: ({ history, clock }, now) => (history.visited ? shoppingHour(history.visited, clock) : now),
  identified: ({ profile, at }, now) =>
    profile.identities.some((identity) => identity.at <= at) ? now : undefined,
  ...Object.fromEntries(
    CHANNELS.flatMap((channel) => [
      [`${channel}_consent`, consented(channel)],
      [`${channel}_consent_at`, consentedAt(channel)],
      [`${channel}_consent_source`, consentedFrom(channel)],
    ]),
  ),
  ...Object.fromEntries(
    ["channel", "referrer", "landing_page", "utm_source", "utm_medium", "utm_campaign"].map((key) => [
      `first_${key}`,
      ifSourced,
    ]),
  ),
};

const roughly: Record<string, Rebuild> = {
  last_seen_at: lastSeen,
  cart_quantity: inCart(({ quantity }) => quantity ?? 0),
  cart_total: inCart(({ amount }) => amount ?? 0),
  cart_lines: linesInCart,
  cart_updated_at: (past, now) => (isLater(past, now) ? latest(past, CART) : now),
  email: identity("email"),
  phone: identity("phone"),
  customer_id: identity("customer"),
};

const rebuilds = new Map(Object.entries({ ...exactly, ...roughly }));

/** How well an attribute's past can be told; undefined when only today's value is known. */
export const rewinding = (key: string): Rewinding | undefined =>
  Object.hasOwn(exactly, key) ? "exactly" : Object.hasOwn(roughly, key) ? "roughly" : undefined;

/** Since when we know of somebody. */
export function knownSince({ createdAt, attributes, history, identities }: Profile): number {
  let since = Math.min(createdAt, ...identities.map(({ at }) => at));
  if (typeof attributes.first_seen_at === "number") since = Math.min(since, attributes.first_seen_at);
  for (const list of Object.values(history)) if (list[0]) since = Math.min(since, list[0].at);
  return since;
}

/**
 * Takes one person back, step by step: each call must be for an instant no later than the one before. Only the
 * named attributes are rebuilt.
 */
export function rewinder(profile: Profile, keys: Iterable<string>, clock: Clock): (at: number) => Person {
  const history: Past["history"] = { ...profile.history };
  const kinds = Object.keys(history) as ActivityKind[];
  const past: Past = { profile, clock, at: Infinity, history };
  const rebuilt = [...keys].flatMap((key) => {
    const rebuild = rebuilds.get(key);
    return rebuild ? [{ key, rebuild, now: profile.attributes[key] }] : [];
  });
  const attributes: Profile["attributes"] = { ...profile.attributes };
  return (at) => {
    past.at = at;
    for (const kind of kinds) {
      const entries = history[kind]!;
      let length = entries.length;
      while (length > 0 && entries[length - 1]!.at > at) length--;
      if (length < entries.length) history[kind] = entries.slice(0, length);
    }
    for (const { key, rebuild, now } of rebuilt) attributes[key] = rebuild(past, now) as Value;
    // Rows of the shop's own tables are known as of today only.
    return profile.rows ? { attributes, history, rows: profile.rows } : { attributes, history };
  };
}

const NONE: readonly Activity[] = [];
const CART: ActivityKind[] = ["added_to_cart", "removed_from_cart", "ordered"];

const until = ({ history }: Past, kind: ActivityKind): readonly Activity[] => history[kind] ?? NONE;
const isLater = ({ at }: Past, now: Value | undefined): boolean => typeof now === "number" && now > at;

/** A sum over what happened since; undefined when nothing did. */
function later(
  past: Past,
  kind: ActivityKind,
  of: (entry: Activity) => number | undefined,
): number | undefined {
  const all = past.profile.history[kind] ?? NONE;
  let i = until(past, kind).length;
  if (i === all.length) return undefined;
  let sum = 0;
  for (; i < all.length; i++) sum += of(all[i]!) ?? 0;
  return sum;
}

function counted(kind: ActivityKind): Rebuild {
  return summed(kind, ({ times }) => times);
}

/** Before the first there is no number, not nought. */
function summed(kind: ActivityKind, of: (entry: Activity) => number | undefined): Rebuild {
  return (past, now) => {
    const since = later(past, kind, of);
    if (since === undefined || typeof now !== "number") return now;
    const rest = now - since;
    return rest > 0 || until(past, kind).some((entry) => of(entry) !== undefined) ? rest : undefined;
  };
}

function newest(kind: ActivityKind): Rebuild {
  return (past, now) => (isLater(past, now) ? until(past, kind).at(-1)?.at : now);
}

function unlessLater(past: Past, now: Value | undefined) {
  return isLater(past, now) ? undefined : now;
}

/** The source came with the first page. */
function ifSourced(past: Past, now: Value | undefined) {
  return isLater(past, past.profile.times.$first_source) ? undefined : now;
}

function averageOrder(past: Past, now: Value | undefined) {
  if (later(past, "ordered", () => 1) === undefined) return now;
  const spent = exactly.spent!(past, past.profile.attributes.spent);
  const orders = exactly.orders!(past, past.profile.attributes.orders);
  const unknown = timesWhere(until(past, "ordered"), ({ amount }) => amount === undefined);
  if (typeof spent !== "number" || typeof orders !== "number" || orders === unknown) return undefined;
  return Math.round(spent / (orders - unknown));
}

function largestOrder(past: Past, now: Value | undefined) {
  if (later(past, "ordered", () => 1) === undefined || typeof now !== "number") return now;
  const largest = (entries: readonly Activity[]) =>
    entries.reduce<number | undefined>((most, { amount }) => max(most, amount), undefined);
  const all = largest(past.profile.history.ordered ?? NONE);
  return all === undefined || all < now ? now : largest(until(past, "ordered"));
}

/** What follows from all that they had bought by then. */
function bought(of: (history: Past["history"]) => Value | undefined): Rebuild {
  return ({ profile, history }, now) => (profile.history.ordered ? of(history) : now);
}

function discountedItems(past: Past, now: Value | undefined) {
  if (later(past, "ordered", () => 1) === undefined || typeof now !== "number") return now;
  let rest = now;
  for (const { at, cancelled, discounted = 0 } of Object.values(past.profile.orders ?? {}))
    if (at > past.at && !cancelled) rest -= discounted;
  return rest > 0 || until(past, "ordered").length > 0 ? rest : undefined;
}

/** Known since the first order that the shop told of. */
function piecesReturned({ profile, at, history }: Past, now: Value | undefined) {
  if (typeof now !== "number") return now;
  const isKnown = Object.values(profile.orders ?? {}).some((order) => order.by === "shop" && order.at <= at);
  return isKnown || history.returned?.length ? pieces(history.returned ?? NONE) : undefined;
}

function checkoutStarted(past: Past) {
  const started = until(past, "started_checkout").at(-1)?.at;
  const ordered = until(past, "ordered").at(-1)?.at;
  return started !== undefined && (ordered === undefined || started > ordered) ? started : undefined;
}

/** Their last word as of then; every word is kept with its time. */
function consented(channel: Channel): Rebuild {
  return ({ profile, at }, now) => {
    const words = profile.consents.filter((word) => word.channel === channel);
    const last = words.findLast((word) => word.at <= at);
    if (last) return last.given !== false;
    const { [`${channel}_consent_at`]: since } = profile.attributes;
    return words.length > 0 || (typeof since === "number" && since > at) ? undefined : now;
  };
}

/** When they last said yes, as of then. */
function consentedAt(channel: Channel): Rebuild {
  return ({ profile, at }, now) => {
    if (typeof now !== "number" || now <= at) return now;
    return profile.consents.findLast(
      (word) => word.channel === channel && word.given !== false && word.at <= at,
    )?.at;
  };
}

/** Where they last said yes, as of then. */
function consentedFrom(channel: Channel): Rebuild {
  return ({ profile, at }, now) => {
    const words = profile.consents.filter((word) => word.channel === channel && word.given !== false);
    const last = words.findLast((word) => word.at <= at);
    return last ? pathOf(last.page) || undefined : words.length > 0 ? undefined : now;
  };
}

/** Signals that leave no entry (time on the page) may have come a little later. */
function lastSeen(past: Past, now: Value | undefined) {
  return isLater(past, now) ? latest(past, Object.keys(past.history) as ActivityKind[]) : now;
}

function latest(past: Past, kinds: readonly ActivityKind[]): number | undefined {
  return kinds.reduce<number | undefined>((most, kind) => max(most, until(past, kind).at(-1)?.at), undefined);
}

/** What was put in and not taken out since the order before, at the prices of then. */
function inCart(of: (entry: Activity) => number): Rebuild {
  return (past, now) => {
    if (!isLater(past, past.profile.attributes.cart_updated_at)) return now;
    if (latest(past, CART) === undefined) return undefined;
    const emptied = until(past, "ordered").at(-1)?.at ?? -Infinity;
    const sum = (kind: ActivityKind) =>
      until(past, kind).reduce((total, entry) => total + (entry.at > emptied ? of(entry) : 0), 0);
    return Math.max(0, sum("added_to_cart") - sum("removed_from_cart"));
  };
}

/** Products of which more was put in than taken out since the order before. */
function linesInCart(past: Past, now: Value | undefined) {
  if (!isLater(past, past.profile.attributes.cart_updated_at)) return now;
  if (latest(past, CART) === undefined) return undefined;
  const emptied = until(past, "ordered").at(-1)?.at ?? -Infinity;
  const lines = new Map<string | undefined, number>();
  for (const [kind, sign] of [
    ["added_to_cart", 1],
    ["removed_from_cart", -1],
  ] as const)
    for (const { at, product, quantity = 0 } of until(past, kind))
      if (at > emptied) lines.set(product, (lines.get(product) ?? 0) + sign * quantity);
  return [...lines.values()].filter((quantity) => quantity > 0).length;
}

function identity(kind: Identity["kind"]): Rebuild {
  return ({ profile, at }, now) => {
    const all = profile.identities.filter((identity) => identity.kind === kind);
    const then = all.filter((identity) => identity.at <= at);
    return then.length === all.length ? now : then.at(-1)?.written;
  };
}

const max = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);
