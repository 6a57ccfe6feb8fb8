import { expect, test } from "vitest";
import { randomId, regionOf } from "./identity";

/** Minutes west of Greenwich in a zone, as `getTimezoneOffset` gives them there. */
function west(zone: string, month: number): number {
  const at = new Date(Date.UTC(2026, month, 1, 12));
  const there = new Date(at.toLocaleString("en-US", { timeZone: zone, hour12: false }));
  const here = new Date(at.toLocaleString("en-US", { timeZone: "UTC", hour12: false }));
  return (here.getTime() - there.getTime()) / 60_000;
}

test.each([
  ["Europe/Berlin", "weur"],
  ["Europe/Lisbon", "weur"],
  ["Atlantic/Reykjavik", "weur"],
  ["Europe/Helsinki", "eeur"],
  ["Europe/Moscow", "eeur"],
  ["America/New_York", "enam"],
  ["America/Chicago", "enam"],
  ["America/Halifax", "enam"],
  ["America/Los_Angeles", "wnam"],
  ["America/Denver", "wnam"],
  ["America/Sao_Paulo", "sam"],
  ["America/Santiago", "sam"],
  ["America/Bogota", "sam"],
  ["America/Argentina/Buenos_Aires", "sam"],
  ["Africa/Lagos", "afr"],
  ["Africa/Cairo", "afr"],
  ["Asia/Dubai", "me"],
  ["Asia/Jerusalem", "me"],
  ["Asia/Tokyo", "apac"],
  ["Asia/Kolkata", "apac"],
  ["Australia/Sydney", "oc"],
  ["Pacific/Auckland", "oc"],
  ["UTC", "weur"],
])("%s is homed in %s", (zone, region) => expect(regionOf(zone, west(zone, 0), west(zone, 6))).toBe(region));

test("ids are as long as the wire wants them, and differ", () => {
  const ids = Array.from({ length: 1000 }, () => randomId(22));
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
});
