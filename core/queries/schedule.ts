/** When a query runs by itself, on the shop's own clocks. */
import { type Clock, DAY, HOUR, offset } from "../time/zone";

export type Schedule =
  | { every: "hour" }
  | { every: "day"; hour: number }
  /** Monday is 1, Sunday 7. */
  | { every: "week"; day: number; hour: number };

/** The next time after now. */
export function nextRun(schedule: Schedule, clock: Clock): number {
  if (schedule.every === "hour") return (Math.floor(clock.now / HOUR) + 1) * HOUR;
  for (let day = clock.today; ; day++) {
    const at = timeOn(day, schedule.hour, clock);
    if (at > clock.now && (schedule.every === "day" || weekdayOf(day) === schedule.day)) return at;
  }
}

/** An hour that daylight saving skips is the one after it. */
function timeOn(day: number, hour: number, { zone }: Clock): number {
  const local = day * DAY + hour * HOUR;
  return local - offset(zone, local - offset(zone, local));
}

/** Day 0 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
