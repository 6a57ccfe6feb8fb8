/**
 * Attributes that are computed when they are read, from stored ones, the history and the clock, and never stored: what
 * time changes by itself, and what follows from other facts. Each is a function of its facts, the same in SQL.
 */

import type { ActivityKind } from "../rules/activities";
import { dateOfDay, dateSql, dayOf, daySql, returnIn } from "../rules/calendar";
import type { Fact } from "../rules/closures";
import type { Activity } from "../rules/rule";
import type { Sql, SqlTag } from "../rules/sql";
import { type Span, type Timeframe, windowOf } from "../rules/timeframes";
import { totalColumns } from "../rules/totals";
import { type Clock, DAY } from "../time/zone";

export type Derived = DerivedNumber | DerivedAnswer | DerivedSum;

/** From numbers and dates: unless all are known, it is not. */
export interface DerivedNumber {
  /** Keys of the stored facts that it follows from. */
  from: readonly string[];
  /** Undefined when it is not known all the same. */
  value(facts: readonly number[], clock: Clock): number | undefined;
  /** The same of columns, NULL for undefined. */
  sql(sql: SqlTag, facts: readonly Sql[], clock: Clock): Sql;
  /** For a whole number that grows with time alone: the instant at which it becomes `n`; it is known from 0 on. */
  reaches?(n: number, facts: readonly number[], clock: Clock): number;
  /** For such a number of one date: it is at least `n` (from 0) for all dates before this instant, and for no other. */
  before?(n: number, clock: Clock): number;
}

/** A yes or no from facts of any kind: always known. What is not known of them comes as undefined, or NULL. */
export interface DerivedAnswer {
  from: readonly string[];
  holds(facts: readonly Fact[]): boolean;
  /** The same of columns, 1 or 0. */
  sql(sql: SqlTag, facts: readonly Sql[]): Sql;
}

/** Amounts of what they did in a timeframe, from their history: not known of who never did it. */
export interface DerivedSum {
  /** No stored facts. */
  from: readonly [];
  did: ActivityKind;
  during: Timeframe;
  /** Of `p` and its rows, NULL for undefined. */
  sql(sql: SqlTag, facts: readonly Sql[], clock: Clock): Sql;
}

/** What it is of these facts, in the order of `from`; undefined when it is not known. */
export function derivedValue(
  derived: DerivedNumber | DerivedAnswer,
  facts: readonly Fact[],
  clock: Clock,
): number | boolean | undefined {
  if ("holds" in derived) return derived.holds(facts);
  return facts.every((fact) => typeof fact === "number") ? derived.value(facts, clock) : undefined;
}

/** Whole days of the shop's time zone since an instant; not known while that is to come. */
export const daysSince = (key: string): DerivedNumber => ({
  from: [key],
  value([at], clock) {
    const days = clock.today - clock.dayOf(at!);
    return days >= 0 ? days : undefined;
  },
  sql: (sql, [at], clock) =>
    sql`(SELECT CASE WHEN d.day <= ${clock.today} THEN ${clock.today} - d.day END FROM (SELECT ${daySql(sql, at!, clock)} AS day) d)`,
  reaches: (n, [at], clock) => startOf(clock.dayOf(at!) + n, clock),
  before: (n, clock) => startOf(clock.today - n + 1, clock),
});

/** Years since a calendar date, a year being over on its anniversary; not known while the date is to come. */
export const yearsSince = (key: string): DerivedNumber => ({
  from: [key],
  value([at], clock) {
    const date = dateOfDay(dayOf(at!, clock, true));
    const reached = reachedDate(clock);
    return date === undefined || date > reached ? undefined : Math.floor((reached - date) / 10_000);
  },
  sql: (sql, [at], clock) =>
    sql`(SELECT CASE WHEN d.date <= ${reachedDate(clock)} THEN (${reachedDate(clock)} - d.date) / 10000 END FROM (SELECT ${dateSql(sql, daySql(sql, at!, clock, true))} AS date) d)`,
  reaches(n, [at], clock) {
    const date = dateOfDay(dayOf(at!, clock, true));
    return date === undefined
      ? Infinity
      : startOf(returnIn(Math.floor(date / 10_000) + n, date % 10_000), clock);
  },
  before(n, clock) {
    const last = reachedDate(clock) - n * 10_000;
    // Of a leap day that the year does not have, the day before.
    return last < 101 ? -8.64e15 : (returnIn(Math.floor(last / 10_000), last % 10_000) + 1) * DAY;
  },
});

