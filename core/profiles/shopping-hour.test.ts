import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockIn, DAY, HOUR, MINUTE } from "../time/zone";
import { foldTo } from "./fold-history";
import { activity } from "./profile";
import { shoppingHour } from "./shopping-hour";

const NOW = Date.UTC(2026, 10, 23);
const clock = clockIn("Europe/Berlin", NOW);
/** Visits of days before 20 March, at hours of Greenwich. */
const hourOf = (...visits: [daysAgo: number, hour: number][]) =>
  shoppingHour(
    visits
      .map(([daysAgo, hour]) =>
        activity({ at: Date.UTC(2026, 2, 20) - daysAgo * DAY + hour * HOUR, id: "v" }),
      )
      .sort((a, b) => a.at - b.at),
    clock,
  );

describe("the hour in which somebody mostly comes", () => {
  it("is one of the shop's clocks, and known from the third day on", () => {
    expect(hourOf([1, 17], [2, 17])).toBeUndefined();
    expect(hourOf([1, 17], [2, 17.9], [3, 9])).toBe(18);
  });

  it("counts a day once, by its last visit", () => {
    expect(hourOf([1, 20], [2, 20], [3, 8], [3, 8.5], [3, 8.6], [3, 20])).toBe(21);
    expect(hourOf([1, 8], [2, 8], [3, 19], [3, 19.1], [3, 19.2])).toBe(9);
  });

  it("is the later one of two that are as frequent, and follows a new habit", () => {
    expect(hourOf([1, 9], [2, 20], [3, 9], [4, 20])).toBe(10);
    const before = Array.from({ length: 60 }, (_, i): [number, number] => [26 + i, 6]);
    const since = Array.from({ length: 26 }, (_, i): [number, number] => [i, 20]);
    expect(hourOf(...before, ...since)).toBe(21);
  });

  it("is the same once old visits are totals of their days", () => {
    const instant = fc.integer({ min: 0, max: 80 * 24 * 60 }).map((ago) => NOW - ago * MINUTE);
    fc.assert(
      fc.property(fc.uniqueArray(instant, { minLength: 3, maxLength: 90 }), instant, (instants, visits) => {
        const visited = instants.sort((a, b) => a - b).map((at) => activity({ at, id: `${at}` }));
        const folded = foldTo({ visited }, { visits: clock.startOf(clock.dayOf(visits)) }, clock);
        expect(shoppingHour(folded.visited, clock)).toBe(shoppingHour(visited, clock));
      }),
    );
  });
});

it("the hour is what clocks show, also on days when they change", () => {
  const shown = (zone: string, ...instants: number[]) => instants.map(clockIn(zone, instants[0]!).hourOf);
  const [march, october] = [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)];
  expect(shown("Europe/Berlin", march, march + HOUR - 1, march + HOUR, march + 16 * HOUR)).toEqual([
    1, 1, 3, 18,
  ]);
  expect(shown("Europe/Berlin", october + 0.5 * HOUR, october + 1.5 * HOUR, october + 2 * HOUR)).toEqual([
    2, 2, 3,
  ]);
  expect(shown("Asia/Kolkata", march + 18 * HOUR + 29 * MINUTE, march + 18 * HOUR + 30 * MINUTE)).toEqual([
    23, 0,
  ]);
});
