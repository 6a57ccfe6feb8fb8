/** Computed attributes: everybody who works them out, when and how ever, comes to the same, and rules select by it. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attribute } from "../../core/attributes/attribute";
import { isScore } from "../../core/attributes/computed";
import { parseComputed } from "../../core/attributes/computed-parse";
import { attributesOf } from "../../core/attributes/standard";
import { evaluateProfile } from "../../core/profiles/memberships";
import { type Profile, readProfile } from "../../core/profiles/profile";
import { program } from "../../core/rules/compile";
import type { Rule, Value } from "../../core/rules/rule";
import { compileSegments } from "../../core/rules/segments";
import { clockIn } from "../../core/time/zone";
import type { CompiledSnapshot } from "../../worker/visit/snapshot";
import { storeMoves } from "../../worker/visit/store-moves";
import { documentsAfter, evaluate } from "../../worker/visit/stored-people";
import { type TestDatabase, testDatabase } from "../support/d1";
import { CUTOFFS, NOW, own, profile, SEED, SEGMENTS, TABLES } from "./arbitrary";
import { computedAttributes, rulesOver, segmentsOver } from "./arbitrary-computed";
import { event, happen, ITEM_SETS } from "./happenings";
import { evaluated, SHOP, selected, store, ZONE } from "./people";

const RUNS = Number(process.env.RULES ?? 250);
const LONG = { timeout: 60_000 + RUNS * 20 };
const DRAWN = { cutoffs: CUTOFFS, itemSets: ITEM_SETS };

const attributesWith = (computed: readonly Attribute[]) => attributesOf([...own, ...computed], TABLES);
const compile = (computed: readonly Attribute[]) =>
  compileSegments(segmentsOver(computed), attributesWith(computed), clockIn(ZONE, NOW), DRAWN);
const valuesOf = (computed: readonly Attribute[], { attributes }: Profile) =>
  Object.fromEntries(computed.map(({ key }) => [key, attributes[key]]));

/** As somebody who never had any of them. */
function afresh(computed: readonly Attribute[], person: Profile): Profile {
  const fresh = structuredClone(person);
  for (const { key } of computed) delete fresh.attributes[key];
  return fresh;
}

it("are the same whether a signal changed them one by one or they are worked out at once", LONG, () => {
  fc.assert(
    fc.property(
      computedAttributes,
      profile("someone"),
      profile("other"),
      fc.array(event, { minLength: 1, maxLength: 12 }),
      (computed, person, other, events) => {
        const updated = compile(computed);
        const memberOf = (segment: string) => segment in person.memberships;
        const holds: boolean[] = [];
        let now = NOW;
        const ask = () => {
          const before = { ...person.attributes };
          const update = updated.update(person, now, memberOf);
          const fresh = afresh(computed, person);
          const whole = compile(computed).update(fresh, now, memberOf);
          expect(valuesOf(computed, person)).toEqual(valuesOf(computed, fresh));
          for (const i of update.asked ?? update.holds.keys()) holds[i] = update.holds[i] === 1;
          expect(holds).toEqual([...whole.holds].map(Boolean));
          expect(update.nextChange).toBe(whole.nextChange);
          const changed = computed.flatMap(({ key }) =>
            before[key] === person.attributes[key] ? [] : [key],
          );
          expect([...update.computed].sort()).toEqual(changed.sort());
        };
        ask();
        for (const happened of events) {
          now = happen(happened, person, other, now, new Set(computed.map(({ key }) => key)));
          ask();
        }
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});

it("are what conditions find when they ask for the same, and nothing changes before its time", LONG, () => {
  fc.assert(
    fc.property(computedAttributes, profile("someone"), (computed, person) => {
      const segments = compile(computed);
      const update = segments.update(person, NOW, (segment) => segment in person.memberships);
      const asked = program({ attributes: attributesWith(computed), clock: clockIn(ZONE, NOW), ...DRAWN });
      asked.load(person, NOW, (segment) => segment in person.memberships);
      for (const { key, computed: how } of computed) {
        if (!how || isScore(how) || (how.measure !== "count" && how.measure !== "sum")) continue;
        const of = how.value as "amount";
        const condition = how.measure === "sum" ? { ...how.of, sum: { of, atLeast: 0 } } : how.of;
        expect(person.attributes[key], key).toBe(asked.factOf(condition) as Value);
      }
      if (update.nextChange === Infinity) return;
      const later = afresh(computed, person);
      const before = compile(computed).update(
        later,
        update.nextChange - 1,
        (segment) => segment in person.memberships,
      );
      expect(valuesOf(computed, later)).toEqual(valuesOf(computed, person));
      expect([...before.holds]).toEqual([...update.holds]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

it("are read again from JSON as they were written", LONG, () => {
  fc.assert(
    fc.property(computedAttributes, (all) => {
      const context = { attributes: attributesWith(all), hasSegment: () => true };
      for (const { computed } of all)
        expect(parseComputed(JSON.parse(JSON.stringify(computed)), context)).toEqual({ computed });
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

describe("in D1", () => {
  let database: TestDatabase;
  const people = fc
    .sample(fc.tuple(...Array.from({ length: 60 }, (_, i) => profile(`p${i}`))), { seed: SEED, numRuns: 1 })
    .flat();
  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributesOf(own, TABLES), people);
  });
  afterAll(() => database.stop());

  const definitions = fc.sample(computedAttributes, { seed: SEED, numRuns: 20 });
  it("are what the edge has, in documents and rows, and rules select by them", {
    timeout: 120_000,
  }, async () => {
    for (const computed of definitions) {
      const attributes = attributesWith(computed);
      const clock = clockIn(ZONE, NOW);
      const isStatic = (segment: string) => SEGMENTS.includes(segment);
      const segments = compile(computed);
      const atEdge = people.map((person) => afresh(computed, person));
      for (const person of atEdge) evaluateProfile(person, compile(computed), isStatic, NOW, "signal");

      const compiled = { segments, isStatic, attributes, clock } as CompiledSnapshot;
      for (let after = 0; ; ) {
        const stored = await documentsAfter(database.db, SHOP, after, 500);
        if (stored.length === 0) break;
        const { looked, moves } = evaluate(compiled, stored, "rule", NOW);
        expect(await storeMoves(database.db, SHOP, moves, [])).toBe(true);
        after = stored[looked - 1]!.num;
      }
      expect(await documented(computed)).toEqual(
        Object.fromEntries(atEdge.map((person) => [person.id, known(valuesOf(computed, person))])),
      );
      const rules: Rule[] = computed.flatMap(({ key }) => rulesOver(computed, key));
      for (const rule of rules)
        expect(await selected(database.db, attributes, rule, NOW), JSON.stringify(rule)).toEqual(
          evaluated(atEdge, attributes, rule, NOW),
        );
    }
  });

  const documented = async (computed: readonly Attribute[]) => {
    const { results } = await database.db
      .prepare("SELECT document FROM profile_documents")
      .all<{ document: string }>();
    const all = results.map(({ document }) => readProfile(document));
    return Object.fromEntries(all.map((person) => [person.id, known(valuesOf(computed, person))]));
  };
  const known = (values: object) => JSON.parse(JSON.stringify(values));
});
