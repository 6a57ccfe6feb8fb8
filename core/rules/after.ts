/** "After another activity": whether an entry came later than an occurrence of the other, and soon enough. */
import { DAY, HOUR, MINUTE } from "../time/zone";
import { type History, matcherOf } from "./history";
import type { ItemSets } from "./items";
import type { Activity, After, ElapsedUnit } from "./rule";

export type Chosen = (entry: Activity) => boolean;

export interface Follows {
  /** Before each walk over entries: the history may have grown. */
  begin(): void;
  has: Chosen;
}

export function after({ which, within, ...other }: After, history: History, itemSets: ItemSets): Follows {
  const matches = matcherOf(other, itemSets);
  const chosen: Chosen = matches ?? (() => true);
  const longest = elapsed(within);
  const soonEnough = (at: number, since: number | undefined) =>
    since !== undefined && at > since && at - since <= longest;
  if (!which)
    // The nearest one before it: if that is too long ago, all others are.
    return { begin() {}, has: ({ at }) => soonEnough(at, history.before(at, matches)) };
  let since: number | undefined;
  return {
    begin() {
      const { entries } = history;
      since = (which === "first" ? entries.find(chosen) : entries.findLast(chosen))?.at;
    },
    has: ({ at }) => soonEnough(at, since),
  };
}

const LENGTHS: Record<ElapsedUnit, number> = { minutes: MINUTE, hours: HOUR, days: DAY };
export const ELAPSED_UNITS = Object.keys(LENGTHS) as ElapsedUnit[];

/** Milliseconds; without a bound any time is soon enough. */
export const elapsed = (within: After["within"]): number =>
  within ? within[0] * LENGTHS[within[1]] : Number.MAX_SAFE_INTEGER;
