/** How many people a rule would have held for at earlier instants. */
import { type Context, program } from "../rules/compile";
import { Computing } from "../rules/computing";
import { computedBehind } from "../rules/dependencies";
import type { Rule } from "../rules/rule";
import type { Profile } from "./profile";
import { knownSince, rewinder } from "./rewind";

export interface PastPerson {
  profile: Profile;
  /** Who they were in which segments: their changes since the earliest instant, oldest first. */
  changes: readonly { segment: string; entered: boolean; at: number }[];
}

/**
 * For each instant (newest first), how many of these people the rule would have held for. Somebody whom nobody knew
 * yet is not counted. Computed attributes are worked out as of then.
 * @param keys the stored attributes that the rule reads
 */
export function heldAt(
  rule: Rule,
  people: readonly PastPerson[],
  instants: readonly number[],
  context: Context,
  keys: ReadonlySet<string>,
): number[] {
  const compiled = program(context);
  const holds = compiled.add(rule);
  const { attributes } = context;
  const computing = Computing.of(computedBehind(rule, attributes), [], attributes, compiled);
  const known = people.map(({ profile, changes }) => ({
    since: knownSince(profile),
    backTo: rewinder(profile, keys, context.clock),
    memberOf: membership(profile, changes),
  }));
  return instants.map((at) => {
    let held = 0;
    for (const { since, backTo, memberOf } of known) {
      if (since > at) continue;
      const person = backTo(at);
      const isMember = (segment: string) => memberOf(segment, at);
      compiled.load(person, at, isMember);
      computing?.update(person, isMember, false);
      if (holds()) held++;
    }
    return held;
  });
}

/** Before a change they were what it was not; after the last, what they are now. */
function membership({ memberships }: Profile, changes: PastPerson["changes"]) {
  return (segment: string, at: number): boolean => {
    const next = changes.find((change) => change.segment === segment && change.at > at);
    return next ? !next.entered : segment in memberships;
  };
}

/**
 * The share of a population that a random sample tells, as numbers of people, with the interval that holds the true
 * number 19 times of 20 (Wilson's, narrowed by how much of the population was looked at).
 */
export function estimate(held: number, sampled: number, total: number) {
  if (sampled === total) return { people: held, low: held, high: held };
  const z2 = (1.96 ** 2 * (total - sampled)) / (total - 1);
  const share = held / sampled;
  const middle = (share + z2 / (2 * sampled)) / (1 + z2 / sampled);
  const half =
    Math.sqrt(z2 * ((share * (1 - share)) / sampled + z2 / (4 * sampled ** 2))) / (1 + z2 / sampled);
  return {
    people: Math.round(share * total),
    low: Math.max(held, Math.floor((middle - half) * total)),
    high: Math.min(total - (sampled - held), Math.ceil((middle + half) * total)),
  };
}
