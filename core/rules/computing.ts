/**
 * Computed attributes as part of the program that answers a shop's segments: worked out in the order of what they need,
 * and of somebody who was here before only those that look at something that has changed.
 */
import type { Attributes } from "../attributes/attribute";
import { type Computed, fieldEntry, isScore, measureEntry, rulesIn } from "../attributes/computed";
import type { Program } from "./compile";
import type { SegmentDefinition } from "./dependencies";
import { compileEntries } from "./did";
import { inputsOfAll, type Seen, Watch } from "./inputs";
import type { Person, Value } from "./rule";

type Reading = () => Value | undefined;

export class Computing {
  #seenOf = new WeakMap<Person, Seen>();

  private constructor(
    private keys: readonly string[],
    private readings: readonly Reading[],
    private watch: Watch,
    private program: Program,
  ) {}

  /** These, each after those that it is worked out from; undefined where there are none. */
  static of(
    keys: readonly string[],
    segments: readonly SegmentDefinition[],
    attributes: Attributes,
    program: Program,
  ): Computing | undefined {
    if (keys.length === 0) return undefined;
    const computed = keys.map((key) => attributes.get(key)!.computed!);
    const rules = new Map(segments.map(({ id, rule }) => [id, rule]));
    const inputs = computed.map((one) => inputsOfAll(rulesIn(one), (id) => rules.get(id), attributes));
    const readings = computed.map((one) => compileComputed(one, program));
    return new Computing(keys, readings, new Watch(inputs), program);
  }

  /** Whether what `update` worked out last may change when time alone changes something. */
  get timeMayDiffer(): boolean {
    return this.watch.timeMayDiffer;
  }

  /**
   * Of the person who is loaded, whose attributes it changes. `isInTime`: nothing is due by time alone.
   * @returns keys of those that are another value than before
   */
  update(person: Person, memberOf: (segment: string) => boolean, isInTime: boolean): string[] {
    const seen = isInTime ? this.#seenOf.get(person) : undefined;
    const stale = seen
      ? this.watch.changed(person, memberOf, seen).sort((a, b) => a - b)
      : this.readings.keys();
    const changed: string[] = [];
    const attributes = person.attributes as Record<string, Value | undefined>;
    for (const i of stale) {
      const key = this.keys[i]!;
      const value = this.readings[i]!();
      if (value === attributes[key]) continue;
      if (value === undefined) delete attributes[key];
      else attributes[key] = value;
      this.program.learn(key);
      changed.push(key);
    }
    if (!seen) this.#seenOf.set(person, this.watch.look(person, memberOf));
    return changed;
  }
}

/** Answers for the person loaded last; what a score's rules read of other computed attributes must be worked out. */
export function compileComputed(computed: Computed, program: Program): Reading {
  if (isScore(computed)) {
    const parts = computed.score.map(({ when, points }) => ({ holds: program.add(when), points }));
    return () => parts.reduce((sum, { holds, points }) => sum + (holds() ? points : 0), 0);
  }
  const entries = compileEntries(computed.of, program.behaviour);
  const { of } = measureEntry(computed.measure);
  const read = computed.value ? fieldEntry(computed.value).read : () => undefined;
  return () => of(entries(), read);
}
