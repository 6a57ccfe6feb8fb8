/** How long a count takes: rules over a million people, beside SQL written by hand for the same question. */
import { attributesOf } from "../core/attributes/standard";
import { countPeople } from "../worker/segments/select";
import { filled, SHOP } from "./count/database";
import { CLOCK, funnels, questions } from "./count/questions";
import { TIER } from "./count/tier";
import { atMost, type Bench, median, type Ratio, type Row, row } from "./harness/result";

const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const REFRESH = 300;

export const bench: Bench = async () => {
  const { db, cpu, stop } = await filled(PEOPLE);
  const context = { shop: SHOP, attributes: attributesOf([TIER]), clock: CLOCK };
  const rows: Row[] = [];
  const ratios: Ratio[] = [];
  const said = ({ cpu, times }: Timed, what: string) => [
    row(`  ${what}`, median(times), "ms"),
    row(`  ${what}, CPU`, cpu, "ms"),
  ];
  try {
    for (const [what, rest] of SIZES)
      rows.push(
        row(what, (await db.prepare(`SELECT count(*) AS n FROM ${rest}`).first<number>("n"))!, "rows"),
      );
    for (const { name, rule, byHand } of questions) {
      const ours = async () => (await countPeople(db, [rule], context)).counts[0]!;
      const others = byHand.map((sql) => async () => (await db.prepare(sql).first<number>("people"))!);
      const [mine, ...theirs] = await inTurns([ours, ...others], cpu);
      for (const { answer } of theirs)
        if (answer !== mine!.answer) throw new Error(`${name}: ${mine!.answer} by rule, ${answer} by hand`);
      const best = theirs.sort((a, b) => a.cpu - b.cpu)[0]!;
      rows.push(row(name, mine!.answer, "people"), ...said(mine!, "ours"), ...said(best, "by hand"));
      ratios.push(atMost(`${name}, CPU, ours / by hand`, mine!.cpu / best.cpu, 1.2));
    }
    for (const { name, steps } of funnels) {
      const ours = async () => (await countPeople(db, steps, context, true)).counts.at(-1)!;
      const [timed] = await inTurns([ours], cpu);
      rows.push(row(name, timed!.answer, "people"), ...said(timed!, "with insights"));
      ratios.push(atMost(`${name}, CPU, of ${REFRESH} ms`, timed!.cpu / REFRESH, 1));
    }
    return { rows, ratios };
  } finally {
    await stop();
  }
};

const SIZES = [
  ["people", "profiles"],
  ["things done", "activities WHERE kind <> 'bought'"],
  ["order lines", "activities WHERE kind = 'bought'"],
] as const;

interface Timed {
  answer: number;
  /** Milliseconds on the clock, of each round. */
  times: number[];
  /** Milliseconds of the database's CPU, on average: neighbours hardly change them. */
  cpu: number;
}

/** In turns, after one turn that warms up. */
async function inTurns(contestants: (() => Promise<number>)[], cpu: () => number): Promise<Timed[]> {
  const timed: Timed[] = contestants.map(() => ({ answer: 0, times: [], cpu: 0 }));
  for (let round = -1; round < ROUNDS; round++)
    for (const [i, contestant] of contestants.entries()) {
      const [began, used] = [performance.now(), cpu()];
      timed[i]!.answer = await contestant();
      if (round < 0) continue;
      timed[i]!.times.push(performance.now() - began);
      timed[i]!.cpu += (cpu() - used) / ROUNDS;
    }
  return timed;
}
