/**
 * What somebody did long ago becomes totals, so that a document stays small however busy its person is: of each day
 * and thing one entry, which stands for several. `times`, pieces and amounts add up; its instant is that of the last,
 * so that a total never lies after what it stands for, and folding in parts or after a merge ends in the same.
 *
 * A few entries are left alone, and so are custom events: the shop's server may tell them again. Of very many, younger and younger ones are folded, then months instead of days, then
 * purchases too; what does not fit even so is forgotten, the oldest first. Counted attributes stay what they were.
 */
import { type ActivityKind, activities } from "../rules/activities";
import type { Activity } from "../rules/rule";
import { type Clock, printDay } from "../time/zone";
import { activity, type Profile } from "./profile";
import { inOrder } from "./remember";
import type { Effects } from "./step";

/** Up to which instant a history is folded; absent: not. */
export interface Folded {
  /** Behaviour, by day and by month. */
  days?: number;
  months?: number;
  /** Visits and custom events, by day: of events before it none is told apart any more. */
  visits?: number;
  events?: number;
  /** Purchases, by month: of orders before it no version is told apart any more. */
  orders?: number;
  /** No behaviour, and no purchase, from before these is kept. */
  gone?: number;
  goneOrders?: number;
}

type History = Profile["history"];

const PURCHASES: readonly ActivityKind[] = ["ordered", "bought", "used_coupon", "returned"];
const isPurchase = (kind: ActivityKind) => PURCHASES.includes(kind);
export const BEHAVIOUR = (Object.keys(activities) as ActivityKind[]).filter((kind) => !isPurchase(kind));

/** Fewer entries than this are neither weighed nor folded by age. */
const UNWEIGHED = 50;
const FEW = 200;
const KEPT_DAYS = 90;
/** So many characters of JSON a history may have, and at most so many it has after it had more. */
export const MOST_CHARACTERS = 120_000;
const ENOUGH_CHARACTERS = 90_000;
/** A late signal may still belong to a visit of these days. */
const VISIT_DAYS = 30;
const TOTAL = "total ";

/** What to try, one after the other, until a history fits: how many days back each is kept as it is. */
const PRESSURES: readonly { [key in keyof Folded]: number }[] = [
  { days: 30, events: 90 },
  { days: 7, events: 30 },
  { days: 1, events: 7 },
  { months: 90, events: 1 },
  { orders: 2 * 365 },
  { orders: 365 },
  { orders: 90 },
  { months: 30 },
  { orders: 30 },
  { months: 7 },
  { orders: 7 },
];

/** Folds what is due, and says in `effects` what D1 shall do: a total comes, what it stands for goes. */
export function foldHistory(profile: Profile, effects: Effects, clock: Clock, now: number): void {
  const entries = lengthOf(profile.history);
  if (entries < UNWEIGHED) return;
  const today = clock.dayOf(now);
  const startOf = (daysAgo: number) => clock.startOf(today - daysAgo);
  const isHeavy = weigh(profile) > MOST_CHARACTERS;
  let folded = profile.folded ?? {};
  if (!isHeavy && (entries < FEW || (folded.days ?? -Infinity) >= startOf(KEPT_DAYS))) return;
  let { history, orders } = profile;
  const fold = (more: Folded) => {
    folded = later(folded, upToLast(history, more));
    history = foldTo(history, folded, clock);
    orders = toldApart(orders, folded);
  };
  fold({ days: startOf(KEPT_DAYS), visits: startOf(KEPT_DAYS) });
  if (isHeavy) {
    const fits = () => weigh({ history, orders }) <= ENOUGH_CHARACTERS;
    for (const pressure of PRESSURES) {
      if (fits()) break;
      fold(Object.fromEntries(Object.entries(pressure).map(([key, days]) => [key, startOf(days)])));
      fold({ visits: Math.min(folded.days!, startOf(VISIT_DAYS)) });
    }
    if (!fits()) {
      fold({ goneOrders: beginOf(history, PURCHASES, (ENOUGH_CHARACTERS * 2) / 3) });
      const left = ENOUGH_CHARACTERS - weigh({ history: only(history, PURCHASES), orders });
      fold({ gone: beginOf(history, BEHAVIOUR, left) });
    }
  }
  tellDifference(profile.history, history, effects);
  Object.assign(profile, { folded, history, ...(orders && { orders }) });
}

