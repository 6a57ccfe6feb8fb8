/**
 * The hour of the day, in the shop's time zone, in which somebody mostly comes. Of each day its last visit counts, so
 * that busy days weigh no more than others, and a history whose old days are totals tells the same.
 */
import type { Activity } from "../rules/rule";
import type { Clock } from "../time/zone";
import type { Profile } from "./profile";
import { put } from "./told";

/** A habit shows from so many days on, and is that of the last ones. */
const LEAST_DAYS = 3;
const MOST_DAYS = 50;

/** Anew from all visits: it is the same in whatever order they were told. */
export function settleShoppingHour(profile: Profile, clock: Clock): void {
  put(profile, "shopping_hour", shoppingHour(profile.history.visited, clock));
}

/** Of equally frequent hours the one that came last; not known of who was here on few days. */
export function shoppingHour(visits: readonly Activity[] = [], clock: Clock): number | undefined {
  const days = new Map<number, number>();
  let known = 0;
  let last: number | undefined;
  for (let i = visits.length - 1; i >= 0 && known < MOST_DAYS; i--) {
    const { at } = visits[i]!;
    const day = clock.dayOf(at);
    if (day === last) continue;
    last = day;
    known++;
    const hour = clock.hourOf(at);
    days.set(hour, (days.get(hour) ?? 0) + 1);
  }
  if (known < LEAST_DAYS) return undefined;
  return [...days].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}
