import { expect, test } from "vitest";
import { instantOf, wallTime } from "./zone-time";

const zone = "Europe/Berlin";

test.each([
  ["2026-11-23T14:05", Date.UTC(2026, 10, 23, 13, 5)],
  ["2026-07-01T00:00", Date.UTC(2026, 5, 30, 22)],
  // The evening before and the morning after the clocks change.
  ["2026-03-28T23:00", Date.UTC(2026, 2, 28, 22)],
  ["2026-03-29T09:00", Date.UTC(2026, 2, 29, 7)],
  ["2026-10-25T09:00", Date.UTC(2026, 9, 25, 8)],
])("%s in Berlin", (wall, instant) => {
  expect(instantOf(wall, zone)).toBe(instant);
  expect(wallTime(instant, zone)).toBe(wall);
});

test("a time that the clocks skip is an hour later, and nonsense is nothing", () => {
  expect(wallTime(instantOf("2026-03-29T02:30", zone)!, zone)).toBe("2026-03-29T03:30");
  expect(instantOf("", zone)).toBeUndefined();
  expect(instantOf("tomorrow", zone)).toBeUndefined();
});
