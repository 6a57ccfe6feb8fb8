/** The people that rules are tried on: the demo's year of visits and orders, in the layout that a shard reads them. */

import { attributesOf } from "../../core/attributes/standard";
import { attributeTypes } from "../../core/attributes/types";
import { type Profile, readProfile } from "../../core/profiles/profile";
import { normaliseFact } from "../../core/rules/normalise";
import type { Value } from "../../core/rules/rule";
import { generate } from "../../demo/generate/index";

/** Monday, 23 November 2026, noon in Berlin. */
export const NOW = Date.UTC(2026, 10, 23, 11);

export function peopleOf(count: number): Profile[] {
  const people: Profile[] = [];
  for (const { profile } of generate({ people: count, seed: 7, now: NOW }))
    people.push(readProfile(JSON.stringify(profile)));
  return people;
}

/** The same people with texts folded beforehand, for those who do not fold by themselves: their time is not counted. */
export function foldedPeople(people: readonly Profile[]): Profile[] {
  const attributes = attributesOf([]);
  return people.map((person) => ({
    ...person,
    attributes: Object.fromEntries(
      Object.entries(person.attributes).map(([key, fact]) => [
        key,
        normaliseFact(attributeTypes[attributes.get(key)!.type].fact, fact) as Value,
      ]),
    ),
  }));
}
