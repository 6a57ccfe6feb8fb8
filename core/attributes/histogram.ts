/** How numbers and dates are spread: few bins with edges that people would choose. */
import { DAY } from "../time/zone";

/** Half open, `from` ≤ value < `to`; the first and the last may be open, so that no outlier squeezes the others. */
export interface Bin {
  from: number | null;
  to: number | null;
  count: number;
}

const FIRST_DAY = Date.parse("0001-01-01") / DAY;
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY;
const BINS = 12;
/** Of a hundred values, so many at each end may be gathered in an open bin. */
const TAIL = 0.05;

/** Numbers by steps of 1, 2 or 5 times a power of ten. */
export function histogramOf(values: readonly number[]): Bin[] {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return [];
  const [low, high] = [quantile(sorted, TAIL), quantile(sorted, 1 - TAIL)];
  const whole = sorted.every(Number.isInteger);
  const step = niceStep((high - low) / (BINS - 1), whole);
  // Where numbers are so large that a step vanishes beside them, one bin says all that can be said.
  const first = Math.floor(low / step) * step;
  if (!(step > 1e-300 && step < 1e300 && step / Math.max(Math.abs(low), Math.abs(high), step) > 1e-12))
    return [{ from: null, to: null, count: sorted.length }];
  const edges = [first];
  // Multiplied, not added up: 0.1 + 0.2 is no edge to show.
  for (let i = 1; edges.at(-1)! <= high; i++) edges.push(tidy(first + i * step));
  return binned(sorted, edges);
}

/**
 * Dates, as days since 1970-01-01, by days, weeks, months, quarters, years and more; edges are such days too. What is
 * before the year 1 or after 9999 is counted there.
 */
export function datesOf(days: readonly number[]): Bin[] {
  const sorted = Float64Array.from(days, (day) => Math.min(Math.max(day, FIRST_DAY), LAST_DAY)).sort();
  if (sorted.length === 0) return [];
  const [low, high] = [quantile(sorted, TAIL), quantile(sorted, 1 - TAIL)];
  const unit = UNITS.find(({ days }) => (high - low) / days <= BINS) ?? UNITS.at(-1)!;
  const edges = [unit.start(low)];
  while (edges.at(-1)! <= high) edges.push(unit.next(edges.at(-1)!));
  return binned(sorted, edges);
}

/** The value below which that share of the sorted values lies. */
export const quantile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

function binned(sorted: Float64Array, edges: readonly number[]): Bin[] {
  const counts = edges.map(() => 0);
  let [below, i] = [0, 0];
  for (const value of sorted) {
    if (value < edges[0]!) below++;
    else {
      while (i + 1 < edges.length && value >= edges[i + 1]!) i++;
      counts[i]!++;
    }
  }
  const bins = edges.map((from, i): Bin => ({ from, to: edges[i + 1] ?? null, count: counts[i]! }));
  // The last edge ends the last bin, unless something lies beyond.
  if (bins.length > 1 && bins.at(-1)!.count === 0) bins.pop();
  return below > 0 ? [{ from: null, to: edges[0]!, count: below }, ...bins] : bins;
}

function niceStep(least: number, whole: boolean): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = tidy(([1, 2, 5, 10].find((n) => n * power >= least) ?? 10) * power);
  return whole ? Math.max(1, step) : step;
}

const tidy = (value: number): number => Number(value.toPrecision(15));

interface Unit {
  days: number;
  start(day: number): number;
  next(start: number): number;
}

const everyDays = (days: number, offset: number): Unit => ({
  days,
  start: (day) => Math.floor((day - offset) / days) * days + offset,
  next: (start) => start + days,
});

const everyMonths = (months: number): Unit => ({
  days: months * 30.44,
  start(day) {
    const date = new Date(day * DAY);
    const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    return monthStart(Math.floor(month / months) * months);
  },
  next(start) {
    const date = new Date(start * DAY);
    return monthStart(date.getUTCFullYear() * 12 + date.getUTCMonth() + months);
  },
});

/** The first day of a month, counted from year 0; years below 100 are meant as they are. */
function monthStart(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
  return date.getTime() / DAY;
}

/** Day 4 was a Monday. */
const UNITS: readonly Unit[] = [
  everyDays(1, 0),
  everyDays(7, 4),
  ...[1, 3, 12, 60, 120, 1_200, 12_000].map(everyMonths),
];
