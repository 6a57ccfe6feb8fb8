/**
 * Ranks: the people with the most, or the least, of a number. Where the line is drawn depends on everyone, so it is
 * drawn apart (`worker/segments/cutoffs.ts`) and given to all readers as one number: for them a rank is a comparison
 * with its cut-off. People without the fact have no rank; all who have just the cut-off are in.
 */
import type { Leaf, Rule } from "./rule";
import { isAll, isAny, isNot } from "./rule";
import type { Parsed } from "./timeframes";

/** The first so many of a hundred who have the fact (rounded up), or the first so many. */
export type RankSize = { percent: number } | { people: number };
export type RankRule = { rank: string; top: RankSize } | { rank: string; bottom: RankSize };

/** By `rankKey`. A rank without one holds nobody. */
export type Cutoffs = ReadonlyMap<string, number>;
export const NO_CUTOFFS: Cutoffs = new Map();

export const isRank = (rule: Rule): rule is RankRule => "rank" in rule;
export const sizeOf = (rule: RankRule): RankSize => ("top" in rule ? rule.top : rule.bottom);

/** One name for ranks that draw the same line. */
export const rankKey = (rule: RankRule): string =>
  JSON.stringify([rule.rank, "top" in rule ? "top" : "bottom", sizeOf(rule)]);

export function ranksIn(rule: Rule, found = new Map<string, RankRule>()): Map<string, RankRule> {
  if (isAll(rule)) for (const part of rule.all) ranksIn(part, found);
  else if (isAny(rule)) for (const part of rule.any) ranksIn(part, found);
  else if (isNot(rule)) ranksIn(rule.not, found);
  else if (isRank(rule)) found.set(rankKey(rule), rule);
  return found;
}

/** The comparison that a rank is, once its cut-off is known; undefined for nobody. */
export function drawn(rule: RankRule, cutoffs: Cutoffs): Extract<Leaf, { attribute: string }> | undefined {
  const value = cutoffs.get(rankKey(rule));
  if (value === undefined) return undefined;
  return { attribute: rule.rank, is: "top" in rule ? "atLeast" : "atMost", value };
}

/** How many people a rank wants, of those who have the fact. */
export function placesOf(size: RankSize, people: number): number {
  return "people" in size ? Math.min(size.people, people) : Math.ceil((people * size.percent) / 100);
}

export function parseRankSize(raw: unknown): Parsed<RankSize> {
  const entries = typeof raw === "object" && raw !== null ? Object.entries(raw) : [];
  const [unit, n] = entries.length === 1 ? entries[0]! : [];
  if (unit === "percent" && Number.isFinite(n) && n > 0 && n <= 100) return { value: { percent: n } };
  if (unit === "people" && Number.isInteger(n) && n >= 1 && n <= 1e9) return { value: { people: n } };
  return { reason: "must be { percent } above 0 and up to 100, or { people } with a whole number from 1" };
}

export function describeRank(rule: RankRule): string {
  const size = sizeOf(rule);
  return `the ${"top" in rule ? "top" : "bottom"} ${"percent" in size ? `${size.percent} %` : size.people}`;
}
