/**
 * Days of the shop's time zone. Instants are UTC milliseconds; a day is a number, counted from 1970-01-01 in the
 * zone's own calendar, so that days can be subtracted where hours cannot (daylight saving).
 */
import { tzOffset } from "@date-fns/tz";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Clock {
  readonly zone: string;
  now: number;
  /** The zone's day that holds `now`. */
  today: number;
  /** Moves the clock. Returns whether another day began since the last call. */
  set(now: number): boolean;
  dayOf(instant: number): number;
  /** The hour that the zone's clocks show, from 0 to 23. */
  hourOf(instant: number): number;
  /** The first instant of a day (which is not midnight where daylight saving skips it). */
  startOf(day: number): number;
}

export function clockIn(zone: string, now: number): Clock {
  const starts = new Map<number, number>();
  let near = offset(zone, now);
  const dayOf = (instant: number) => {
    // Most instants have the offset of one asked for before; the day's bounds, kept below, prove it. Asking the
    // platform for a zone's offset costs a hundred times as much.
    const day = Math.floor((instant + near) / DAY);
    if (instant >= startOf(day) && instant < startOf(day + 1)) return day;
    near = offset(zone, instant);
    return Math.floor((instant + near) / DAY);
  };
  const startOf = (day: number) => {
    let start = starts.get(day);
    if (start === undefined) {
      start = startOfDay(zone, day);
      if (starts.size > 4096) starts.clear();
      starts.set(day, start);
    }
    return start;
  };
  const clock: Clock = {
    zone,
    now,
    today: dayOf(now),
    dayOf,
    set(next) {
      clock.now = next;
      // Most calls stay in the day: two comparisons instead of a look at the zone's rules.
      if (next >= clock.startOf(clock.today) && next < clock.startOf(clock.today + 1)) return false;
      clock.today = dayOf(next);
      return true;
    },
    startOf,
    hourOf(instant) {
      const day = dayOf(instant);
      const start = startOf(day);
      // Clocks go back or forward on few days: only on these the day's beginning does not tell.
      const isPlain = startOf(day + 1) - start === DAY;
      const since = isPlain ? instant - start : instant + offset(zone, instant) - day * DAY;
      return Math.floor(since / HOUR);
    },
  };
  return clock;
}

/** Whether the platform knows this IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The same day of the month, `months` earlier (later, when negative); the month's last day when it has no such day. */
export function monthsBefore(day: number, months: number): number {
  const date = new Date(day * DAY);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return Math.round(first.getTime() / DAY) + Math.min(date.getUTCDate(), last) - 1;
}

/** Day number of a calendar date such as `2026-11-27`; undefined when there is no such date. */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(instant) || printDay(instant / DAY) !== text ? undefined : instant / DAY;
}

export const printDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

function startOfDay(zone: string, day: number): number {
  const midnight = day * DAY;
  const dayAt = (instant: number) => Math.floor((instant + offset(zone, instant)) / DAY);
  // Both offsets in force around that midnight; the earliest instant that belongs to the day and follows one that does not.
  const guesses = [midnight - offset(zone, midnight - DAY), midnight - offset(zone, midnight + DAY)].sort(
    (a, b) => a - b,
  );
  for (const guess of guesses) if (dayAt(guess) === day && dayAt(guess - 1) < day) return guess;
  // Midnight itself is skipped: find the jump by halving.
  let before = midnight - 2 * DAY;
  let after = midnight + 2 * DAY;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayAt(middle) < day) before = middle;
    else after = middle;
  }
  return after;
}

/** Milliseconds that the zone's wall clock is ahead of UTC. */
export function offset(zone: string, instant: number): number {
  return tzOffset(zone, new Date(instant)) * MINUTE;
}
