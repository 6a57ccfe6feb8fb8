/** All segments of a shop and what it lets us compute: answered together, each after what it refers to. */

import type { Attributes } from "../attributes/attribute";
import type { Clock } from "../time/zone";
import { type Context, type Program, program } from "./compile";
import { Computing } from "./computing";
import { computedInOrder, cycleAmong, type SegmentDefinition } from "./dependencies";
import { inputsOf, type Seen, Watch } from "./inputs";
import type { Person } from "./rule";

/** All segments of a shop, compiled together. */
export interface Segments {
  readonly program: Program;
  /**
   * Which of the segments hold this person, in the order of `ids`. Static ones are answered by `memberOf`; computed
   * attributes are read as they are stored.
   */
  evaluate(person: Person, now: number, memberOf?: (segment: string) => boolean): Uint8Array;
  /**
   * Works out the computed attributes, writes them to the person, then asks the segments. Of somebody who was asked
   * before, only what can have changed is worked out and asked again.
   */
  update(person: Person, now: number, memberOf: (segment: string) => boolean): Update;
  readonly ids: readonly string[];
  has(segment: string): boolean;
}

export interface Update {
  /** Places in `ids` of the segments that were asked; undefined for all. */
  asked: readonly number[] | undefined;
  /** Keys of the computed attributes that are another value than before. */
  computed: readonly string[];
  /** Whether each segment that was asked holds the person. */
  holds: Uint8Array;
  /** The next instant at which time alone may change an answer, or Infinity. */
  nextChange: number;
}

/** Throws when segments refer to each other in a circle: refused at saving, so it never gets here. */
export function compileSegments(
  segments: readonly SegmentDefinition[],
  attributes: Attributes,
  clock: Clock,
  drawn: Pick<Context, "cutoffs" | "itemSets"> = {},
): Segments {
  const cycle = cycleAmong(segments, attributes);
  if (cycle)
    throw new Error(`segments and computed attributes refer to each other in a circle: ${cycle.join(" → ")}`);
  const shared = program({ attributes, clock, ...drawn });
  const answers = segments.map(({ id, rule }) => {
    const answer = shared.add(rule);
    shared.define(id, answer);
    return answer;
  });
  const known = new Set(segments.map((segment) => segment.id));
  const result = new Uint8Array(segments.length);
  const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
  const watch = new Watch(segments.map(({ rule }) => inputsOf(rule, (id) => rules.get(id), attributes)));
  const computing = Computing.of(computedInOrder(segments, attributes), segments, attributes, shared);
  /** By the person's own object: a shard keeps the people of the last minutes in memory. */
  const seenOf = new WeakMap<Person, Seen>();
  const askAll = () => {
    for (let i = 0; i < answers.length; i++) result[i] = answers[i]!() ? 1 : 0;
    return result;
  };
  return {
    program: shared,
    ids: segments.map((segment) => segment.id),
    has: (segment) => known.has(segment),
    evaluate(person, now, memberOf) {
      shared.load(person, now, memberOf);
      return askAll();
    },
    update(person, now, memberOf) {
      let seen = seenOf.get(person);
      const isInTime = seen !== undefined && now < seen.nextChange;
      shared.load(person, now, memberOf);
      const computed = computing?.update(person, memberOf, isInTime) ?? NONE;
      const asked = isInTime ? watch.changed(person, memberOf, seen!) : undefined;
      if (asked) for (const i of asked) result[i] = answers[i]!() ? 1 : 0;
      else {
        askAll();
        seen = watch.look(person, memberOf);
        seenOf.set(person, seen);
      }
      if (!asked || watch.timeMayDiffer || computing?.timeMayDiffer) seen!.nextChange = shared.nextChange();
      return { asked, computed, holds: result, nextChange: seen!.nextChange };
    },
  };
}

const NONE: readonly string[] = [];
