/**
 * What a person did of one kind, as rules ask for it: how often within a span, of certain products, categories or
 * names. Looked at from the newest backwards, and only as far as a span reaches, so that a long history costs no
 * more than a short one for questions about the last days.
 */
import { fold } from "./fold";
import { type ItemSets, narrowedTo } from "./items";
import type { Activity, DidRule, Named } from "./rule";
import type { Span } from "./timeframes";

export type Field = "product" | "category" | "name";

/** Longer lists are searched by the entry (is it in the list?), shorter ones by the list (which entries have it?). */
const SHORT = 16;
const NONE: readonly Activity[] = [];
export const EVER: Span = { from: -Infinity, to: Infinity };

export class History {
  /** Ordered by time, oldest first. */
  entries = NONE;
  #indexes = new Map<Field, Index>();

  load(entries: readonly Activity[] | undefined): void {
    this.entries = entries ?? NONE;
    for (const index of this.#indexes.values()) index.load(this.entries);
  }

  /** Compiles a question. The answer may stop counting at `enough`. */
  counter(
    field: Field | undefined,
    wanted: readonly string[],
    span: Span = EVER,
  ): (enough: number) => number {
    if (!field) return (enough) => this.#count(undefined, span, enough);
    if (wanted.length > SHORT) {
      const matches = matcher(field, wanted);
      return (enough) => this.#count(matches, span, enough);
    }
    const index = this.#indexes.get(field) ?? new Index(field);
    this.#indexes.set(field, index);
    index.load(this.entries);
    const values = wanted.map((value) => index.numberOf(value));
    return (enough) => index.count(values, span, enough);
  }

  #count(matches: ReturnType<typeof matcher> | undefined, { from, to }: Span, enough: number): number {
    const { entries } = this;
    let times = 0;
    for (let i = entries.length - 1; i >= 0 && times < enough; i--) {
      const entry = entries[i]!;
      if (entry.at < from) break;
      if (entry.at < to && (!matches || matches(entry))) times += entry.times;
    }
    return times;
  }

  /** When the last entry before this instant was. */
  before(instant: number, matches: ReturnType<typeof matcher> | undefined): number | undefined {
    const { entries } = this;
    for (let i = placeOf(entries, instant) - 1; i >= 0; i--) {
      const entry = entries[i]!;
      if (!matches || matches(entry)) return entry.at;
    }
    return undefined;
  }

  /** When the first entry at or after this instant was; Infinity when there is none. */
  since(instant: number, matches: ReturnType<typeof matcher> | undefined): number {
    const { entries } = this;
    for (let i = placeOf(entries, instant); i < entries.length; i++) {
      const entry = entries[i]!;
      if (!matches || matches(entry)) return entry.at;
    }
    return Infinity;
  }
}

/** What a question looks at, of all that there is of its kind. */
type Narrowed = Pick<DidRule, "named" | "items">;

/** By which field of its entries a behaviour is narrowed, to which values, and by its items to which span. */
export function narrowing(
  { named, items }: Narrowed,
  itemSets: ItemSets,
): { field?: Field; wanted: readonly string[]; during?: Span } {
  if (items && named !== undefined) throw new Error("no behaviour has both items and a name");
  if (named !== undefined) return { field: "name", wanted: [namedOf(named).text] };
  return items ? narrowedTo(items, itemSets) : { wanted: [] };
}

/** Whether an entry is one of those; undefined when all are. */
export function matcherOf(rule: Narrowed, itemSets: ItemSets): ReturnType<typeof matcher> | undefined {
  const { field, wanted, during } = narrowing(rule, itemSets);
  if (rule.named === undefined || typeof rule.named === "string") {
    const matches = field && matcher(field, wanted);
    if (!matches || !during) return matches;
    return (entry) => entry.at >= during.from && entry.at < during.to && matches(entry);
  }
  const { how, text } = namedOf(rule.named);
  return ({ name }) => foldName(name)?.[how === "contains" ? "includes" : "startsWith"](text) ?? false;
}

/** The part of a span that is in a fixed one too; moves with it. */
export const within = (fixed: Span, moving: Span = EVER): Span => ({
  get from() {
    return Math.max(fixed.from, moving.from);
  },
  get to() {
    return Math.min(fixed.to, moving.to);
  },
});

export function matcher(field: Field, wanted: readonly string[]): (activity: Activity) => boolean {
  const set = setOf(wanted);
  return (activity) => set.has(keyOf(activity, field));
}

/** Rules share the lists of their item sets, which may be long. */
const sets = new WeakMap<readonly string[], Set<string | undefined>>();
function setOf(wanted: readonly string[]): Set<string | undefined> {
  const set = sets.get(wanted) ?? new Set<string | undefined>(wanted);
  sets.set(wanted, set);
  return set;
}

/** How a name is compared, and with what: folded, as all texts. */
export function namedOf(named: Named): { how: "is" | "contains" | "startsWith"; text: string } {
  if (typeof named === "string") return { how: "is", text: fold(named) };
  return "contains" in named
    ? { how: "contains", text: fold(named.contains) }
    : { how: "startsWith", text: fold(named.startsWith) };
}

const keyOf = (entry: Activity, field: Field) => (field === "name" ? foldName(entry.name) : entry[field]);

/** Names repeat from entry to entry and from person to person. */
const folded = new Map<string, string>();
function foldName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  let known = folded.get(name);
  if (known === undefined) {
    if (folded.size >= MAX_REMEMBERED) folded.clear();
    known = fold(name);
    folded.set(name, known);
  }
  return known;
}
const MAX_REMEMBERED = 5_000;

/** Entries by one of their fields: for each value that some rule wants, its entries as a chain from new to old. */
class Index {
  #numbers = new Map<string | undefined, number>();
  #entries = NONE;
  /** Entries from here on are in their chains. */
  #reached = 0;
  /** By value: its newest entry so far and its oldest, -1 for none. By entry: the next older one of the same value. */
  #newest: number[] = [];
  #oldest: number[] = [];
  #older: number[] = [];

  constructor(readonly field: Field) {}

  numberOf(value: string): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#newest.push(-1) - 1;
      this.#numbers.set(value, number);
      // What was indexed without this value is indexed again.
      this.load(this.#entries);
    }
    return number;
  }

  load(entries: readonly Activity[]): void {
    this.#entries = entries;
    this.#reached = entries.length;
    this.#newest.fill(-1);
  }

  count(values: readonly number[], { from, to }: Span, enough: number): number {
    this.#reachBack(from);
    let times = 0;
    for (let v = 0; v < values.length; v++)
      for (let i = this.#newest[values[v]!]!; i >= 0 && times < enough; i = this.#older[i]!) {
        const entry = this.#entries[i]!;
        if (entry.at < from) break;
        if (entry.at < to) times += entry.times;
      }
    return times;
  }

  #reachBack(from: number): void {
    const entries = this.#entries;
    let i = this.#reached;
    for (; i > 0 && entries[i - 1]!.at >= from; ) {
      const number = this.#numbers.get(keyOf(entries[--i]!, this.field));
      if (number === undefined) continue;
      if (this.#newest[number] === -1) this.#newest[number] = i;
      else this.#older[this.#oldest[number]!] = i;
      this.#oldest[number] = i;
      this.#older[i] = -1;
    }
    this.#reached = i;
  }
}

/** Place of the first entry at or after an instant. */
function placeOf(entries: readonly Activity[], instant: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.at < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
