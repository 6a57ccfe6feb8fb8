/** Behaviour at its edges: named examples, in evaluation, on a real D1, and as time goes on. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributesOf } from "../../core/attributes/standard";
import { program } from "../../core/rules/compile";
import { EXAMPLE_NOW as NOW } from "../../core/rules/operator";
import { parseRule } from "../../core/rules/parse";
import type { DidRule, Rule } from "../../core/rules/rule";
import { why } from "../../core/rules/why";
import { clockIn, DAY, HOUR, MINUTE } from "../../core/time/zone";
import { type TestDatabase, testDatabase } from "../support/d1";
import { aProfile, selected, store, ZONE } from "./people";

const attributes = attributesOf([]);
const visit = (started: number, seen: number) => ({
  visit_started_at: NOW - started,
  last_seen_at: NOW - seen,
});

const cases: [what: string, facts: Parameters<typeof aProfile>[1], rule: Rule, holds: boolean][] = [
  ["a sum of nothing is 0", {}, { did: "bought", sum: { of: "amount", lessThan: 1 } }, true],
  [
    "a missing amount counts 0",
    { did: { bought: [{ at: NOW - HOUR }, { at: NOW - DAY, amount: 500 }] } },
    { did: "bought", sum: { of: "amount", exactly: 500 } },
    true,
  ],
  [
    "parts of pieces add up exactly",
    {
      did: {
        bought: [
          { at: NOW - HOUR, quantity: 0.1 },
          { at: NOW - DAY, quantity: 0.2 },
        ],
      },
    },
    { did: "bought", sum: { of: "quantity", exactly: 0.3 } },
    true,
  ],
  [
    "a sum looks at its timeframe only",
    {
      did: {
        ordered: [
          { at: NOW - HOUR, amount: 500 },
          { at: NOW - 9 * DAY, amount: 500 },
        ],
      },
    },
    { did: "ordered", sum: { of: "amount", atLeast: 501 }, during: { inTheLast: [8, "days"] } },
    false,
  ],
  [
    "what was bought together is one last occurrence",
    {
      did: {
        bought: [
          { at: NOW - HOUR, amount: 300 },
          { at: NOW - HOUR, amount: 200 },
          { at: NOW - DAY, amount: 1 },
        ],
      },
    },
    { did: "bought", which: "last", sum: { of: "amount", exactly: 500 } },
    true,
  ],
  [
    "the last of these items, not of all",
    {
      did: {
        bought: [
          { at: NOW - HOUR, category: "socks" },
          { at: NOW - 9 * DAY, category: "tents" },
        ],
      },
    },
    { did: "bought", items: { categories: ["Tents"] }, which: "last", during: { moreThanAgo: [8, "days"] } },
    true,
  ],
  [
    "at the very same instant is not after",
    { did: { ordered: [{ at: NOW - HOUR }], visited: [{ at: NOW - HOUR }] } },
    { did: "ordered", after: { did: "visited" } },
    false,
  ],
  [
    "within an hour after: to the millisecond",
    { did: { ordered: [{ at: NOW - HOUR }], visited: [{ at: NOW - 2 * HOUR }] } },
    { did: "ordered", after: { did: "visited", within: [1, "hours"] } },
    true,
  ],
  [
    "and not one more",
    { did: { ordered: [{ at: NOW - HOUR }], visited: [{ at: NOW - 2 * HOUR - 1 }] } },
    { did: "ordered", after: { did: "visited", within: [1, "hours"] } },
    false,
  ],
  [
    "after the first occurrence, not the nearest",
    { did: { ordered: [{ at: NOW - HOUR }], visited: [{ at: NOW - 2 * HOUR }, { at: NOW - 9 * HOUR }] } },
    { did: "ordered", after: { did: "visited", which: "first", within: [2, "hours"] } },
    false,
  ],
  [
    "names are compared without case and accents",
    { did: { searched: [{ at: NOW - HOUR, name: "Crème BRÛLÉE" }] } },
    {
      all: [
        { did: "searched", named: "creme brulee" },
        { did: "searched", named: { contains: "É" } },
      ],
    },
    true,
  ],
  [
    "a name is not its beginning",
    { did: { viewed_page: [{ at: NOW - HOUR, name: "/sale/tents" }] } },
    { did: "viewed_page", named: "/sale" },
    false,
  ],
  [
    "this visit lasts 30 minutes without anything",
    { attributes: visit(HOUR, 30 * MINUTE), did: { viewed_page: [{ at: NOW - HOUR }] } },
    { did: "viewed_page", during: { thisVisit: true } },
    true,
  ],
  [
    "then it is over",
    { attributes: visit(HOUR, 30 * MINUTE + 1), did: { viewed_page: [{ at: NOW - HOUR }] } },
    { did: "viewed_page", during: { thisVisit: true } },
    false,
  ],
  [
    "what was before it does not count",
    { attributes: visit(HOUR, MINUTE), did: { viewed_page: [{ at: NOW - HOUR - 1 }] } },
    { did: "viewed_page", during: { thisVisit: true } },
    false,
  ],
];

describe("behaviour", () => {
  let database: TestDatabase;
  const people = cases.map(([, facts], i) => aProfile(`p${i}`, facts));
  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributes, people);
  });
  afterAll(() => database.stop());

  it.each(cases.map((one, i) => [...one, i] as const))("%s", async (_, __, rule, holds, i) => {
    expect(parseRule(rule, { attributes, hasSegment: () => false, live: false })).toEqual({ rule });
    const context = { attributes, clock: clockIn(ZONE, NOW), memberOf: () => false };
    expect(why(rule, people[i]!, context).holds).toBe(holds);
    for (const [asked, answer] of [
      [rule, holds],
      [{ not: rule }, !holds],
    ] as const)
      expect((await selected(database.db, attributes, asked, NOW)).includes(`p${i}`)).toBe(answer);
  });
});

describe("time alone", () => {
  const at = (rule: DidRule, facts: Parameters<typeof aProfile>[1]) => {
    const shared = program({ attributes, clock: clockIn(ZONE, NOW) });
    const answer = shared.add(rule);
    const person = aProfile("p", facts);
    return (now: number) => {
      shared.load(person, now);
      return { answer: answer(), next: shared.nextChange() };
    };
  };

  it("ends a visit, and is known to", () => {
    const rule: DidRule = { did: "viewed_page", during: { thisVisit: true } };
    const look = at(rule, { attributes: visit(HOUR, MINUTE), did: { viewed_page: [{ at: NOW - HOUR }] } });
    const over = NOW + 29 * MINUTE + 1;
    expect(look(NOW)).toEqual({ answer: true, next: over });
    expect(look(over - 1).answer).toBe(true);
    expect(look(over)).toEqual({ answer: false, next: Infinity });
  });

  it("moves the last occurrence out of its timeframe, and no other", () => {
    const rule: DidRule = { did: "ordered", which: "last", during: { inTheLast: [2, "hours"] } };
    const look = at(rule, { did: { ordered: [{ at: NOW - 2 * HOUR }, { at: NOW - HOUR }] } });
    const over = NOW + HOUR + 1;
    expect(look(NOW)).toEqual({ answer: true, next: over });
    expect(look(over)).toEqual({ answer: false, next: Infinity });
  });

  it("is not asked for what did not come after", () => {
    const rule: DidRule = { did: "ordered", after: { did: "visited" }, during: { inTheLast: [2, "hours"] } };
    const look = at(rule, { did: { ordered: [{ at: NOW - HOUR }], visited: [{ at: NOW - MINUTE }] } });
    expect(look(NOW)).toEqual({ answer: false, next: Infinity });
  });
});

describe("why", () => {
  const fact = (rule: DidRule) => {
    const person = aProfile("p", {
      did: {
        ordered: [
          { at: NOW - DAY, amount: 700, quantity: 1.5 },
          { at: NOW - 3 * DAY, amount: 300, quantity: 1 },
        ],
      },
    });
    const told = why(rule, person, { attributes, clock: clockIn(ZONE, NOW), memberOf: () => false });
    return "fact" in told ? told.fact : undefined;
  };

  it("tells how often, how much, or when it was first or last", () => {
    expect(fact({ did: "ordered" })).toBe(2);
    expect(fact({ did: "ordered", sum: { of: "amount", atLeast: 1 } })).toBe(1000);
    expect(fact({ did: "ordered", sum: { of: "quantity", atLeast: 1 } })).toBe(2.5);
    expect(fact({ did: "ordered", which: "last", during: { inTheLast: [1, "hours"] } })).toBe(NOW - DAY);
    expect(fact({ did: "bought", which: "first" })).toBeUndefined();
  });
});
