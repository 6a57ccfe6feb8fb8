/**
 * Days and years of instants, in JavaScript and in SQL alike: what ages, days since something and anniversaries are
 * made of. A calendar date (a birthday) is midnight UTC and has no zone; any other date is an instant, whose day is
 * the shop's.
 */
import { offsetsOf } from "../time/offsets";
import { type Clock, DAY } from "../time/zone";
import type { Sql, SqlTag } from "./sql";

export const dayOf = (instant: number, clock: Clock, calendar = false): number =>
  calendar ? Math.floor(instant / DAY) : clock.dayOf(instant);

/** The date of a day as one number, such as 20261127; undefined outside of the years 0 to 9999, which SQLite does not know. */
export function dateOfDay(day: number): number | undefined {
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999
    ? year * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
    : undefined;
}

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The day on which a date (`month * 100 + day`) returns in a year: 29 February on the 28th of common years. */
export function returnIn(year: number, monthDay: number): number {
  const shown = monthDay === 229 && !isLeap(year) ? 228 : monthDay;
  // Not Date.UTC: it takes the years 0 to 99 for those after 1900.
  return Math.round(new Date(0).setUTCFullYear(year, Math.floor(shown / 100) - 1, shown % 100) / DAY);
}

/** Offsets of the last four years stand in the statement, where most instants find theirs; all are in its parameter. */
const INLINE = 8;
/** Days before 1970 that an instant may have: SQLite divides towards zero. */
const BEFORE = 100_000_000;

/** The day of an instant, as `dayOf` tells it. */
export function daySql(sql: SqlTag, column: Sql, clock: Clock, calendar = false): Sql {
  const plain = (text: string) => sql([text]);
  const divided = plain(`+ ${BEFORE * DAY}) / ${DAY} - ${BEFORE})`);
  return calendar
    ? sql`((${column} ${divided}`
    : sql`((${column} + ${aheadSql(sql, column, clock)} ${divided}`;
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function aheadSql(sql: SqlTag, column: Sql, { zone, now }: Clock): Sql {
  const plain = (text: string) => sql([text]);
  const offsets = offsetsOf(zone, now);
  if (offsets.length === 1) return plain(String(offsets[0]!.ahead));
  const past = offsets.filter(({ from }) => from <= now);
  const recent = past.slice(0, INLINE);
  const next = offsets[offsets.length - past.length - 1]?.from ?? 8.64e15;
  const older = recent.at(-1)!;
  const cases = recent
    .slice(0, -1)
    .map(({ from, ahead }) => sql`WHEN ${column} >= ${plain(`${from} THEN ${ahead} `)}`)
    .reduce((all, one) => sql`${all}${one}`, plain(""));
  const others = offsets.map(({ from, ahead }) => [from, ahead]);
  return sql`CASE WHEN ${column} < ${plain(String(older.from))} OR ${column} >= ${plain(String(next))}
    THEN (SELECT o.value ->> 1 FROM json_each(${others}) o WHERE ${column} >= o.value ->> 0 LIMIT 1)
    ${cases}ELSE ${plain(String(older.ahead))} END`;
}

/** The date of a day, as `dateOfDay` tells it; NULL where that is undefined. */
export const dateSql = (sql: SqlTag, day: Sql): Sql =>
  sql`CAST(strftime('%Y%m%d', ${day} * 86400, 'unixepoch') AS INTEGER)`;
