/**
 * Two profiles that turn out to be one person become one. Nothing is lost and nothing counted twice: what the merged
 * profile knows is what it would know had every signal come to it. Segments are evaluated afterwards, by the caller.
 */
import type { ActivityKind } from "../rules/activities";
import { uniteRows } from "../tables/rows";
import type { Clock } from "../time/zone";
import { later } from "./fold-history";
import { lastOf, mergeForgotten, proofOf, setPrimary, setProof, tellAgain } from "./identity";
import { settleOrders, uniteOrders } from "./order";
import type { Identity, MessageHistory, Profile } from "./profile";
import { uniteQueues } from "./queue";
import { remember } from "./remember";
import { settleShoppingHour } from "./shopping-hour";
import { numberOf } from "./step";
import { put, TOGETHER } from "./told";

/** How the counted facts of two halves become one; whatever is not named here was told, and the latest word counts. */
export const SUMS = [
  "visits",
  "page_views",
  "product_views",
  "searches",
  "seconds_on_site",
  "orders",
  "spent",
  "orders_with_coupon",
  "items_bought",
  "discounted_items",
  "messages_shown",
  "messages_clicked",
  "messages_submitted",
] as const;
const EARLIEST = ["first_seen_at", "first_order_at"];
const LATEST = [
  "last_seen_at",
  "last_order_at",
  "largest_order",
  "last_message_shown_at",
  "last_message_clicked_at",
  "last_message_submitted_at",
  "visit_started_at",
];
const COUNTED = new Set<string>([...SUMS, ...EARLIEST, ...LATEST]);
const IN_GROUPS = new Set<string>(Object.values(TOGETHER).flat());

/** Takes everything of `from` into `into`, whose id, tests' variants and chosen identities stay. `from` may change. */
export function mergeProfiles(
  into: Profile,
  from: Profile,
  isStatic: (segment: string) => boolean,
  clock: Clock,
): void {
  uniteOrders(into, from);
  mergeFacts(into, from);
  for (const kind of Object.keys(from.history) as ActivityKind[])
    for (const entry of from.history[kind]!) remember(into, kind, entry);
  if (from.folded) into.folded = later(into.folded ?? {}, from.folded);
  for (const identity of from.identities) mergeIdentity(into, identity);
  mergeForgotten(into, from);
  for (const kind of ["email", "phone", "customer"] as const) setPrimary(into, kind);
  settleOrders(into);
  settleShoppingHour(into, clock);
  mergeMessages(into, from);
  for (const [id, queue] of Object.entries(from.queues))
    into.queues[id] = into.queues[id] ? uniteQueues(into.queues[id], queue) : queue;
  into.consents = uniteBy(
    into.consents,
    from.consents,
    ({ channel, at, text }) => `${channel} ${at} ${text}`,
  );
  for (const [segment, since] of Object.entries(from.memberships))
    if (isStatic(segment)) into.memberships[segment] = Math.min(into.memberships[segment] ?? since, since);
  for (const [product, likelihood] of Object.entries(from.interests ?? {})) {
    into.interests ??= {};
    into.interests[product] = Math.max(into.interests[product] ?? 0, likelihood);
  }
  if (from.rows) into.rows = uniteRows(into.rows, from.rows);
  into.createdAt = Math.min(into.createdAt, from.createdAt);
}

function mergeFacts(into: Profile, from: Profile): void {
  const [a, b] = [into.attributes, from.attributes];
  for (const key of SUMS) if (b[key] !== undefined) a[key] = numberOf(a[key]) + numberOf(b[key]);
  for (const key of EARLIEST)
    if (b[key] !== undefined) a[key] = Math.min(numberOf(a[key], Infinity), numberOf(b[key]));
  for (const key of LATEST)
    if (b[key] !== undefined) a[key] = Math.max(numberOf(a[key], -Infinity), numberOf(b[key]));
  for (const group of Object.keys(TOGETHER) as (keyof typeof TOGETHER)[]) mergeGroup(into, from, group);
  if (timeOf(from, "$consent") > timeOf(into, "$consent")) into.consent = from.consent;
  // What was said of single values of a list is kept as `list=value`.
  const told = new Set([...Object.keys(b), ...Object.keys(from.times).map((key) => key.split("=")[0]!)]);
  for (const key of told)
    if (!COUNTED.has(key) && !IN_GROUPS.has(key) && !key.startsWith("$")) mergeTold(into, from, key);
  for (const [key, at] of Object.entries(from.times)) {
    const known = into.times[key] ?? at;
    into.times[key] = key === "$first_source" ? Math.min(known, at) : Math.max(known, at);
  }
  for (const [key, start] of Object.entries(from.starts ?? {})) {
    into.starts ??= {};
    const known = into.starts[key];
    into.starts[key] = known ? { value: known.value + start.value, at: Math.max(known.at, start.at) } : start;
  }
}