/** One fact by another, as it is or in hundredths; not known when there is nothing to share. */
export const ratio = (part: string, whole: string, times = 1): DerivedNumber => ({
  from: [part, whole],
  value: ([part, whole]) => (whole! > 0 ? (part! * times) / whole! : undefined),
  sql: (sql, [part, whole]) => sql`CASE WHEN ${whole!} > 0 THEN (1.0 * ${part!} * ${times}) / ${whole!} END`,
});

/** Days (with fractions) between the first and the last of several things, for each gap between two of them. */
export const averageGap = (first: string, last: string, count: string): DerivedNumber => ({
  from: [first, last, count],
  value: ([first, last, count]) => (count! >= 2 ? (last! - first!) / DAY / (count! - 1) : undefined),
  sql: (sql, [first, last, count]) =>
    sql`CASE WHEN ${count!} >= 2 THEN (${last!} - ${first!}) / 86400000.0 / (${count!} - 1) END`,
});

/** One fact by another in hundredths, known from so many of something on. */
export const shareFrom = (part: string, whole: string, count: string, least: number): DerivedNumber => ({
  from: [part, whole, count],
  value: ([part, whole, count]) => (count! >= least && whole! > 0 ? (part! * 100) / whole! : undefined),
  sql: (sql, [part, whole, count]) =>
    sql`CASE WHEN ${count!} >= ${least} AND ${whole!} > 0 THEN (1.0 * ${part!} * 100) / ${whole!} END`,
});

/** Amounts of what they did in a timeframe. */
export const sumDuring = (did: ActivityKind, during: Timeframe): DerivedSum => ({
  ...{ from: [], did, during },
  sql(sql, _, clock) {
    const { from, to } = windowOf(during, clock);
    const [times] = totalColumns(did);
    return sql`CASE WHEN ${sql([`p.${times}`])} >= 1 THEN (SELECT coalesce(sum(a.amount), 0) FROM activities a
      WHERE a.person = p.num AND a.kind = ${did} AND a.at >= ${from} AND a.at < ${to}) END`;
  },
});

/** The same of a history, oldest first; `span` is what the timeframe is now. */
export function sumWithin(entries: readonly Activity[], { from, to }: Span): number | undefined {
  if (entries.length === 0) return undefined;
  let sum = 0;
  for (let i = entries.length - 1; i >= 0; i--) {
    const { at, amount = 0 } = entries[i]!;
    if (at < from) break;
    if (at < to) sum += amount;
  }
  return sum;
}

/** Has one of these addresses, and agreed. */
export const reachable = (addresses: readonly string[], consent: string): DerivedAnswer => ({
  from: [consent, ...addresses],
  holds: ([agreed, ...known]) => agreed === true && known.some((address) => address !== undefined),
  sql(sql, [agreed, first, ...others]) {
    const address = others.reduce((any, other) => sql`coalesce(${any}, ${other})`, first!);
    return sql`(${agreed!} IS NOT NULL AND ${agreed!} <> 0 AND ${address} IS NOT NULL)`;
  },
});

/** Today's date; on 28 February of a common year the 29th, whose anniversary it is, is reached as well. */
function reachedDate({ today }: Clock): number {
  const date = dateOfDay(today)!;
  return date % 10_000 === 228 && dateOfDay(today + 1)! % 10_000 === 301 ? date + 1 : date;
}

/** Days after the year 9999, which has no dates any more, never come. */
const startOf = (day: number, clock: Clock): number =>
  day > LAST_DAY ? Infinity : day < -LAST_DAY ? -8.64e15 : clock.startOf(day);
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY;
