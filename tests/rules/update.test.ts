/** Asking only what can have changed answers as asking everything, whatever happens to a person in between. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSegments } from "../../core/rules/segments";
import { clockIn } from "../../core/time/zone";
import { attributes, CUTOFFS, NOW, profile, SEED, segmentLikeRule } from "./arbitrary";
import { event, happen, ITEM_SETS } from "./happenings";
import { ZONE } from "./people";

const RUNS = 4 * Number(process.env.RULES ?? 250);
const DRAWN = { cutoffs: CUTOFFS, itemSets: ITEM_SETS };

test(
  "segments that are asked only when something they look at has changed answer as if they were always asked",
  () => {
    fc.assert(
      fc.property(
        fc.array(segmentLikeRule, { minLength: 1, maxLength: 8 }),
        profile("someone"),
        profile("other"),
        fc.array(event, { minLength: 1, maxLength: 12 }),
        (rules, person, other, events) => {
          const segments = rules.map((rule, i) => ({ id: `s${i}`, rule }));
          // One refers to another, which may change with it.
          segments.push({ id: "referring", rule: { not: { segment: "s0" } } });
          const compile = () => compileSegments(segments, attributes, clockIn(ZONE, NOW), DRAWN);
          const updated = compile();
          const memberOf = (segment: string) => segment in person.memberships;
          const holds: boolean[] = [];
          let now = NOW;
          const ask = () => {
            const update = updated.update(person, now, memberOf);
            for (const i of update.asked ?? segments.keys()) holds[i] = update.holds[i] === 1;
            const fresh = compile();
            expect(holds).toEqual([...fresh.evaluate(person, now, memberOf)].map(Boolean));
            expect(update.nextChange).toBe(fresh.program.nextChange());
          };
          ask();
          for (const happened of events) {
            now = happen(happened, person, other, now);
            ask();
          }
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  },
  60_000 + RUNS * 20,
);
