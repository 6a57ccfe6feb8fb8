/** How many memberships a second: 1,000 segments × 10,000 profiles on one core, beside hand-written code and libraries. */
import { ZONE } from "../demo/generate/index";
import { bundle } from "./harness/bundled";
import { atLeast, atMost, type Bench, median, type Ratio, type Row, row } from "./harness/result";
import type { ColdInput, ColdPasses } from "./rules/cold-pass";
import type { Compared, CompareInput } from "./rules/compare";
import { engines } from "./rules/engines";
import { NOW, peopleOf } from "./rules/people";
import { segmentsOf } from "./rules/segments";

const SEGMENTS = 1000;
const PEOPLE = Number(process.env.PEOPLE ?? 10_000);
const ROUNDS = 5;
const COLD_RUNS = 15;
const ONLY = process.env.ENGINE;

export const bench: Bench = async () => {
  const rows: Row[] = [];
  const ratios: Ratio[] = [];
  const compare = await bundle("rules/compare");
  const onWorkers: number[] = [];
  for (const { name, people, runsOnWorkers } of await engines()) {
    if (ONLY && !name.includes(ONLY)) continue;
    const isHand = people === Infinity;
    const input = {
      engine: name,
      segments: SEGMENTS,
      people: PEOPLE,
      rounds: ROUNDS,
      slice: isHand ? 1000 : 200,
    };
    const beside = await compare<Compared>(input satisfies CompareInput);
    rows.push(
      row(`${name}, ${beside.segments} rules`, beside.theirs / 1e6, "M memberships/s"),
      row("  ours on these", beside.ours / 1e6, "M memberships/s"),
    );
    ratios.push(atLeast(`ours / ${name}`, beside.ratio, isHand ? 1.5 : runsOnWorkers ? 8 : 1));
    if (!isHand && runsOnWorkers) onWorkers.push(beside.ratio);
  }
  ratios.push(atLeast("ours / best library that runs on Workers", Math.min(...onWorkers), 8));
  const { compile, first, second } = await coldPasses();
  rows.push(
    row(`cold process: compile ${SEGMENTS} segments`, compile, "ms"),
    row("cold process: first pass", first, "ms"),
    row("cold process: second pass", second, "ms"),
  );
  ratios.push(atMost(`first pass over ${SEGMENTS} cold segments, of 3 ms`, first / 3, 1));
  return { rows, ratios };
};

async function coldPasses(): Promise<ColdPasses> {
  const pass = await bundle("rules/cold-pass");
  // Two people with a middling history.
  const people = peopleOf(50)
    .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
    .slice(34, 36);
  const input: ColdInput = { segments: segmentsOf(SEGMENTS), people, now: NOW, zone: ZONE };
  const runs: ColdPasses[] = [];
  for (let i = 0; i < COLD_RUNS; i++) runs.push(await pass<ColdPasses>(input));
  const of = (key: keyof ColdPasses) => median(runs.map((run) => run[key]));
  return { compile: of("compile"), first: of("first"), second: of("second") };
}
