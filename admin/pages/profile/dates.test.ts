import fc from "fast-check";
import { expect, it } from "vitest";
import { readDate, writeDate } from "./dates";

it("a day is a day in every time zone", () => {
  const birthday = Date.UTC(1990, 1, 3);
  expect(writeDate(birthday, true, "America/New_York")).toBe("1990-02-03");
  expect(readDate("1990-02-03", true, "Asia/Tokyo")).toBe(birthday);
  expect(readDate("1990-02-31", true, "Asia/Tokyo")).toBeUndefined();
});

it("an instant is written by the shop's clock, and read back as the same minute", () => {
  expect(writeDate(Date.UTC(2026, 0, 5, 9, 30), false, "Europe/Berlin")).toBe("2026-01-05T10:30");
  const minutes = fc.integer({ min: 0, max: 3_000_000 }).map((n) => n * 997 * 60_000);
  const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC");
  fc.assert(
    fc.property(minutes, zone, (at, zone) => {
      const written = writeDate(at, false, zone);
      // Where the clocks go back, an hour has two instants.
      expect(writeDate(readDate(written, false, zone)!, false, zone)).toBe(written);
    }),
  );
});
