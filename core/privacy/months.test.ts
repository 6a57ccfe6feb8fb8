import { expect, test } from "vitest";
import { monthsBefore } from "./months";

test.each([
  ["2026-11-27T09:30:00Z", 6, "2026-05-27T09:30:00Z"],
  ["2026-03-31T00:00:00Z", 1, "2026-02-28T00:00:00Z"],
  ["2024-03-31T00:00:00Z", 1, "2024-02-29T00:00:00Z"],
  ["2026-01-15T00:00:00Z", 13, "2024-12-15T00:00:00Z"],
])("%s, %i months earlier, is %s", (from, months, expected) => {
  expect(new Date(monthsBefore(Date.parse(from), months)).getTime()).toBe(Date.parse(expected));
});
