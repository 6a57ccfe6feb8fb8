/** Makes the demo shop's people with their year of visits and orders: the same for the same seed and instant. */
import { attributesOf } from "../../core/attributes/standard";
import { evaluateProfile } from "../../core/profiles/memberships";
import { itemFiltersIn } from "../../core/rules/items";
import { compileSegments } from "../../core/rules/segments";
import { clockIn } from "../../core/time/zone";
import { aLife, type Life, type Move } from "./life";
import { messages } from "./messages";
import { aPerson } from "./people";
import { randomFrom } from "./random";
import { segments } from "./segments";

export const ZONE = "Europe/Berlin";

export interface Generated extends Life {
  changes: ReturnType<typeof evaluateProfile>["changes"];
}

export function* generate(options: { people: number; seed: number; now: number }): Generator<Generated> {
  const { people, seed, now } = options;
  const random = randomFrom(seed);
  const attributes = attributesOf([]);
  // What filters find is known when the demo is first published, and all are evaluated then.
  const resolved = segments.filter(({ rule }) => itemFiltersIn(rule).size === 0);
  const clock = clockIn(ZONE, now);
  const compiled = compileSegments(resolved, attributes, clock);
  const published = messages.map(({ id, priority, design }) => ({ id, priority, design }));
  const context = {
    attributes,
    clock,
    currency: "EUR",
    attribution: { clickDays: 7, viewDays: 1 },
    message: (id: string) => published.find((message) => message.id === id),
  };
  for (let i = 0; i < people; i++) {
    const changes: Generated["changes"] = [];
    const move: Move = (profile, at, cause) => {
      profile.version++;
      changes.push(...evaluateProfile(profile, compiled, () => false, at, cause).changes);
    };
    const life = aLife(random, aPerson(random, i), idOf(random), context, published, move, now);
    // The generator's queue ends here: no browser goes on with it.
    life.profile.queues = {};
    yield { ...life, changes };
  }
}

const idOf = (random: { next(): number }): string =>
  Array.from({ length: 16 }, () => "0123456789abcdefghjkmnpqrstvwxyz"[Math.floor(random.next() * 32)]).join(
    "",
  );
