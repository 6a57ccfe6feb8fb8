import { describe, expect, it } from "vitest";
import { clockIn, DAY, parseDay, printDay } from "../time/zone";
import { type Anniversary, returning } from "./anniversaries";
import { dayOf } from "./calendar";

const at = (day: string, zone = "Europe/Berlin") => clockIn(zone, 0).startOf(parseDay(day)!) + 9 * 3_600_000;
const born = (day: string) => parseDay(day)! * DAY;
const holds = (date: number, anniversary: Anniversary, today: string, calendar = true) =>
  returning(anniversary, clockIn("Europe/Berlin", at(today)), calendar).holds(date);

describe("an anniversary", () => {
  it("of 29 February is on the 28th in common years, on the day itself in leap years", () => {
    const leapling = born("2000-02-29");
    const today: Anniversary = { inTheNext: [0, "days"] };
    expect(holds(leapling, today, "2027-02-28")).toBe(true);
    expect(holds(leapling, today, "2027-03-01")).toBe(false);
    expect(holds(leapling, today, "2028-02-28")).toBe(false);
    expect(holds(leapling, today, "2028-02-29")).toBe(true);
    expect(holds(leapling, { on: "02-28" }, "2027-06-01")).toBe(true);
    expect(holds(leapling, { on: "02-28" }, "2028-06-01")).toBe(false);
    expect(holds(leapling, { on: "02-29" }, "2028-06-01")).toBe(true);
    expect(holds(leapling, { inMonth: 2 }, "2027-06-01")).toBe(true);
  });

  it("is ahead across the turn of the year", () => {
    expect(holds(born("1990-01-02"), { inTheNext: [7, "days"] }, "2026-12-28")).toBe(true);
    expect(holds(born("1990-01-05"), { inTheNext: [7, "days"] }, "2026-12-28")).toBe(false);
    expect(holds(born("1990-12-31"), { exactlyAgo: [3, "days"] }, "2027-01-03")).toBe(true);
  });

  it("begins a year after the date", () => {
    expect(holds(born("2026-05-17"), { inTheLast: [1, "months"] }, "2026-05-20")).toBe(false);
    expect(holds(born("2026-05-17"), { inTheLast: [1, "months"] }, "2027-05-20")).toBe(true);
  });

  it("of an instant is on its day in the shop's zone", () => {
    const lateInBerlin = Date.UTC(2025, 4, 16, 22, 30);
    expect(holds(lateInBerlin, { on: "05-17" }, "2026-01-01", false)).toBe(true);
    expect(holds(lateInBerlin, { on: "05-16" }, "2026-01-01", false)).toBe(false);
  });

  const kinds: Anniversary[] = [
    { inTheNext: [0, "days"] },
    { inTheNext: [10, "days"] },
    { inTheNext: [365, "days"] },
    { inTheNext: [1, "months"] },
    { inTheLast: [2, "weeks"] },
    { inTheLast: [12, "months"] },
    { exactlyAgo: [1, "months"] },
    { exactlyAgo: [3, "days"] },
    { inMonth: 2 },
    { on: "02-28" },
    { on: "02-29" },
  ];
  it.each(kinds)("%j changes on no day before the one foretold, over five years", (anniversary) => {
    // Midnight is skipped on the day that summer begins.
    const zone = "America/Santiago";
    for (const date of ["2000-02-29", "1990-02-28", "1990-12-31", "2023-09-03", "1990-01-31", "2026-03-15"]) {
      for (const calendar of [true, false]) {
        const clock = clockIn(zone, at("2023-01-01", zone));
        const fact = calendar ? born(date) : clock.startOf(parseDay(date)!);
        expect(printDay(dayOf(fact, clock, calendar))).toBe(date);
        const ready = returning(anniversary, clock, calendar);
        let foretold = ready.nextChange(fact);
        let before = ready.holds(fact);
        for (let day = clock.today + 1; day < parseDay("2028-06-01")!; day++) {
          clock.set(clock.startOf(day));
          ready.refresh();
          const now = ready.holds(fact);
          if (now !== before) expect(foretold, `${date} on ${printDay(day)}`).toBe(clock.now);
          if (foretold <= clock.now) foretold = ready.nextChange(fact);
          else expect(ready.nextChange(fact)).toBe(foretold);
          before = now;
        }
      }
    }
  });
});
