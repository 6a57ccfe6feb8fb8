import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDay, printDay } from "../time/zone";
import { datesOf, histogramOf } from "./histogram";

const edges = (bins: { from: number | null; to: number | null }[]) => bins.map(({ from, to }) => [from, to]);

describe("a histogram", () => {
  it("counts everyone once, in bins that follow each other", () => {
    const numbers = fc.array(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })));
    const days = fc.array(fc.integer({ min: -700_000, max: 2_900_000 }));
    for (const [values, of] of [
      [numbers, histogramOf],
      [days, datesOf],
    ] as const)
      fc.assert(
        fc.property(values, (values) => {
          const bins = of(values);
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
          expect(bins.length).toBeLessThan(20);
          expect(bins.slice(1).map(({ from }) => from)).toEqual(bins.slice(0, -1).map(({ to }) => to));
          for (const { from, to, count } of bins)
            expect(values.filter((n) => n >= (from ?? -Infinity) && n < (to ?? Infinity))).toHaveLength(
              count,
            );
        }),
      );
  });

  it("has edges that people would choose", () => {
    const amounts = Array.from({ length: 500 }, (_, i) => i * 37);
    expect(edges(histogramOf(amounts)).slice(0, 3)).toEqual([
      [0, 2000],
      [2000, 4000],
      [4000, 6000],
    ]);
    expect(edges(histogramOf([1, 1, 2, 5]))).toEqual([1, 2, 3, 4, 5].map((n) => [n, n + 1]));
  });

  it("is not squeezed by one who spent a fortune", () => {
    const bins = histogramOf([...Array.from({ length: 200 }, (_, i) => i), 1_000_000]);
    expect(bins.length).toBeGreaterThan(8);
    expect(bins.at(-1)).toMatchObject({ to: null, count: expect.any(Number) });
  });

  it("follows the calendar", () => {
    const day = (text: string) => parseDay(text)!;
    const printed = (days: number[]) =>
      datesOf(days).map(({ from, to }) => [from, to].map((edge) => edge && printDay(edge)));
    expect(printed([day("2026-01-15"), day("2026-10-03")])[0]).toEqual(["2026-01-01", "2026-02-01"]);
    expect(printed([day("1950-05-05"), day("2009-10-03")])[0]).toEqual(["1950-01-01", "1955-01-01"]);
    expect(printed([day("2026-11-23"), day("2026-11-24")])[0]).toEqual(["2026-11-23", "2026-11-24"]);
  });
});
