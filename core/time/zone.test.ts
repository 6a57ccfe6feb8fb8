import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockIn, DAY, HOUR, isTimeZone, monthsBefore, parseDay, printDay } from "./zone";

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "UTC",
  "Australia/Lord_Howe",
];
const instant = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2035, 0, 1) });

describe("days of a time zone", () => {
  it("hold their own instants, from the first to the last, whatever the clocks do", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (zone, at) => {
        const clock = clockIn(zone, at);
        const start = clock.startOf(clock.today);
        expect(clock.dayOf(start)).toBe(clock.today);
        expect(clock.dayOf(start - 1)).toBeLessThan(clock.today);
        expect(start).toBeLessThanOrEqual(at);
        expect(clock.startOf(clock.today + 1)).toBeGreaterThan(at);
      }),
      { numRuns: 2000 },
    );
  });

  it("have 23 and 25 hours when the clocks change in Berlin", () => {
    const clock = clockIn("Europe/Berlin", 0);
    const hours = (day: string) => (clock.startOf(parseDay(day)! + 1) - clock.startOf(parseDay(day)!)) / HOUR;
    expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-11-23")]).toEqual([23, 25, 24]);
  });

  it("begin at one o'clock where midnight is skipped", () => {
    // São Paulo, 4 November 2018: clocks went from 0:00 to 1:00.
    const clock = clockIn("America/Sao_Paulo", 0);
    expect(new Date(clock.startOf(parseDay("2018-11-04")!)).toISOString()).toBe("2018-11-04T03:00:00.000Z");
  });

  it("are one fewer where a date was skipped", () => {
    // Samoa had no 30 December 2011.
    const clock = clockIn("Pacific/Apia", Date.UTC(2011, 11, 30, 9, 59));
    expect(printDay(clock.today)).toBe("2011-12-29");
    clock.set(Date.UTC(2011, 11, 30, 10));
    expect(printDay(clock.today)).toBe("2011-12-31");
  });

  it("say whether another day began", () => {
    const clock = clockIn("Europe/Berlin", Date.UTC(2026, 10, 23, 22, 59));
    expect([clock.set(Date.UTC(2026, 10, 23, 22, 59, 59)), clock.set(Date.UTC(2026, 10, 23, 23))]).toEqual([
      false,
      true,
    ]);
  });
});

describe("months back", () => {
  it("end at the month's last day", () => {
    const back = (day: string, months: number) => printDay(monthsBefore(parseDay(day)!, months));
    expect(back("2026-03-31", 1)).toBe("2026-02-28");
    expect(back("2024-03-31", 1)).toBe("2024-02-29");
    expect(back("2026-01-15", 13)).toBe("2024-12-15");
    expect(back("2026-11-30", -3)).toBe("2027-02-28");
  });

  it("never overtake one another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: -24, max: 240 }), (day, months) => {
        expect(monthsBefore(day, months)).toBeLessThanOrEqual(monthsBefore(day + 1, months));
      }),
    );
  });
});

describe("calendar dates", () => {
  it("are read only when they exist", () => {
    expect(parseDay("2024-02-29")).toBe(Date.UTC(2024, 1, 29) / DAY);
    for (const wrong of ["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "", "tomorrow"])
      expect(parseDay(wrong)).toBeUndefined();
  });

  it("belong to zones that exist", () => {
    expect([isTimeZone("Europe/Vienna"), isTimeZone("Mars/Olympus")]).toEqual([true, false]);
  });
});
