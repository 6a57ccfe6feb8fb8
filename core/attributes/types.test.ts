import { describe, expect, it } from "vitest";
import { clockIn, DAY, parseDay } from "../time/zone";
import { type AttributeType, attributeTypes, readAttribute } from "./types";

const at = (zone: string) => clockIn(zone, Date.UTC(2026, 10, 27));
const read = (type: AttributeType, raw: unknown, zone = "America/New_York") => {
  const found = readAttribute({ type }, raw, at(zone));
  return "value" in found ? found.value : found.reason;
};
const day = (text: string) => parseDay(text)! * DAY;

describe("a date", () => {
  it.each(["Pacific/Honolulu", "America/New_York", "UTC", "Asia/Kolkata", "Pacific/Kiritimati"])(
    "that is a day is that day in %s, also when it is given back as it is stored",
    (zone) => {
      for (const text of ["2026-11-27", "1990-05-17", "0000-01-01", "9999-12-31"]) {
        const stored = read("date", ` ${text} `, zone);
        expect(stored).toBe(day(text));
        expect(read("date", stored, zone)).toBe(stored);
      }
    },
  );

  it("that is an instant is its day in the shop", () => {
    for (const raw of ["2026-11-27T03:30:00Z", "2026-11-27T04:30+01:00", Date.UTC(2026, 10, 27, 3, 30)]) {
      expect(read("date", raw, "America/New_York")).toBe(day("2026-11-26"));
      expect(read("date", raw, "Europe/Berlin")).toBe(day("2026-11-27"));
    }
    expect(read("date", "2026-11-27T23:59", "Pacific/Kiritimati")).toBe(day("2026-11-27"));
  });
});

describe("a date and time", () => {
  it("is an instant; of a day, its first in the shop; without an offset, by the shop's clocks", () => {
    expect(read("dateTime", "2026-11-27T09:30:00Z")).toBe(Date.UTC(2026, 10, 27, 9, 30));
    expect(read("dateTime", 1_795_768_200_000.4)).toBe(1_795_768_200_000);
    expect(read("dateTime", "2026-11-27")).toBe(Date.UTC(2026, 10, 27, 5));
    expect(read("dateTime", "2026-11-27T09:30")).toBe(Date.UTC(2026, 10, 27, 14, 30));
    expect(read("dateTime", "2026-07-27T09:30")).toBe(Date.UTC(2026, 6, 27, 13, 30));
  });
});

it.each(["date", "dateTime"] as const)("a %s is refused when it is none", (type) => {
  const none = ["", "soon", "2026-02-30", "2026-13-01T00:00Z", "2026-11-27T", true, {}, null];
  for (const raw of [...none, Number.NaN, Infinity, 1e300, Date.parse("9999-12-31") + DAY, ["2026-11-27"]])
    expect(read(type, raw)).toMatch(/^must be a date such as/);
});

it("every type refuses with a reason what it cannot read, whatever that is", () => {
  for (const type of Object.keys(attributeTypes) as AttributeType[])
    for (const raw of [null, undefined, {}, [{}], () => 1]) expect(read(type, raw)).toMatch(/^must be/);
});
