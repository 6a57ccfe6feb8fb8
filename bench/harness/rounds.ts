/** Contestants take turns in short slices, so that a noisy neighbour hits all of them alike. */
import { median } from "./result";

export interface Contestant {
  name: string;
  /** Does one piece of work and answers how many units it did. */
  work(): number | Promise<number>;
}

/** Units per second of CPU time, one number for each round. */
export type Rates = Map<string, number[]>;

/** `slice`: milliseconds of each turn; a turn does at least one piece of work. */
export async function race(
  contestants: readonly Contestant[],
  rounds: number,
  slice: number,
): Promise<Rates> {
  const rates: Rates = new Map(contestants.map(({ name }) => [name, []]));
  // One unmeasured round: V8 compiles what is hot.
  for (let round = -1; round < rounds; round++)
    for (const contestant of contestants) {
      const rate = await turn(contestant, slice);
      if (round >= 0) rates.get(contestant.name)!.push(rate);
    }
  return rates;
}

export const rateOf = (rates: Rates, name: string): number => median(rates.get(name)!);

/** Median of the ratios within each round. */
export const ratioOf = (rates: Rates, ours: string, theirs: string): number =>
  median(rates.get(ours)!.map((rate, round) => rate / rates.get(theirs)![round]!));

async function turn({ work }: Contestant, slice: number): Promise<number> {
  let units = 0;
  const began = performance.now();
  const cpu = process.cpuUsage();
  do {
    const done = work();
    units += typeof done === "number" ? done : await done;
  } while (performance.now() - began < slice);
  const used = process.cpuUsage(cpu);
  return (units / (used.user + used.system)) * 1e6;
}
