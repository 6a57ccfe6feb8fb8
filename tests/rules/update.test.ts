/** Asking only what can have changed answers as asking everything, whatever happens to a person in between. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Profile } from "../../core/profiles/profile";
import { type ItemSets, setIdOf } from "../../core/rules/items";
import type { Activity, Value } from "../../core/rules/rule";
import { compileSegments } from "../../core/rules/segments";
import { type Cells, withRow } from "../../core/tables/rows";
import { clockIn, DAY } from "../../core/time/zone";
import { attributes, CUTOFFS, FILTERS, NOW, profile, SEED, SEGMENTS, segmentLikeRule } from "./arbitrary";
import { ZONE } from "./people";

/** What may happen: a fact as another person has it, one of another person's activities, a list, or time. */
const event = fc.oneof(
  fc.record({ attribute: fc.nat() }),
  fc.record({ activity: fc.nat() }),
  fc.record({ member: fc.constantFrom(...SEGMENTS) }),
  fc.record({ interest: fc.constantFrom("p1", "p2", "p3") }),
  fc.record({
    row: fc.constantFrom("a", "b"),
    cells: fc.constantFrom<Cells | undefined>({ weight: 7 }, { adopted: NOW - DAY }, undefined),
  }),
  fc.record({ pass: fc.integer({ min: 1, max: 40 * DAY }) }),
);
/** Filters as if the catalogue had found something for each; of every other what was done in a fixed span. */
const ITEM_SETS: ItemSets = Object.fromEntries(
  FILTERS.map((filter, i) => [
    setIdOf(filter),
    {
      products: i % 3 ? ["p1", "q7"] : ["p2"],
      ...(i % 2 && { during: { from: NOW - 20 * DAY, to: NOW - DAY } }),
    },
  ]),
);

const RUNS = 4 * Number(process.env.RULES ?? 250);
const DRAWN = { cutoffs: CUTOFFS, itemSets: ITEM_SETS };

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

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

function happen(event: Event, person: Profile, other: Profile, now: number): number {
  if ("pass" in event) return now + event.pass;
  if ("member" in event) {
    if (event.member in person.memberships) delete person.memberships[event.member];
    else person.memberships[event.member] = now;
  } else if ("interest" in event) person.interests = { ...person.interests, [event.interest]: 0.6 };
  else if ("row" in event) {
    const { row, cells } = event;
    const told = withRow(person.rows ?? {}, "pets", row, { at: now, ...(cells && { cells }) });
    if ("rows" in told) person.rows = told.rows;
  } else if ("attribute" in event) {
    const keys = Object.keys({ ...person.attributes, ...other.attributes });
    const key = keys[event.attribute % keys.length];
    if (key === undefined) return now;
    if (key in other.attributes) person.attributes[key] = other.attributes[key] as Value;
    else delete person.attributes[key];
  } else {
    const all = Object.entries(other.history).flatMap(([kind, list]) => list.map((did) => ({ kind, did })));
    const found = all[event.activity % all.length];
    if (!found) return now;
    const history = person.history as Record<string, Activity[]>;
    history[found.kind] ??= [];
    history[found.kind]!.push({ ...found.did, id: `${found.did.id}+` });
    history[found.kind]!.sort((a, b) => a.at - b.at);
  }
  return now;
}
