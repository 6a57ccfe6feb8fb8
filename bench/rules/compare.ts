/** In a process of its own: ours and one other engine on the rules that the other can express, equal answers first. */
import { readFileSync } from "node:fs";
import { attributesOf } from "../../core/attributes/standard";
import type { Profile } from "../../core/profiles/profile";
import type { SegmentDefinition } from "../../core/rules/dependencies";
import { compileSegments } from "../../core/rules/segments";
import { clockIn } from "../../core/time/zone";
import { ZONE } from "../../demo/generate/index";
import { type Contestant, race, rateOf, ratioOf } from "../harness/rounds";
import type { Engine, Memberships } from "./engine";
import { engines } from "./engines";
import { foldedPeople, NOW, peopleOf } from "./people";
import { segmentsOf } from "./segments";

export interface CompareInput {
  engine: string;
  segments: number;
  people: number;
  rounds: number;
  /** Milliseconds of each turn; it makes at least one pass over all people. */
  slice: number;
}
/** Memberships per second of CPU. */
export interface Compared {
  segments: number;
  ours: number;
  theirs: number;
  ratio: number;
}

const input = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as CompareInput;
const engine = (await engines()).find(({ name }) => name === input.engine)!;
console.log(JSON.stringify(await compare(engine)));
process.exit(0);

async function compare(engine: Engine): Promise<Compared> {
  const segments = segmentsOf(input.segments).filter(({ rule }) => engine.canExpress(rule));
  const people = peopleOf(Math.min(input.people, engine.people));
  const folded = foldedPeople(people);
  const compiled = compileSegments(segments, attributesOf([]), clockIn(ZONE, NOW));
  const ours: Memberships = (person) => compiled.evaluate(person, NOW);
  const theirs = engine.prepare(segments);
  await sameAnswers(segments, people.length, async (i) => [await ours(people[i]!), await theirs(folded[i]!)]);
  const contestants = [
    contestant("ours", ours, people, segments.length),
    contestant("theirs", theirs, folded, segments.length),
  ];
  const rates = await race(contestants, input.rounds, input.slice);
  return {
    segments: segments.length,
    ours: rateOf(rates, "ours"),
    theirs: rateOf(rates, "theirs"),
    ratio: ratioOf(rates, "ours", "theirs"),
  };
}

function contestant(name: string, memberships: Memberships, people: Profile[], segments: number): Contestant {
  return {
    name,
    async work() {
      for (const person of people) {
        const answers = memberships(person);
        if (answers instanceof Promise) await answers;
      }
      return people.length * segments;
    },
  };
}

type Both = [ours: ArrayLike<number | boolean>, theirs: ArrayLike<number | boolean>];

async function sameAnswers(
  segments: readonly SegmentDefinition[],
  people: number,
  answer: (person: number) => Promise<Both>,
): Promise<void> {
  let members = 0;
  for (let person = 0; person < people; person++) {
    const [ours, theirs] = await answer(person);
    segments.forEach(({ id, rule }, i) => {
      if (ours[i]) members++;
      if (Boolean(ours[i]) === Boolean(theirs[i])) return;
      throw new Error(
        `${engine.name} says ${theirs[i]} for person ${person} in ${id}: ${JSON.stringify(rule)}`,
      );
    });
  }
  if (members === 0) throw new Error("nobody is in any segment: this would measure nothing");
}
