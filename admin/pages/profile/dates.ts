// Dates as an input of the browser writes them: a day, or a day with a time of the shop's clock.
import { DAY, offset, parseDay, printDay } from "../../../core/time/zone";

export const writeDate = (value: number, asDay: boolean, zone: string): string =>
  asDay ? printDay(value / DAY) : new Date(value + offset(zone, value)).toISOString().slice(0, 16);

/** Undefined when it is none. */
export function readDate(written: string, asDay: boolean, zone: string): number | undefined {
  if (asDay) {
    const day = parseDay(written);
    return day === undefined ? undefined : day * DAY;
  }
  const wall = Date.parse(`${written}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  // The offset in force then, asked twice as it may change in between.
  return wall - offset(zone, wall - offset(zone, wall));
}
