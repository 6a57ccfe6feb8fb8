/** What a bench answers: rows of measured values, and ratios against what ran beside it in the same run. */
export interface Row {
  what: string;
  value: number;
  unit: string;
}

export interface Ratio {
  what: string;
  ratio: number;
  /** What we want to reach; `met` compares in the direction that the bench knows. */
  aim: number;
  met: boolean;
}

export interface Measured {
  rows: Row[];
  ratios: Ratio[];
}

export type Bench = () => Promise<Measured>;

export const atLeast = (what: string, ratio: number, aim: number): Ratio => ({
  what,
  ratio: round(ratio),
  aim,
  met: ratio >= aim,
});

export const atMost = (what: string, ratio: number, aim: number): Ratio => ({
  what,
  ratio: round(ratio),
  aim,
  met: ratio <= aim,
});

export const row = (what: string, value: number, unit: string): Row => ({ what, value: round(value), unit });

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** Three digits that count; more would be noise. */
const round = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
