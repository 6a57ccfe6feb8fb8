/**
 * Behaviour for the first reader. The common question (how often, of these items, in this timeframe) is answered by
 * the history's own counters; sums, first and last occurrences and "after another activity" walk the entries.
 */
import { after, type Chosen } from "./after";
import { type History, matcherOf, narrowing, within } from "./history";
import type { ItemSets } from "./items";
import type { Activity, DidRule, Measure, Sum, Times } from "./rule";
import { thousandths } from "./thousandths";
import type { Span, Timeframe } from "./timeframes";

export interface DidContext {
  itemSets: ItemSets;
  historyOf(kind: string): History;
  /** Makes a timeframe ready; `since` tells the first instant from a given one on that the condition looks at. */
  spanOf(during: Timeframe, since: (instant: number) => number): Span;
}

export interface CompiledDid {
  answer(): boolean;
  /** How often or how much; of a first or last occurrence without a sum, when it was. */
  fact(): number | undefined;
}

export function compileDid(rule: DidRule, context: DidContext): CompiledDid {
  return isPlain(rule) ? counted(rule, context) : walked(rule, context);
}

/** Counted by its narrowed entries alone. */
const isPlain = ({ named, after, which, sum }: DidRule): boolean =>
  !after && !which && !sum && typeof named !== "object";

function counted(rule: DidRule, { historyOf, spanOf, itemSets }: DidContext): CompiledDid {
  const history = historyOf(rule.did);
  const { field, wanted, during } = narrowing(rule, itemSets);
  const matches = matcherOf(rule, itemSets);
  const span = rule.during && spanOf(rule.during, (instant) => history.since(instant, matches));
  const count = history.counter(field, wanted, during ? within(during, span) : span);
  const fact = () => count(Infinity);
  const asked = rule.times ?? ONCE;
  if ("atLeast" in asked) return { fact, answer: () => count(asked.atLeast) >= asked.atLeast };
  if ("atMost" in asked) return { fact, answer: () => count(asked.atMost + 1) <= asked.atMost };
  return { fact, answer: () => count(asked.exactly + 1) === asked.exactly };
}

/** The entries that a behaviour looks at, in its timeframe, of the person loaded last; oldest first. */
export function compileEntries(rule: DidRule, context: DidContext): () => Activity[] {
  const { history, follows, chosen } = choosing(rule, context);
  const since = (instant: number) => {
    follows?.begin();
    return history.since(instant, chosen);
  };
  const span = rule.during ? context.spanOf(rule.during, since) : EVER;
  return () => {
    follows?.begin();
    const { from, to } = span;
    const { entries } = history;
    const found: Activity[] = [];
    for (let i = entries.length - 1; i >= 0; i--) {
      const entry = entries[i]!;
      if (entry.at < from) break;
      if (entry.at < to && chosen(entry)) found.push(entry);
    }
    return found.reverse();
  };
}

/** Narrowed, and after what they have to come after. */
function choosing(rule: DidRule, { historyOf, itemSets }: DidContext) {
  const matches = matcherOf(rule, itemSets);
  const follows = rule.after && after(rule.after, historyOf(rule.after.did), itemSets);
  const chosen: Chosen = (entry) => (!matches || matches(entry)) && (!follows || follows.has(entry));
  return { history: historyOf(rule.did), follows, chosen };
}

function walked(rule: DidRule, context: DidContext): CompiledDid {
  const { history, follows, chosen } = choosing(rule, context);
  const { spanOf } = context;
  const { which } = rule;
  /** When the first or last occurrence was. */
  const occurrence = (): number | undefined =>
    (which === "first" ? history.entries.find(chosen) : history.entries.findLast(chosen))?.at;
  const since = (instant: number): number => {
    follows?.begin();
    if (!which) return history.since(instant, chosen);
    const at = occurrence();
    return at !== undefined && at >= instant ? at : Infinity;
  };
  const span = rule.during ? spanOf(rule.during, since) : EVER;
  const measure = measures[rule.sum?.of ?? "times"];

  const total = (): number => {
    follows?.begin();
    let { from, to } = span;
    if (which) {
      const at = occurrence();
      if (at === undefined || at < from || at >= to) return 0;
      [from, to] = [at, at + 1];
    }
    const { entries } = history;
    let sum = 0;
    for (let i = entries.length - 1; i >= 0; i--) {
      const entry = entries[i]!;
      if (entry.at < from) break;
      if (entry.at < to && chosen(entry)) sum += measure(entry);
    }
    return sum;
  };
  const test = totalTest(rule);
  return {
    answer: () => test(total()),
    fact: () => {
      follows?.begin();
      return which && !rule.sum ? occurrence() : rule.sum?.of === "quantity" ? total() / 1000 : total();
    },
  };
}

const ONCE: Times = { atLeast: 1 };
const EVER: Span = { from: -Infinity, to: Infinity };

const measures: Record<Measure | "times", (entry: Activity) => number> = {
  times: ({ times }) => times,
  amount: ({ amount }) => amount ?? 0,
  quantity: ({ quantity }) => thousandths(quantity ?? 0),
};

/** What a total is compared with, in the units in which it is summed. Readers share it. */
export function asked({ times, sum }: Pick<DidRule, "times" | "sum">): {
  is: Comparison;
  value: number;
  to: number;
} {
  const { of, ...compare } = sum ?? { of: "times", ...(times ?? ONCE) };
  const [is, given] = Object.entries(compare)[0] as [Comparison, number | [number, number]];
  const [value, to] = Array.isArray(given) ? given : [given, given];
  const scale = of === "quantity" ? thousandths : (n: number) => n;
  return { is, value: scale(value), to: scale(to) };
}

/** Whether a total is what the condition asks for. */
export function totalTest(rule: Pick<DidRule, "times" | "sum">): (total: number) => boolean {
  const { is, value, to } = asked(rule);
  return (total) => comparisons[is](total, value, to);
}

type Key<T> = T extends T ? keyof T : never;
export type Comparison = Exclude<Key<Sum>, "of">;
const comparisons: Record<Comparison, (total: number, value: number, to: number) => boolean> = {
  atLeast: (total, value) => total >= value,
  atMost: (total, value) => total <= value,
  exactly: (total, value) => total === value,
  moreThan: (total, value) => total > value,
  lessThan: (total, value) => total < value,
  between: (total, value, to) => total >= value && total <= to,
};
