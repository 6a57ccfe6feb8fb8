/**
 * A merge undone: the two profiles as if they had never been one. Each takes back what it was, and what its own
 * browsers did since; what was told since, and by browsers that came since, stays with the one that stayed.
 */
import type { ActivityKind } from "../rules/activities";
import type { Activity } from "../rules/rule";
import { partRows } from "../tables/rows";
import type { Clock } from "../time/zone";
import { foldTo, historyBeyond } from "./fold-history";
import { mergeForgotten, setPrimary } from "./identity";
import { mergeProfiles, SUMS } from "./merge";
import { settleOrders } from "./order";
import type { Profile } from "./profile";
import { remember } from "./remember";
import { settleShoppingHour } from "./shopping-hour";
import { numberOf } from "./step";
import { put } from "./told";

export interface Split {
  stayed: Profile;
  parted: Profile;
}

/** What counts one for each entry of a kind, and what an order adds. */
const COUNTED: Record<string, (entries: (kind: ActivityKind) => readonly Activity[]) => number> = {
  visits: (entries) => timesOf(entries("visited")),
  page_views: (entries) => timesOf(entries("viewed_page")),
  product_views: (entries) => timesOf(entries("viewed_product")),
  searches: (entries) => timesOf(entries("searched")),
  messages_shown: (entries) => timesOf(entries("saw_message")),
  messages_clicked: (entries) => timesOf(entries("clicked_message")),
  messages_submitted: (entries) => timesOf(entries("submitted_message")),
  orders: (entries) => timesOf(entries("ordered")),
  spent: (entries) => sum(entries("ordered"), ({ amount }) => amount),
  items_bought: (entries) => sum(entries("ordered"), ({ quantity }) => quantity),
  orders_with_coupon: (entries) => timesOf(entries("used_coupon")),
};

/** `survivor` and `loser` as they were just before, `merged` as it is now. None of them is changed. */
export function splitProfile(merged: Profile, survivor: Profile, loser: Profile, clock: Clock): Split {
  const then = structuredClone(survivor);
  mergeProfiles(then, structuredClone(loser), () => true, clock);
  // What was folded since is folded in both.
  const { folded = {} } = merged;
  const since = historyBeyond(merged.history, foldTo(then.history, folded, clock), folded, clock);
  const isLosers = ({ id }: Activity) => queueOf(id) in loser.queues && !(queueOf(id) in survivor.queues);
  const parted = structuredClone(loser);
  grow(parted, since, isLosers);
  const stayed = structuredClone(survivor);
  grow(stayed, since, (entry) => !isLosers(entry));
  for (const key of SUMS) {
    const more = numberOf(merged.attributes[key]) - numberOf(then.attributes[key]);
    const theirs = COUNTED[key]?.((kind) => (since[kind] ?? []).filter(isLosers)) ?? 0;
    add(parted, key, theirs);
    add(stayed, key, more - theirs);
  }
  keepTold(stayed, merged, then);
  for (const [id, known] of Object.entries(merged.orders ?? {}))
    if (!then.orders?.[id]) stayed.orders = { ...stayed.orders, [id]: known };
  for (const [id, queue] of Object.entries(merged.queues))
    (id in loser.queues && !(id in survivor.queues) ? parted : stayed).queues[id] = queue;
  for (const profile of [stayed, parted]) {
    settleOrders(profile);
    settleShoppingHour(profile, clock);
  }
  if (merged.rows) {
    const rows = partRows(merged.rows, survivor.rows, loser.rows);
    stayed.rows = rows.stayed;
    parted.rows = rows.parted;
  }
  stayed.visit = { ...merged.visit };
  stayed.version = merged.version;
  parted.version = Math.max(loser.version, merged.version) + 1;
  return { stayed, parted };
}

type History = Profile["history"];

function grow(profile: Profile, since: History, isTheirs: (entry: Activity) => boolean): void {
  for (const kind of Object.keys(since) as ActivityKind[])
    for (const entry of since[kind]!.filter(isTheirs)) {
      remember(profile, kind, entry);
      see(profile, kind, entry);
    }
}

function see({ attributes }: Profile, kind: ActivityKind, { at, amount = 0 }: Activity): void {
  const least = (key: string) => (attributes[key] = Math.min(numberOf(attributes[key], at), at));
  const most = (key: string, value = at) =>
    (attributes[key] = Math.max(numberOf(attributes[key], value), value));
  least("first_seen_at");
  most("last_seen_at");
  if (kind === "visited") most("visit_started_at");
  if (kind === "saw_message") most("last_message_shown_at");
  if (kind === "clicked_message") most("last_message_clicked_at");
  if (kind === "submitted_message") most("last_message_submitted_at");
  if (kind !== "ordered") return;
  least("first_order_at");
  most("last_order_at");
  most("largest_order", amount);
}

/** What was told after the merge, of attributes, identities, consents, messages and the cart. */
function keepTold(stayed: Profile, merged: Profile, then: Profile): void {
  for (const [key, at] of Object.entries(merged.times)) {
    if (then.times[key]! >= at) continue;
    stayed.times[key] = at;
    if (key in merged.attributes || key in stayed.attributes) put(stayed, key, merged.attributes[key]);
    if (key === "$cart") stayed.cart = merged.cart;
    if (key === "$consent") stayed.consent = merged.consent;
  }
  const known = new Set(then.identities.map(({ kind, value }) => `${kind} ${value}`));
  for (const identity of merged.identities)
    if (!known.has(`${identity.kind} ${identity.value}`)) stayed.identities.push(identity);
  mergeForgotten(stayed, merged);
  for (const kind of ["email", "phone", "customer"] as const) setPrimary(stayed, kind);
  stayed.consents.push(...merged.consents.slice(then.consents.length));
  for (const [message, history] of Object.entries(merged.messages)) {
    const more = history.exposed - (then.messages[message]?.exposed ?? 0);
    const ours = stayed.messages[message];
    if (more <= 0) continue;
    stayed.messages[message] = ours
      ? { ...history, variant: ours.variant, exposed: ours.exposed + more }
      : { ...history, exposed: more };
  }
}

function add({ attributes }: Profile, key: string, more: number): void {
  if (more !== 0) attributes[key] = numberOf(attributes[key]) + more;
}

const timesOf = (entries: readonly Activity[]): number => sum(entries, ({ times }) => times);

const sum = (entries: readonly Activity[], of: (entry: Activity) => number | undefined): number =>
  entries.reduce((total, entry) => total + (of(entry) ?? 0), 0);

/** Of the browser's queue that a signal came in; ids of other things have none that is known. */
const queueOf = (id: string): string => id.split(".")[0]!;