/** The same history with everything before these instants folded; lists in which nothing is are the same objects. */
export function foldTo(history: History, folded: Folded, clock: Clock): History {
  const result: History = {};
  for (const kind of Object.keys(history) as ActivityKind[]) {
    const list = foldList(kind, history[kind]!, (at) => placeOf(kind, at, folded, clock));
    if (list.length > 0) result[kind] = list;
  }
  return result;
}

/** Of two histories that become one, whatever was folded in one stays so. */
export function later(a: Folded, b: Folded): Folded {
  const result = { ...a };
  for (const key of Object.keys(b) as (keyof Folded)[])
    if (b[key]! > (a[key] ?? -Infinity)) result[key] = b[key]!;
  return result;
}

/** What an entry is added up with: undefined when it stands for itself. */
export function totalOf(kind: ActivityKind, entry: Activity, folded: Folded, clock: Clock) {
  const place = placeOf(kind, entry.at, folded, clock);
  return typeof place === "string" ? keyOf(kind, entry, place) : undefined;
}

/** What is in `one` and not in `other`, whose totals count as part of those in `one`. */
export function historyBeyond(one: History, other: History, folded: Folded, clock: Clock): History {
  const result: History = {};
  for (const kind of Object.keys(one) as ActivityKind[]) {
    const known = new Map(
      other[kind]?.map((entry) => [totalOf(kind, entry, folded, clock) ?? `${entry.at} ${entry.id}`, entry]),
    );
    const more = one[kind]!.flatMap((entry) => {
      const before = known.get(totalOf(kind, entry, folded, clock) ?? `${entry.at} ${entry.id}`);
      if (!before) return entry;
      return entry.times > before.times ? less(entry, before) : [];
    });
    if (more.length > 0) result[kind] = more;
  }
  return result;
}

/** What leads from one history to another, as D1 is told. */
export function tellDifference(before: History, after: History, effects: Effects): void {
  for (const kind of Object.keys({ ...before, ...after }) as ActivityKind[]) {
    const [was, is] = [before[kind] ?? [], after[kind] ?? []];
    if (was === is) continue;
    const [had, has] = [new Set(was.map(printed)), new Set(is.map(printed))];
    const gone = new Set(was.filter((entry) => !has.has(printed(entry))));
    effects.activities = effects.activities.filter(({ activity }) => !gone.has(activity));
    for (const { at, id } of gone) effects.retracted.push({ kind, at, id });
    for (const entry of is) if (!had.has(printed(entry))) effects.activities.push({ kind, activity: entry });
  }
}

const printed = ({ at, id, times, quantity, amount }: Activity) =>
  `${at} ${id} ${times} ${quantity} ${amount}`;

function foldList(
  kind: ActivityKind,
  list: readonly Activity[],
  placeOf: (at: number) => string | typeof KEPT | typeof GONE,
): Activity[] {
  const kept: Activity[] = [];
  const totals = new Map<string, Activity>();
  let folds = false;
  for (const entry of list) {
    const place = placeOf(entry.at);
    if (place === GONE) folds = true;
    else if (place === KEPT) kept.push(entry);
    else {
      const key = keyOf(kind, entry, place);
      const known = totals.get(key);
      folds ||= known !== undefined;
      totals.set(key, known ? together(known, entry) : entry);
    }
  }
  return folds ? [...totals.values(), ...kept].sort(inOrder) : (list as Activity[]);
}

const KEPT = 0;
const GONE = 1;

/** The day or month that an entry is part of, or that it stands for itself, or is not kept. */
function placeOf(kind: ActivityKind, at: number, folded: Folded, clock: Clock) {
  const { days, months, visits, events, orders, gone, goneOrders } = folded;
  const isBefore = (instant = -Infinity) => at < instant;
  if (isBefore(isPurchase(kind) ? goneOrders : gone)) return GONE;
  const daily = isPurchase(kind) ? orders : kind === "visited" ? visits : kind === "event" ? events : days;
  if (!isBefore(daily)) return KEPT;
  const day = printDay(clock.dayOf(at));
  return isPurchase(kind) || isBefore(months) ? day.slice(0, "2026-11".length) : day;
}

