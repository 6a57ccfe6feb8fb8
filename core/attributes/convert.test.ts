import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "../rules/rule";
import { clockIn, DAY } from "../time/zone";
import { changesReading, convert, earlierNames, isAmbiguous, type Kept, storedName } from "./convert";
import { type AttributeType, attributeTypes, readAttribute } from "./types";

const types = Object.keys(attributeTypes) as AttributeType[];
const CLOCK = clockIn("Europe/Berlin", Date.UTC(2026, 10, 23));
const COLOURS = ["Red", "Grün", "Sky blue"];
const option = fc.constantFrom(...COLOURS);
const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => one.trim() === one);

/** Values as people may have them, under each type. */
const valid: Record<AttributeType, fc.Arbitrary<Value>> = {
  number: fc
    .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .filter((n) => !Object.is(n, -0)),
  date: fc
    .integer({ min: Date.UTC(1000, 0) / DAY, max: Date.UTC(9999, 11, 30) / DAY })
    .map((day) => day * DAY),
  dateTime: fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(9999, 11, 30) }),
  radio: option,
  singleSelect: option,
  checkboxes: fc.uniqueArray(option, { minLength: 1 }),
  multiSelect: fc.uniqueArray(option, { minLength: 1 }),
  shortText: text,
  longText: text,
  place: fc
    .tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -18000, max: 18000 }))
    .map(([lat, lon]) => `${lat / 100},${lon / 100}`),
  yesNo: fc.boolean(),
};
const typed = fc.constantFrom(...types).chain((type) => valid[type].map((value) => ({ type, value })));
const as = (type: AttributeType, formerly: AttributeType[] = [type]): Kept => ({
  type,
  formerly,
  options: attributeTypes[type].options ? COLOURS : [],
});

describe("a kept value", () => {
  it("never makes its reader fail, whatever it is, and what is read fits the type", () => {
    const anything = fc.oneof(
      fc.anything(),
      typed.map(({ value }) => value),
      fc.constantFrom(1e300, Number.NaN, "0x", ",", [""], ["a", 1]),
    );
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom(...types),
        fc.array(fc.constantFrom(...types)),
        (kept, type, formerly) => {
          const value = convert(kept, as(type, formerly), CLOCK);
          if (value !== undefined) expect(readAttribute(as(type), value, CLOCK)).toEqual({ value });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("comes back as it was when the type does", () => {
    fc.assert(
      fc.property(typed, fc.array(fc.constantFrom(...types)), ({ type, value }, between) => {
        fc.pre(!isAmbiguous([type, ...between]));
        expect(convert(value, as(type, [type, ...between]), CLOCK)).toEqual(value);
      }),
    );
  });

  it("survives the way to a wider type and back", () => {
    const wider: [AttributeType, AttributeType][] = [
      ["number", "shortText"],
      ["date", "shortText"],
      ["dateTime", "shortText"],
      ["place", "longText"],
      ["yesNo", "shortText"],
      ["shortText", "longText"],
      ["singleSelect", "multiSelect"],
      ["radio", "checkboxes"],
      ["multiSelect", "shortText"],
      ["singleSelect", "shortText"],
    ];
    for (const [narrow, wide] of wider)
      fc.assert(
        fc.property(valid[narrow], (value) => {
          const there = convert(value, as(wide, [narrow]), CLOCK);
          expect(there, `${narrow} as ${wide}`).toBeDefined();
          expect(convert(there, as(narrow, [narrow, wide]), CLOCK), `${narrow} of ${wide}`).toEqual(value);
        }),
      );
  });
});

describe("reads", () => {
  const cases: [kept: Value, from: AttributeType, to: AttributeType, value: Value | undefined][] = [
    ["42", "shortText", "number", 42],
    ["about 42", "shortText", "number", undefined],
    [42, "number", "shortText", "42"],
    ["2026-11-27", "shortText", "date", Date.UTC(2026, 10, 27)],
    ["next week", "shortText", "date", undefined],
    [Date.UTC(2026, 10, 27), "date", "shortText", "2026-11-27"],
    [Date.UTC(2026, 10, 27, 9, 30), "dateTime", "longText", "2026-11-27T09:30:00.000Z"],
    [Date.UTC(2026, 10, 27, 23, 30), "dateTime", "date", Date.UTC(2026, 10, 28)],
    ["2026-11-27T09:30", "shortText", "dateTime", Date.UTC(2026, 10, 27, 8, 30)],
    ["red", "shortText", "singleSelect", "Red"],
    ["GRUN", "shortText", "radio", "Grün"],
    ["green", "shortText", "radio", undefined],
    ["Red", "singleSelect", "multiSelect", ["Red"]],
    ["red, sky blue", "shortText", "multiSelect", ["Red", "Sky blue"]],
    ["red, mauve", "shortText", "multiSelect", undefined],
    [["Red"], "multiSelect", "singleSelect", "Red"],
    [["Red", "Grün"], "multiSelect", "singleSelect", undefined],
    [["Red", "Grün"], "multiSelect", "shortText", "Red, Grün"],
    [["Red", "Gone"], "multiSelect", "multiSelect", ["Red"]],
    [["Gone"], "multiSelect", "multiSelect", undefined],
    ["Gone", "radio", "radio", undefined],
    [true, "yesNo", "shortText", "yes"],
    ["No", "shortText", "yesNo", false],
    ["x".repeat(501), "longText", "shortText", undefined],
    ["47.38, 8.54", "shortText", "place", "47.38,8.54"],
  ];
  it.each(cases)("%j of a %s as a %s: %j", (kept, from, to, value) => {
    expect(convert(kept, as(to, [from]), CLOCK)).toEqual(value);
  });
});

it("knows numbers and dates, which are kept alike, for changes that it cannot make", () => {
  expect(isAmbiguous(["number", "shortText", "date"])).toBe(true);
  expect(isAmbiguous(["date", "shortText"])).toBe(false);
});

it("tells changes after which values read otherwise", () => {
  const two = { type: "radio" as const, options: ["a", "b"] };
  expect(changesReading(two, { type: "radio", options: ["b", "a", "c"] })).toBe(false);
  expect(changesReading(two, { type: "radio", options: ["a"] })).toBe(true);
  expect(changesReading(two, { type: "singleSelect", options: ["a", "b"] })).toBe(true);
  // An option that comes back brings back who had chosen it.
  expect(changesReading({ ...two, formerly: ["radio"] }, { type: "radio", options: ["a", "b", "c"] })).toBe(
    true,
  );
});

it("gives values of each type a name of their own", () => {
  const attribute = { key: "size", formerly: ["shortText", "number"] as AttributeType[] };
  const names = [...earlierNames(attribute), storedName(attribute)];
  expect(names).toEqual(["size", "size@1", "size@1?", "size@2"]);
});
