import { describe, expect, it } from "vitest";
import { type FactShape, formatFact } from "./fact";

const shop = { currency: "EUR", timeZone: "Europe/Berlin" };
const words = (value: Parameters<typeof formatFact>[0], shape: Partial<FactShape> = {}) =>
  formatFact(value, { type: "number", unit: null, calendar: false, ...shape }, shop);

describe("a fact in words", () => {
  it("is money in the shop's currency, time in hours and minutes, a share in percent", () => {
    expect(words(21_610, { unit: "amount" })).toBe("€216.10");
    expect(words(45, { unit: "seconds" })).toBe("45 sec");
    expect(words(1_864, { unit: "seconds" })).toBe("31 min");
    expect(words(4_380, { unit: "seconds" })).toBe("1 hr 13 min");
    expect(words(7_200, { unit: "seconds" })).toBe("2 hr");
    expect(words(50, { unit: "percent" })).toBe("50%");
    expect(words(12_345, { unit: "count" })).toBe("12,345");
  });

  it("tells instants in the shop's zone, and birthdays as the day that they are", () => {
    const newYear = Date.UTC(2026, 0, 1);
    for (const type of ["date", "dateTime"])
      expect(words(newYear - 1_800_000, { type })).toMatch(/^Jan 1, 2026, 12:30.AM$/);
    expect(words(newYear, { type: "date", calendar: true })).toBe("Jan 1, 2026");
  });

  it("names countries and languages, joins lists, says yes, no and not known", () => {
    expect(words("DE", { type: "shortText", key: "country" })).toBe("Germany");
    expect(words("somewhere", { type: "shortText", key: "country" })).toBe("somewhere");
    expect(words("de", { type: "shortText", key: "language" })).toBe("German");
    expect(words(["tents", "stoves"], { type: "multiSelect" })).toBe("tents and stoves");
    expect(words([], { type: "multiSelect" })).toBe("None");
    expect(words(true)).toBe("Yes");
    expect(words(null)).toBe("Not known");
  });

  it("leaves what is masked as it is, whatever its type", () => {
    expect(words("•••", { type: "date", calendar: true })).toBe("•••");
  });
});
