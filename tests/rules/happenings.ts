/** What may happen to a random person between two looks at them. */
import fc from "fast-check";
import type { Profile } from "../../core/profiles/profile";
import { type ItemSets, setIdOf } from "../../core/rules/items";
import type { Activity, Value } from "../../core/rules/rule";
import { type Cells, withRow } from "../../core/tables/rows";
import { DAY } from "../../core/time/zone";
import { FILTERS, NOW, SEGMENTS } from "./arbitrary";

/** What may happen: a fact as another person has it, one of another person's activities, a list, or time. */
export const event = fc.oneof(
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
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** Filters as if the catalogue had found something for each; of every other what was done in a fixed span. */
export const ITEM_SETS: ItemSets = Object.fromEntries(
  FILTERS.map((filter, i) => [
    setIdOf(filter),
    {
      products: i % 3 ? ["p1", "q7"] : ["p2"],
      ...(i % 2 && { during: { from: NOW - 20 * DAY, to: NOW - DAY } }),
    },
  ]),
);

/** @param spared attributes to which nothing may happen */
export function happen(
  event: Event,
  person: Profile,
  other: Profile,
  now: number,
  spared: ReadonlySet<string> = new Set(),
): number {
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
    const keys = Object.keys({ ...person.attributes, ...other.attributes }).filter((one) => !spared.has(one));
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
