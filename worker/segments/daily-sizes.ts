/**
 * Sizes of segments day by day, in the shop's time zone. Cron writes them down once after each midnight, so that a
 * long history costs nothing to read. What is not written yet follows from the size now, backwards through who
 * entered and left; so a night that was missed is made up later.
 */
import { type Clock, clockIn, MINUTE, printDay } from "../../core/time/zone";
import type { Env } from "../env";

export const MAX_DAYS = 400;
/** Shards bring what happened before midnight a little later. */
const AFTER_MIDNIGHT = 5 * MINUTE;
/** Days written before are looked at again: while D1 was down, a shard may have been later than that. */
const LOOK_BACK = 2;
const SHOPS_AT_ONCE = 20;
/** The end of today is still to come. */
const OPEN = 8.64e15;

interface SegmentDay {
  /** A date of the shop's time zone. */
  day: string;
  /** People in it at the end of the day, or now. */
  size: number;
  entered: number;
  left: number;
}

/** The last days of one segment, oldest first, today among them. Days before there was such a segment are left out. */
export async function sizesByDay(
  db: D1Database,
  shop: string,
  segment: string,
  days: number,
  clock: Clock,
): Promise<SegmentDay[]> {
  const first = clock.today - days + 1;
  const { results: written } = await db
    .prepare(
      `SELECT day, size, entered, "left" FROM segment_days WHERE shop = ?1 AND segment = ?2 AND day >= CAST(?3 AS INTEGER) AND day < CAST(?4 AS INTEGER) ORDER BY day`,
    )
    .bind(shop, segment, first, clock.today)
    .all<DayRow>();
  const { results: since } = await db
    .prepare(daysSql("AND s.id = ?3"))
    .bind(shop, boundsOf(clock, (written.at(-1)?.day ?? first - 1) + 1), segment)
    .all<DayRow>();
  return [...written, ...since].map(({ day, size, entered, left }) => ({
    day: printDay(day),
    ...{ size, entered, left },
  }));
}

/** Writes down the days that have ended, for shops whose time has come. */
export async function recordSizes(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT id, time_zone AS zone, sizes_due_at AS due FROM shops WHERE sizes_due_at <= ?1 ORDER BY sizes_due_at LIMIT ?2",
  )
    .bind(now, SHOPS_AT_ONCE)
    .all<{ id: string; zone: string; due: number }>();
  const outcomes = await Promise.allSettled(
    results.map(({ id, zone, due }) => recordShop(env.DB, id, clockIn(zone, now), due)),
  );
  const failed = outcomes.find(({ status }) => status === "rejected") as PromiseRejectedResult | undefined;
  if (failed) throw failed.reason;
}

async function recordShop(db: D1Database, shop: string, clock: Clock, due: number): Promise<void> {
  const first = Math.max(clock.today - MAX_DAYS, clock.dayOf(due) - 1 - LOOK_BACK);
  await db.batch([
    db
      .prepare(
        `INSERT INTO segment_days (shop, segment, day, size, entered, "left")
         SELECT ?1, segment, day, size, entered, "left" FROM (${daysSql()}) WHERE day < CAST(?3 AS INTEGER)
         ON CONFLICT (shop, segment, day) DO UPDATE SET size = excluded.size, entered = excluded.entered, "left" = excluded."left"
         WHERE (size, entered, "left") IS NOT (excluded.size, excluded.entered, excluded."left")`,
      )
      .bind(shop, boundsOf(clock, first), clock.today),
    db
      .prepare("UPDATE shops SET sizes_due_at = ?2 WHERE id = ?1")
      .bind(shop, clock.startOf(clock.today + 1) + AFTER_MIDNIGHT),
  ]);
}

interface DayRow {
  day: number;
  size: number;
  entered: number;
  left: number;
}

/** Days up to today, the later of which give the size of the earlier: it is as of now for the last of them. */
const daysSql = (segment = "") => `
  WITH days AS (SELECT value ->> 0 AS day, value ->> 1 AS "from", value ->> 2 AS "to" FROM json_each(?2)),
  sizes AS (
    SELECT s.id AS segment, s.created_at, (SELECT count(*) FROM memberships m WHERE m.shop = ?1 AND m.segment = s.id) AS size
    FROM segments s WHERE s.shop = ?1 ${segment}),
  moves AS (
    SELECT s.segment, s.created_at, s.size AS now, d.day, d."to",
      count(CASE WHEN c.entered = 1 THEN 1 END) AS entered, count(CASE WHEN c.entered = 0 THEN 1 END) AS "left"
    FROM sizes s JOIN days d
    LEFT JOIN membership_changes c ON c.shop = ?1 AND c.segment = s.segment AND c.at >= d."from" AND c.at < d."to"
    GROUP BY s.segment, d.day),
  ends AS (
    SELECT *, now - coalesce(sum(entered - "left") OVER (
      PARTITION BY segment ORDER BY day DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS size FROM moves)
  SELECT segment, day, size, entered, "left" FROM ends
  WHERE "to" > created_at OR size <> 0 OR entered <> 0 OR "left" <> 0 ORDER BY segment, day`;

/** Each day from `first` to today with its first instant and that of the next day. */
const boundsOf = (clock: Clock, first: number): string =>
  JSON.stringify(
    Array.from({ length: clock.today - first + 1 }, (_, i) => [
      first + i,
      clock.startOf(first + i),
      first + i === clock.today ? OPEN : clock.startOf(first + i + 1),
    ]),
  );
