/** Segments that refer to one another: in which order they are answered, and which of them go in a circle. */

import type { Attributes } from "../attributes/attribute";
import type { Clock } from "../time/zone";
import { type Context, type Program, program } from "./compile";
import { inputsOf, type Seen, Watch } from "./inputs";
import { isAll, isAny, isNot, type Person, type Rule } from "./rule";

export interface SegmentDefinition {
  id: string;
  rule: Rule;
}

/** Ids of the segments that a rule names. */
export function segmentsIn(rule: Rule, found = new Set<string>()): Set<string> {
  if (isAll(rule)) for (const part of rule.all) segmentsIn(part, found);
  else if (isAny(rule)) for (const part of rule.any) segmentsIn(part, found);
  else if (isNot(rule)) segmentsIn(rule.not, found);
  else if ("segment" in rule) for (const id of [rule.segment, ...(rule.notIn ?? [])]) found.add(id);
  return found;
}

/** The first circle among segments that refer to one another, as the path of ids that ends where it began. */
export function cycleAmong(segments: readonly SegmentDefinition[]): string[] | undefined {
  const rules = new Map(segments.map((segment) => [segment.id, segment.rule]));
  const done = new Set<string>();
  const walk = (id: string, path: string[]): string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    const rule = rules.get(id);
    if (!rule || done.has(id)) return undefined;
    for (const next of segmentsIn(rule)) {
      const cycle = walk(next, [...path, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const { id } of segments) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** All segments of a shop, compiled together. */
export interface Segments {
  readonly program: Program;
  /** Which of the segments hold this person, in the order of `ids`. Static ones are answered by `memberOf`. */
  evaluate(person: Person, now: number, memberOf?: (segment: string) => boolean): Uint8Array;
  /** The same for somebody who may have been asked before: only what can have changed is asked again. */
  update(person: Person, now: number, memberOf: (segment: string) => boolean): Update;
  readonly ids: readonly string[];
  has(segment: string): boolean;
}

export interface Update {
  /** Places in `ids` of the segments that were asked; undefined for all. */
  asked: readonly number[] | undefined;
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
  const cycle = cycleAmong(segments);
  if (cycle) throw new Error(`segments refer to each other in a circle: ${cycle.join(" → ")}`);
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
  /** By the person's own object: a shard keeps the people of the last minutes in memory. */
  const seenOf = new WeakMap<Person, Seen>();
  const evaluate: Segments["evaluate"] = (person, now, memberOf) => {
    shared.load(person, now, memberOf);
    for (let i = 0; i < answers.length; i++) result[i] = answers[i]!() ? 1 : 0;
    return result;
  };
  return {
    program: shared,
    ids: segments.map((segment) => segment.id),
    has: (segment) => known.has(segment),
    evaluate,
    update(person, now, memberOf) {
      let seen = seenOf.get(person);
      const asked = seen && now < seen.nextChange ? watch.changed(person, memberOf, seen) : undefined;
      if (asked) {
        shared.load(person, now, memberOf);
        for (const i of asked) result[i] = answers[i]!() ? 1 : 0;
      } else {
        evaluate(person, now, memberOf);
        seen = watch.look(person, memberOf);
        seenOf.set(person, seen);
      }
      if (!asked || watch.timeMayDiffer) seen!.nextChange = shared.nextChange();
      return { asked, holds: result, nextChange: seen!.nextChange };
    },
  };
}
