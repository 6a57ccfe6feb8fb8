// Wall-clock times of the shop's zone, as `<input type="datetime-local">` writes them, and the instants they mean.
import { tzOffset } from "@date-fns/tz";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** `2026-11-23T14:05` */
export function wallTime(instant: number, zone: string): string {
  return new Date(instant + tzOffset(zone, new Date(instant)) * MINUTE).toISOString().slice(0, 16);
}

/** The instant (ms); where the clocks skip that time, the one just after. undefined: not a time. */
export function instantOf(wall: string, zone: string): number | undefined {
  const asUtc = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(wall) || Number.isNaN(asUtc)) return undefined;
  const around = [-DAY, DAY].map((way) => asUtc - tzOffset(zone, new Date(asUtc + way)) * MINUTE);
  return around.find((instant) => wallTime(instant, zone) === wall.slice(0, 16)) ?? around[0];
}