function mergeGroup(into: Profile, from: Profile, group: keyof typeof TOGETHER): void {
  const [ours, theirs] = [into.times[group], from.times[group]];
  if (theirs === undefined) return;
  const takes = ours === undefined || (group === "$first_source" ? theirs < ours : theirs > ours);
  if (!takes) return;
  for (const key of TOGETHER[group]) put(into, key, from.attributes[key]);
  if (group === "$cart") into.cart = from.cart;
}

/** The later word; of lists to which single values were added or removed, the later word on each value. */
function mergeTold(into: Profile, from: Profile, key: string): void {
  const [ours, theirs] = [into.attributes[key], from.attributes[key]];
  if (Array.isArray(ours) || Array.isArray(theirs)) {
    put(into, key, mergeLists(into, from, key));
    return;
  }
  if (timeOf(from, key) > timeOf(into, key) || (ours === undefined && into.times[key] === undefined))
    put(into, key, theirs);
}

function mergeLists(into: Profile, from: Profile, key: string): string[] | undefined {
  // One choice, where the attribute became a list after it was told.
  const listOf = ({ attributes: { [key]: value } }: Profile): string[] =>
    Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  const merged = [...new Set([...listOf(into), ...listOf(from)])].filter((value) => {
    const [a, b] = [into, from].map((half) => ({
      has: listOf(half).includes(value),
      at: Math.max(timeOf(half, key), timeOf(half, `${key}=${value}`)),
    })) as [{ has: boolean; at: number }, { has: boolean; at: number }];
    return a.at === b.at ? a.has || b.has : a.at > b.at ? a.has : b.has;
  });
  return merged.length > 0 ? merged : undefined;
}

function mergeIdentity({ identities }: Profile, theirs: Identity): void {
  const known = identities.find(({ kind, value }) => kind === theirs.kind && value === theirs.value);
  if (!known) {
    const { chosen, ...identity } = theirs;
    identities.push(identity);
    return;
  }
  const proof = Math.max(proofOf(known), proofOf(theirs));
  tellAgain(known, theirs.written, lastOf(theirs));
  tellAgain(known, known.written, theirs.at);
  setProof(known, proof);
}

/** Displays add up, also those of the visit that lasts. Who was in two arms of a test is marked, to be left out of it. */
function mergeMessages(into: Profile, from: Profile): void {
  const fromLasts = from.visit.lastAt > into.visit.lastAt;
  const number = into.visit.number + from.visit.number;
  const renumber = (history: MessageHistory, half: Profile, lasts: boolean) => {
    if (lasts && history.visit === half.visit.number) history.visit = number;
    else Object.assign(history, { visit: 0, inVisit: 0 });
  };
  for (const history of Object.values(into.messages)) renumber(history, into, !fromLasts);
  for (const [message, theirs] of Object.entries(from.messages)) {
    renumber(theirs, from, fromLasts);
    const ours = into.messages[message];
    into.messages[message] = ours ? uniteHistories(ours, theirs) : theirs;
  }
  into.visit = { ...(fromLasts ? from.visit : into.visit), number };
}

function uniteHistories(ours: MessageHistory, theirs: MessageHistory): MessageHistory {
  const [first] = [ours, theirs].sort((a, b) => a.firstExposedAt - b.firstExposedAt);
  const mixed = ours.variant !== theirs.variant || ours.mixed || theirs.mixed;
  const united: MessageHistory = {
    variant: first!.variant,
    ...(mixed && { mixed }),
    exposed: ours.exposed + theirs.exposed,
    visit: Math.max(ours.visit, theirs.visit),
    inVisit: ours.inVisit + theirs.inVisit,
    firstExposedAt: first!.firstExposedAt,
    lastExposedAt: Math.max(ours.lastExposedAt, theirs.lastExposedAt),
  };
  for (const key of ["shownAt", "clickedAt", "closedAt", "submittedAt", "convertedAt"] as const) {
    const at = Math.max(ours[key] ?? 0, theirs[key] ?? 0);
    if (at > 0) united[key] = at;
  }
  return united;
}

function uniteBy<T extends { at: number }>(a: readonly T[], b: readonly T[], keyOf: (one: T) => string): T[] {
  const all = new Map([...a, ...b].map((one) => [keyOf(one), one]));
  return [...all.values()].sort((x, y) => x.at - y.at);
}

const timeOf = ({ times }: Profile, what: string): number => times[what] ?? -Infinity;
