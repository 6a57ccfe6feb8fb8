/** Segments that refer to one another: in which order they are answered, and which of them go in a circle. */

import type { Attributes } from "../attributes/attribute";
import type { Clock } from "../time/zone";
import { type Program, program } from "./compile";
import type { ItemSets } from "./items";
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
  else if ("segment" in rule) found.add(rule.segment);
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
  readonly ids: readonly string[];
  has(segment: string): boolean;
}

/** Throws when segments refer to each other in a circle: refused at saving, so it never gets here. */
export function compileSegments(
  segments: readonly SegmentDefinition[],
  attributes: Attributes,
  clock: Clock,
  itemSets: ItemSets = {},
): Segments {
  const cycle = cycleAmong(segments);
  if (cycle) throw new Error(`segments refer to each other in a circle: ${cycle.join(" → ")}`);
  const shared = program({ attributes, clock, itemSets });
  const answers = segments.map(({ id, rule }) => {
    const answer = shared.add(rule);
    shared.define(id, answer);
    return answer;
  });
  const known = new Set(segments.map((segment) => segment.id));
  const result = new Uint8Array(segments.length);
  return {
    program: shared,
    ids: segments.map((segment) => segment.id),
    has: (segment) => known.has(segment),
    evaluate(person, now, memberOf) {
      shared.load(person, now, memberOf);
      for (let i = 0; i < answers.length; i++) result[i] = answers[i]!() ? 1 : 0;
      return result;
    },
  };
}
