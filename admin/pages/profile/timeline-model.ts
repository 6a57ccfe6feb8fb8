// A person's timeline: the newest at once, what is new as it happens, what is older when asked for.
import { effect, signal } from "@preact/signals";
import type { InferRequestType, InferResponseType } from "hono/client";
import type { api } from "../../api";
import { type Problem, problemOf } from "../../models/problem";
import { asChoice, url } from "../../models/url";
import { KIND_GROUPS, type KindGroup, kindsOf } from "./kinds";

type Route = (typeof api.shops)[":shop"]["profiles"][":profile"]["timeline"]["$get"];
export type Item = InferResponseType<Route, 200>["items"][number];
export type Query = InferRequestType<Route>["query"];
type Ask = (query: Query, signal: AbortSignal) => Promise<Item[]>;

const PAGE = 40;
/** Signals that waited in a browser come late, with their own time: we look so many milliseconds back for them. */
const LATE = 10 * 60_000;

export function timelineModel(ask: Ask) {
  const show = url<KindGroup>("show", asChoice(...KIND_GROUPS), "all");
  const items = signal<readonly Item[]>();
  const ended = signal(false);
  const error = signal<Problem>();
  const lost = signal(false);
  const loadingOlder = signal(false);
  /** Came while somebody looked. */
  const arrived = signal<ReadonlySet<string>>(new Set());
  let mine = new AbortController();

  const kinds = () => {
    const wanted = kindsOf(show.peek());
    return wanted && { kinds: wanted.join(",") };
  };

  /** Another filter: everything anew. */
  async function begin() {
    mine.abort();
    mine = new AbortController();
    const { signal } = mine;
    try {
      const found = await ask({ ...kinds(), limit: PAGE }, signal);
      if (signal.aborted) return;
      items.value = found;
      ended.value = found.length < PAGE;
      arrived.value = new Set();
      error.value = undefined;
    } catch (thrown) {
      if (!signal.aborted) error.value = problemOf(thrown);
    }
  }

  const stop = effect(() => {
    show.value;
    void begin();
  });

  return {
    ...{ show, items, ended, error, lost, loadingOlder, arrived, retry: begin },

    /** Takes what is new. @returns whether there was something */
    async look(signal: AbortSignal): Promise<boolean> {
      const before = items.peek();
      if (!before) {
        if (error.peek()) await begin();
        return false;
      }
      const both = AbortSignal.any([signal, mine.signal]);
      const newest = before[0]?.at;
      let found: Item[];
      try {
        const after = newest === undefined ? {} : { after: newest - LATE };
        found = await ask({ ...kinds(), ...after, limit: 200 }, both);
      } catch (thrown) {
        if (both.aborted) return false;
        lost.value = true;
        throw thrown;
      }
      lost.value = false;
      const now = items.peek();
      if (both.aborted || !now) return false;
      const known = new Set(now.map(({ id }) => id));
      // What stands below the last shown is not new: it is older, and comes when asked for.
      const last = ended.peek() ? undefined : now.at(-1);
      const fresh = found.filter((item) => !known.has(item.id) && (!last || item.at >= last.at));
      if (fresh.length === 0) return false;
      arrived.value = new Set(fresh.map(({ id }) => id));
      items.value = merged(now, fresh);
      return true;
    },

    async older() {
      const before = items.peek();
      const last = before?.at(-1);
      if (!before || !last || loadingOlder.peek()) return;
      loadingOlder.value = true;
      const { signal } = mine;
      try {
        // One instant may hold several entries, cut in two by the page: ask for it again.
        let found = await ask({ ...kinds(), before: last.at + 1, limit: PAGE }, signal);
        const known = new Set(before.map(({ id }) => id));
        if (found.length === PAGE && found.every(({ id }) => known.has(id)))
          found = await ask({ ...kinds(), before: last.at, limit: PAGE }, signal);
        if (signal.aborted) return;
        ended.value = found.length < PAGE;
        items.value = merged(items.peek() ?? [], found);
        error.value = undefined;
      } catch (thrown) {
        if (!signal.aborted) error.value = problemOf(thrown);
      } finally {
        loadingOlder.value = false;
      }
    },

    dispose() {
      stop();
      mine.abort();
    },
  };
}

export type TimelineModel = ReturnType<typeof timelineModel>;

/** Each entry once, newest first, in the order of the API. */
export function merged(known: readonly Item[], found: readonly Item[]): Item[] {
  const all = new Map([...known, ...found].map((item) => [item.id, item]));
  return [...all.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** Entries by the day of the shop's zone, in their order. */
export function byDay(items: readonly Item[], dayOf: (at: number) => string) {
  const days: { day: string; items: Item[] }[] = [];
  for (const item of items) {
    const day = dayOf(item.at);
    if (days.at(-1)?.day === day) days.at(-1)!.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
