/** Rules of the greatest size that the limits allow, on a real D1: they fit into a statement and answer the same. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Profile } from "../../core/profiles/profile";
import { MOST_CELLS as CELLS } from "../../core/rules/has-parse";
import { LIMITS, parseRule } from "../../core/rules/parse";
import type { DidRule, HasRule, Rule } from "../../core/rules/rule";
import { render, toSql } from "../../core/rules/sql";
import { clockIn } from "../../core/time/zone";
import { type TestDatabase, testDatabase } from "../support/d1";
import { attributes, NOW, profile } from "./arbitrary";
import { evaluated, SHOP, selected, store, ZONE } from "./people";

const SEED = 7;
const people: Profile[] = fc
  .sample(fc.tuple(...Array.from({ length: 40 }, (_, i) => profile(`p${i}`))), { seed: SEED, numRuns: 1 })
  .flat();
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await store(database.db, attributes, people);
});
afterAll(() => database.stop());

/** Each different, none of them shared. */
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const behaviour = (i: number): DidRule => ({
  did: "bought",
  items: { categories: ["Tents", `category ${i}`] },
  after: {
    did: "viewed_product",
    items: { ids: ["p1", `product ${i}`] },
    which: i % 2 ? "first" : "last",
    within: [1 + i, "days"],
  },
  which: i % 3 ? "last" : "first",
  sum: { of: "quantity", between: [0, 1 + i] },
  during: i % 5 ? { betweenAgo: [i, 60 + i, "days"] } : { thisVisit: true },
});
const named = (i: number): DidRule => ({
  did: "searched",
  named: { contains: `quiz ${i}` },
  after: { did: "saw_message", named: `message ${i}` },
  times: { atMost: i },
  during: { inTheLast: [i, "months"] },
});
// Without a column and with an answer for what is not known: the longest there is.
const fact = (i: number): Rule => ({ attribute: "colour", is: "noneOf", value: ["Zürich", `text ${i}`] });
const behaviours = times(LIMITS.behaviours, (i) => (i % 4 ? behaviour(i) : named(i)));
const facts = times(LIMITS.conditions - LIMITS.behaviours, fact);
const nested = (levels: number, rule: Rule): Rule => {
  if (levels === 0) return rule;
  const inner = nested(levels - 1, rule);
  return levels % 3 === 0 ? { not: inner } : levels % 3 === 1 ? { all: [inner] } : { any: [inner] };
};

/** Every cell condition has an answer for what is not known. */
const row = (i: number): HasRule => ({
  has: "pets",
  where: times(CELLS, (j) => ({ column: "species", is: "noneOf", value: ["Zürich", `text ${i} ${j}`] })),
  sum: { of: "weight", between: [-i, i] },
  during: { betweenAgo: [i, 60 + i, "days"] },
});

const rules: [name: string, rule: Rule][] = [
  [
    "all of 150 conditions, 30 of them on rows with as many cells as may be",
    { all: [...facts, ...times(LIMITS.behaviours, row)] },
  ],
  ["all of 150 conditions, 30 of them behaviours", { all: [...facts, ...behaviours] }],
  [
    "all of 150 conditions on a sum that is worked out",
    {
      all: times(LIMITS.conditions, (i) => ({
        attribute: "spent_past_year",
        is: "lessThan",
        value: { attribute: "spent", times: 2 + i },
      })),
    },
  ],
  ["any of them", { any: [...behaviours, ...facts] }],
  ["none of them", { not: { any: [...facts, ...behaviours] } }],
  ["groups, 16 deep", nested(LIMITS.depth - 2, { any: [...facts, ...behaviours] })],
  [
    "groups, 16 deep, with conditions on every level",
    times(LIMITS.depth - 1, (i) => i).reduce<Rule>(
      (rule, level) => {
        const parts = [
          rule,
          ...facts.slice(level * 8, level * 8 + 8),
          ...behaviours.slice(level * 2, level * 2 + 2),
        ];
        return level % 2 ? { all: parts } : { any: parts };
      },
      { all: [] },
    ),
  ],
  [
    "a list of 10,000 values",
    { attribute: "country", is: "noneOf", value: ["bern", ...times(9_999, (i) => i.toString(36))] },
  ],
  ["10,000 products", { did: "bought", items: { ids: ["p2", ...times(9_999, (i) => i.toString(36))] } }],
];

it.each(rules)("%s", async (_, rule) => {
  expect(parseRule(rule, { attributes, hasSegment: () => false, live: false })).toEqual({ rule });
  const context = { shop: SHOP, attributes, clock: clockIn(ZONE, NOW) };
  // D1 refuses statements above 100 KB; counting adds the frame around the condition.
  expect(render(toSql(rule, context)).text.length).toBeLessThan(95_000);
  expect(await selected(database.db, attributes, rule, NOW)).toEqual(
    evaluated(people, attributes, rule, NOW),
  );
});
