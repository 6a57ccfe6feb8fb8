/** A segment's fingerprint changes with all that decides who is in it, and with nothing else. */
import { expect, test } from "vitest";
import { attributesOf } from "../attributes/standard";
import { type Decisive, fingerprintsOf } from "./fingerprints";
import { setIdOf } from "./items";
import { rankKey } from "./ranks";
import type { Rule } from "./rule";

const top = { rank: "spent", top: { percent: 10 } } as const;
const brand = { brand: ["Skarv"] };
const rules: Record<string, Rule> = {
  // Refers to what comes later in the list.
  both: { all: [{ segment: "buyers" }, { segment: "vip" }] },
  buyers: { attribute: "orders", is: "atLeast", value: 2 },
  best: top,
  fans: { not: { did: "bought", items: brand } },
  tier: { attribute: "tier", is: "known" },
  newsletter: { segment: "told" },
};
const decisive = (change: Partial<Decisive> & { rules?: Record<string, Rule> } = {}): Decisive => ({
  segments: Object.entries({ ...rules, ...change.rules }).map(([id, rule]) => ({ id, rule })),
  attributes: attributesOf([{ key: "tier", label: "Tier", group: "Other", type: "number" }]),
  cutoffs: new Map([[rankKey(top), 100]]),
  itemSets: { [setIdOf(brand)]: { products: ["p1"] } },
  timeZone: "Europe/Berlin",
  ...change,
});
const changedBy = (change: Parameters<typeof decisive>[0]): string[] => {
  const before = new Map(fingerprintsOf(decisive()));
  return fingerprintsOf(decisive(change)).flatMap(([id, one]) => (before.get(id) === one ? [] : [id]));
};

test.each<[string, Parameters<typeof decisive>[0], string[]]>([
  ["nothing", {}, []],
  [
    "a rule, and so those that refer to it",
    { rules: { buyers: { attribute: "orders", is: "atLeast", value: 3 } } },
    ["buyers", "both"],
  ],
  ["a new segment", { rules: { late: { any: [] } } }, ["late"]],
  ["where a rank draws its line", { cutoffs: new Map([[rankKey(top), 90]]) }, ["best"]],
  ["what a filter finds", { itemSets: { [setIdOf(brand)]: { products: ["p1", "p2"] } } }, ["fans"]],
  [
    "the type of an attribute",
    { attributes: attributesOf([{ key: "tier", label: "Tier", group: "Other", type: "shortText" }]) },
    ["tier"],
  ],
  [
    "what type an attribute had before",
    {
      attributes: attributesOf([
        { key: "tier", label: "Tier", group: "Other", type: "number", formerly: ["shortText"] },
      ]),
    },
    ["tier"],
  ],
  ["what a told segment is", { rules: { told: { all: [] } } }, ["newsletter", "told"]],
  ["the time zone", { timeZone: "Asia/Tokyo" }, ["buyers", "both", "best", "fans", "tier", "newsletter"]],
])("%s", (_, change, expected) => {
  expect(changedBy(change).sort()).toEqual(expected.sort());
});

test("a table's column of dates and types decide what its rows say; its name does not", () => {
  const segments = [{ id: "cats", rule: { has: "pets" } as const }];
  const pets = (change: object) => ({
    ...decisive(),
    segments,
    attributes: attributesOf(
      [],
      [
        {
          ...{
            key: "pets",
            label: "Pets",
            id: "tag",
            columns: [{ key: "tag", label: "Tag", type: "shortText" }],
          },
          ...change,
        },
      ],
    ),
  });
  const before = fingerprintsOf(pets({}));
  expect(fingerprintsOf(pets({ label: "Animals" }))).toEqual(before);
  expect(fingerprintsOf(pets({ date: "tag" }))).not.toEqual(before);
});

test("one that is referred to stands before those that refer to it", () => {
  const order = fingerprintsOf(decisive()).map(([id]) => id);
  expect(order.indexOf("buyers")).toBeLessThan(order.indexOf("both"));
});
