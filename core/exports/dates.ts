/** Dates and instants as ISO 8601. */
import { type Clock, DAY, MINUTE, offset } from "../time/zone";

/** A calendar date, kept as midnight UTC. */
export const dateText = (at: number): string | undefined => iso(at)?.slice(0, 10);

/** An instant by the wall clock of the clock's zone, to the second: `2026-11-27T09:30:00+01:00`. */
export function instantText(at: number, clock: Clock): string | undefined {
  if (iso(at) === undefined) return undefined;
  const ahead = aheadOfUtc(at, clock);
  const minutes = Math.abs(Math.round(ahead / MINUTE));
  const two = (value: number) => String(value).padStart(2, "0");
  const zone = `${ahead < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${iso(at + ahead)!.slice(0, 19)}${zone}`;
}

/** A day of 24 hours has one offset, which its start tells: to ask the platform takes a hundred times as long. */
function aheadOfUtc(at: number, clock: Clock): number {
  const day = clock.dayOf(at);
  const start = clock.startOf(day);
  return clock.startOf(day + 1) - start === DAY ? day * DAY - start : offset(clock.zone, at);
}

/** Undefined for what is no instant of a year with four digits. */
const iso = (at: number): string | undefined =>
  at >= FIRST && at < LAST ? new Date(at).toISOString() : undefined;
const FIRST = Date.parse("0001-01-02T00:00:00Z");
const LAST = Date.parse("9999-12-31T00:00:00Z");
