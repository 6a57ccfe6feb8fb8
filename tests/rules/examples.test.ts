/** The reference's examples, each for somebody whom it holds for and somebody else, in every reader, on a real D1. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributesOf } from "../../core/attributes/standard";
import { program } from "../../core/rules/compile";
import { describe as describeRule } from "../../core/rules/describe";
import { EXAMPLE_NOW } from "../../core/rules/operator";
import { parseRule } from "../../core/rules/parse";
import { holds } from "../../core/rules/residual";
import { splitter } from "../../core/rules/split";
import { why } from "../../core/rules/why";
import { english } from "../../core/rules/words/en";
import { clockIn } from "../../core/time/zone";
import { type TestDatabase, testDatabase } from "../support/d1";
import { EXAMPLES, OWN, SEGMENTS } from "./examples";
import { aProfile, selected, store, ZONE } from "./people";

const attributes = attributesOf(OWN);
const isLive = (rule: unknown) => JSON.stringify(rule).includes('"live"');
const people = EXAMPLES.map(({ holds, fails }, i) =>
  [holds, fails].map((facts, j) => aProfile(`${i}-${j ? "fails" : "holds"}`, facts)),
);

describe("an example of the reference", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributes, people.flat());
  });
  afterAll(() => database.stop());

  it.each(EXAMPLES.map((example, i) => ({ ...example, i })))(
    "$sentence",
    async ({ rule, words, i, ...example }) => {
      const live = isLive(rule);
      const parsed = parseRule(rule, { attributes, hasSegment: (id) => id in SEGMENTS, live });
      expect(parsed).toEqual({ rule });
      expect(
        describeRule(rule, {
          words: english,
          attributes,
          segment: (id) => SEGMENTS[id as "newsletter"],
          product: (id) => id,
          message: () => "Welcome",
          amount: (minor) => `€${minor / 100}`,
        }),
      ).toBe(words);

      for (const [answer, facts, person] of [
        [true, example.holds, people[i]![0]!],
        [false, example.fails, people[i]![1]!],
      ] as const) {
        const memberOf = (segment: string) => segment in person.memberships;
        const context = { attributes, clock: clockIn(ZONE, EXAMPLE_NOW), memberOf, live: facts.live ?? {} };
        expect(why(rule, person, context).holds).toBe(answer);
        const shared = program(context);
        const split = splitter(shared, rule);
        shared.load(person, EXAMPLE_NOW, memberOf);
        const left = split();
        expect(typeof left === "boolean" ? left : holds(left, context.live)).toBe(answer);
        if (live) continue;
        const ids = await selected(database.db, attributes, rule, EXAMPLE_NOW);
        expect(ids.includes(person.id)).toBe(answer);
      }
    },
  );
});
