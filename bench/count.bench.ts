/** How long a count takes: rules over a million people, beside SQL written by hand for the same question. */
import { attributesOf } from "../core/attributes/standard";
import { countPeople } from "../worker/segments/select";
import { filled, SHOP } from "./count/database";
import { TIER } from "./count/people";
import { CLOCK, funnels, questions } from "./count/questions";
import { atMost, type Bench, median, type Ratio, type Row, row } from "./harness/result";

const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const REFRESH = 300;

export const bench: Bench = async () => {
  const { db, stop } = await filled(PEOPLE);
  const context = { shop: SHOP, attributes: attributesOf([TIER]), clock: CLOCK };
  const rows: Row[] = [];
  const ratios: Ratio[] = [];
  try {
    for (const table of ["profiles", "activities"])
      rows.push(
        row(table, (await db.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n"))!, "rows"),
      );
    const bought = "SELECT count(*) AS n FROM activities WHERE kind = 'bought'";
    rows.push(row("of these order lines", (await db.prepare(bought).first<number>("n"))!, "rows"));
    for (const { name, rule, byHand } of questions) {
      const ours = async () => (await countPeople(db, [rule], context)).counts[0]!;
      const others = byHand.map((sql) => async () => (await db.prepare(sql).first<number>("people"))!);
      const [mine, ...theirs] = await inTurns([ours, ...others]);
      const best = theirs.sort((a, b) => median(a.times) - median(b.times))[0]!;
      for (const { answer } of theirs)
        if (answer !== mine!.answer) throw new Error(`${name}: ${mine!.answer} by rule, ${answer} by hand`);
      rows.push(
        row(name, mine!.answer, "people"),
        row("  ours", median(mine!.times), "ms"),
        row("  by hand", median(best.times), "ms"),
      );
      const ratio = median(mine!.times.map((time, round) => time / best.times[round]!));
      ratios.push(atMost(`${name}, ours / by hand`, ratio, 1.2));
    }
    for (const { name, steps } of funnels) {
      const [timed] = await inTurns([
        async () => (await countPeople(db, steps, context, true)).counts.at(-1)!,
      ]);
      rows.push(row(`${name}, with insights`, median(timed!.times), "ms"));
      ratios.push(atMost(`${name}, of ${REFRESH} ms`, median(timed!.times) / REFRESH, 1));
    }
    return { rows, ratios };
  } finally {
    await stop();
  }
};

interface Timed {
  answer: number;
  times: number[];
}

/** Milliseconds of each, in turns, after one turn that warms up. */
async function inTurns(contestants: (() => Promise<number>)[]): Promise<Timed[]> {
  const timed: Timed[] = contestants.map(() => ({ answer: 0, times: [] }));
  for (let round = -1; round < ROUNDS; round++)
    for (const [i, contestant] of contestants.entries()) {
      const began = performance.now();
      timed[i]!.answer = await contestant();
      if (round >= 0) timed[i]!.times.push(performance.now() - began);
    }
  return timed;
}
