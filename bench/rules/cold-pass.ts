/** The very first passes of a fresh process, in which V8 has compiled nothing: what a shard pays when it wakes. */
import { readFileSync } from "node:fs";
import { attributesOf } from "../../core/attributes/standard";
import type { SegmentDefinition } from "../../core/rules/dependencies";
import type { Person } from "../../core/rules/rule";
import { compileSegments } from "../../core/rules/segments";
import { clockIn } from "../../core/time/zone";

export interface ColdInput {
  segments: SegmentDefinition[];
  people: Person[];
  now: number;
  zone: string;
}
/** Milliseconds: from parsed JSON to closures, then the memberships of one person after the other. */
export interface ColdPasses {
  compile: number;
  first: number;
  second: number;
}

const { segments, people, now, zone } = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as ColdInput;
const clock = clockIn(zone, now);
const began = performance.now();
const compiled = compileSegments(segments, attributesOf([]), clock);
const ready = performance.now();
compiled.evaluate(people[0]!, now);
const first = performance.now();
compiled.evaluate(people[1]!, now);
const second = performance.now();
console.log(
  JSON.stringify({
    compile: ready - began,
    first: first - ready,
    second: second - first,
  } satisfies ColdPasses),
);
