/** The laws of the rule language, by random rules and people: the three readers agree, and time is foretold. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Profile } from "../../core/profiles/profile";
import { program } from "../../core/rules/compile";
import type { ItemSets } from "../../core/rules/items";
import { holds } from "../../core/rules/residual";
import type { Rule } from "../../core/rules/rule";
import { splitter } from "../../core/rules/split";
import { evaluate } from "../../core/rules/why";
import { clockIn } from "../../core/time/zone";
import { resolveItems } from "../../worker/products/resolve";
import { countPeople } from "../../worker/segments/select";
import { type TestDatabase, testDatabase } from "../support/d1";
import {
  attributes,
  CATALOGUE,
  CUTOFFS,
  DISCOUNTS,
  didRule,
  FILTERS,
  liveFacts,
  messageRule,
  NOW,
  profile,
  SEED,
  segmentLikeRule,
  timeRule,
} from "./arbitrary";
import { storeCatalogue } from "./catalogue";
import { evaluated, SHOP, selected, store, ZONE } from "./people";

const ALL_RULES = Number(process.env.RULES ?? 250);
/** A long run is many runs, each with people and a database of its own: Miniflare bears some thousand calls. */
const PARTS = Math.ceil(ALL_RULES / 2_500);
const RULES = Math.ceil(ALL_RULES / PARTS);
const PEOPLE = 100;
/** Of a machine that does other things too. */
const LONG = { timeout: 60_000 + RULES * 50 };

const seeds = Array.from({ length: PARTS }, (_, part) => SEED + part);
describe.each(seeds)("random rules and people (SEED=%i)", (seed) => {
  let database: TestDatabase;
  let itemSets: ItemSets;
  const people: Profile[] = fc
    .sample(
      fc.tuple(...Array.from({ length: PEOPLE }, (_, i) => profile(`p${String(i).padStart(3, "0")}`))),
      {
        seed,
        numRuns: 1,
      },
    )
    .flat();

  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributes, people);
    await storeCatalogue(database.db, CATALOGUE, DISCOUNTS);
    const rules = FILTERS.map((items): Rule => ({ did: "bought", items }));
    itemSets = await resolveItems(database.db, SHOP, rules, NOW);
  });
  afterAll(() => database.stop());

  it(`evaluates ${RULES} rules over ${PEOPLE} people as SQL selects them`, LONG, async () => {
    await fc.assert(
      fc.asyncProperty(segmentLikeRule, async (rule) => {
        const setting = { cutoffs: CUTOFFS, itemSets };
        expect(await selected(database.db, attributes, rule, NOW, setting)).toEqual(
          evaluated(people, attributes, rule, NOW, setting),
        );
      }),
      { seed, numRuns: RULES },
    );
  });

  it("counts behaviour without looking at people as it counts those whom it holds for", LONG, async () => {
    const setting = { cutoffs: CUTOFFS, itemSets };
    const context = { shop: SHOP, attributes, clock: clockIn(ZONE, NOW), ...setting };
    await fc.assert(
      fc.asyncProperty(didRule, async (rule) => {
        const { counts } = await countPeople(database.db, [rule], context);
        expect(counts).toEqual([evaluated(people, attributes, rule, NOW, setting).length]);
      }),
      { seed, numRuns: Math.ceil(RULES / 2) },
    );
  });

  it("finishes in the page what the edge split", LONG, () => {
    fc.assert(
      fc.property(messageRule, liveFacts, fc.nat(PEOPLE - 1), (rule, live, i) => {
        const person = people[i]!;
        const memberOf = (segment: string) => segment in person.memberships;
        const context = { attributes, clock: clockIn(ZONE, NOW), cutoffs: CUTOFFS, itemSets, memberOf };
        const shared = program(context);
        const split = splitter(shared, rule);
        shared.load(person, NOW, memberOf);
        shared.see(live);
        const left = split();
        expect(typeof left === "boolean" ? left : holds(left, live)).toBe(
          evaluate(rule, person, { ...context, live }),
        );
      }),
      { seed, numRuns: RULES * 20 },
    );
  });

  it("says when time alone can next change the answer: until the instant before, it does not", LONG, () => {
    fc.assert(
      fc.property(fc.oneof(timeRule, segmentLikeRule), fc.nat(PEOPLE - 1), (rule, i) => {
        const person = people[i]!;
        const shared = program({ attributes, clock: clockIn(ZONE, NOW), cutoffs: CUTOFFS, itemSets });
        const answer = shared.add(rule);
        const memberOf = (segment: string) => segment in person.memberships;
        let now = NOW;
        shared.load(person, now, memberOf);
        // Three changes on: an answer foretold too late would have changed before.
        for (let step = 0; step < 3; step++) {
          const before = answer();
          const next = shared.nextChange();
          expect(next).toBeGreaterThan(now);
          if (next === Infinity) return;
          shared.load(person, next - 1, memberOf);
          expect(answer()).toBe(before);
          now = next;
          shared.load(person, now, memberOf);
        }
      }),
      { seed, numRuns: RULES * 20 },
    );
  });
});
