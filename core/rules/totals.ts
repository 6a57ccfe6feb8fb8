/**
 * Behaviour that needs no rows: of each kind of activity, the read model keeps with the person how often it was done
 * and when last. That answers "ever", "not in the last 60 days", "at least twice"; for counts within a timeframe it
 * leaves few people whose rows must be added up.
 */
import { type Clock, DAY } from "../time/zone";
import type { ActivityKind } from "./activities";
import { asked, totalTest } from "./did";
import { comparisons, MEASURES } from "./did-measures";
import type { DidRule, Person, Times } from "./rule";
import { raw, type Sql, sql } from "./sql-text";
import { windowOf } from "./timeframes";

/** Names of a kind's columns in D1's `profiles`. */
export const totalColumns = (kind: ActivityKind) => [`${kind}_times`, `${kind}_last`] as const;

/** What belongs into them; nothing where it was never done. */
export function totalsOf(history: Person["history"], kind: ActivityKind): [times?: number, last?: number] {
  const entries = history[kind];
  if (!entries?.length) return [];
  return [entries.reduce((sum, { times }) => sum + times, 0), entries.at(-1)!.at];
}

/** The rows of so short a time are added up faster for all than for each. */
const SHORT = 35 * DAY;
const ANSWERED = new Set(["did", "times", "sum", "during"]);

/** The condition for `p`, never NULL; undefined where rows answer better, or alone. */
export function totalsSql(rule: DidRule, clock: Clock): Sql | undefined {
  if (!Object.keys(rule).every((key) => ANSWERED.has(key))) return undefined;
  if (rule.during && "thisVisit" in rule.during) return undefined;
  if (rule.sum) return summed(rule, clock);
  const times: Times = rule.times ?? { atLeast: 1 };
  if ("atLeast" in times) return atLeast(rule, times.atLeast, clock);
  if ("atMost" in times) return negated(atLeast(rule, times.atMost + 1, clock));
  const [enough, more] = [atLeast(rule, times.exactly, clock), atLeast(rule, times.exactly + 1, clock)];
  return enough && more && sql`(${enough} AND NOT ${more})`;
}

function atLeast({ did, during }: DidRule, least: number, clock: Clock): Sql | undefined {
  if (least <= 0) return raw("1");
  const [times, last] = totalColumns(did).map((column) => raw(`p.${column}`));
  const enough = sql`coalesce(${times} >= ${least}, 0)`;
  if (!during) return enough;
  const { from, to } = windowOf(during, clock);
  // A span that is over: its few rows say more than a last time, which for most people is later.
  if (to <= clock.now || (least > 1 && from >= clock.now - SHORT)) return undefined;
  const since = sql`coalesce(${last} >= ${from}, 0)`;
  const rows = sql`FROM activities a WHERE a.person = p.num AND a.kind = ${did} AND a.at >= ${from} AND a.at < ${to}`;
  return least <= 1
    ? sql`(${since} AND (${last} < ${to} OR EXISTS (SELECT 1 ${rows})))`
    : sql`(${enough} AND ${since} AND (SELECT coalesce(sum(a.times), 0) ${rows}) >= ${least})`;
}

/** Sums read rows, but only of those who did it late enough; the others have a sum of nothing. */
function summed(rule: DidRule, clock: Clock): Sql | undefined {
  const { did, during } = rule;
  const span = during && windowOf(during, clock);
  if (span && (span.to <= clock.now || span.from >= clock.now - SHORT)) return undefined;
  const [times, last] = totalColumns(did).map((column) => raw(`p.${column}`));
  const some = span ? sql`coalesce(${last} >= ${span.from}, 0)` : sql`coalesce(${times} >= 1, 0)`;
  const within = span ? sql` AND a.at >= ${span.from} AND a.at < ${span.to}` : sql``;
  const total = sql`(SELECT coalesce(sum(${raw(MEASURES[rule.sum!.of])}), 0) FROM activities a WHERE a.person = p.num AND a.kind = ${did}${within})`;
  const { is, value, to } = asked(rule);
  const holds = comparisons[is](total, value, to);
  return totalTest(rule)(0) ? sql`NOT (${some} AND NOT (${holds}))` : sql`(${some} AND (${holds}))`;
}

const negated = (condition: Sql | undefined): Sql | undefined => condition && sql`NOT ${condition}`;