/** An order's name is its number: those of a month are one. */
const keyOf = (kind: ActivityKind, entry: Activity, place: string) =>
  [
    ...[place, kind === "ordered" || entry.name, entry.product, entry.category, entry.brand, entry.channel],
    ...[entry.quantity === undefined, entry.amount === undefined],
  ].join("\n");

function together(a: Activity, b: Activity): Activity {
  const first = [a.id, b.id].map((id) => (id.startsWith(TOTAL) ? id.slice(TOTAL.length) : id)).sort()[0];
  return activity({
    ...b,
    name: a.name === b.name ? a.name : undefined,
    at: Math.max(a.at, b.at),
    id: `${TOTAL}${first}`,
    times: a.times + b.times,
    quantity: sum(a.quantity, b.quantity),
    amount: sum(a.amount, b.amount),
  });
}

/** A total without what it already had. */
const less = (total: Activity, part: Activity): Activity =>
  activity({
    ...total,
    times: total.times - part.times,
    quantity: sum(total.quantity, part.quantity && -part.quantity),
    amount: sum(total.amount, part.amount && -part.amount),
  });

/** To the thousandth, as pieces are counted: the same in any order. */
const sum = (a: number | undefined, b: number | undefined) =>
  a === undefined && b === undefined ? undefined : Math.round(((a ?? 0) + (b ?? 0)) * 1000) / 1000;

/** What may be told again or late is refused before these: they lie no later than what there is to fold. */
function upToLast(history: History, { events, orders, ...rest }: Folded): Folded {
  const last = (list: readonly Activity[] = [], before: number) => list.findLast(({ at }) => at < before)?.at;
  const event = events === undefined ? undefined : last(history.event, events);
  const order = orders === undefined ? undefined : last(history.ordered, orders);
  return {
    ...rest,
    ...(event !== undefined && { events: event + 1 }),
    ...(order !== undefined && { orders: order + 1 }),
  };
}

/** Those of which versions are told apart. */
function toldApart(known: Profile["orders"], { orders = -Infinity, goneOrders = -Infinity }: Folded) {
  const from = Math.max(orders, goneOrders);
  if (from === -Infinity || !known) return known;
  return Object.fromEntries(Object.entries(known).filter(([, { at }]) => at >= from));
}

/** The instant from which on the entries of these kinds have at most so many characters. */
function beginOf(history: History, kinds: readonly ActivityKind[], characters: number): number {
  const entries = kinds.flatMap((kind) => history[kind] ?? []).sort(inOrder);
  let begin = -Infinity;
  for (let i = entries.length - 1, left = characters; i >= 0; i--) {
    left -= charactersOf(entries[i]!);
    if (left < 0) return Math.max(begin, entries[i]!.at + 1);
    begin = entries[i]!.at;
  }
  return -Infinity;
}

const only = (history: History, kinds: readonly ActivityKind[]): History =>
  Object.fromEntries(kinds.flatMap((kind) => (history[kind] ? [[kind, history[kind]]] : [])));

function lengthOf(history: History): number {
  let length = 0;
  for (const kind in history) length += history[kind as ActivityKind]!.length;
  return length;
}

const ENTRY = 45;
const ORDER = 110;

/** About as many characters as the history and its orders take in JSON. */
function weigh({ history, orders }: Pick<Profile, "history" | "orders">): number {
  let characters = 0;
  for (const kind in history)
    for (const entry of history[kind as ActivityKind]!) characters += charactersOf(entry);
  for (const _ in orders) characters += ORDER;
  return characters;
}

function charactersOf({ product, category, name, brand, channel, id, quantity, amount }: Activity): number {
  let characters = ENTRY + id.length;
  if (product !== undefined) characters += 13 + product.length;
  if (category !== undefined) characters += 14 + category.length;
  if (name !== undefined) characters += 10 + name.length;
  if (brand !== undefined) characters += 11 + brand.length;
  if (channel !== undefined) characters += 13 + channel.length;
  if (quantity !== undefined) characters += 13;
  if (amount !== undefined) characters += 17;
  return characters;
}
