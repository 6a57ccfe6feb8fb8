// The report's days as lines for the chart: every day of the span, days without a row as zero.
import { clockIn, parseDay } from "../../../../core/time/zone";
import type { Report } from "../api";

export const MEASURES = [
  "exposedPeople",
  "shown",
  "clicked",
  "closed",
  "submitted",
  "converted",
  "revenue",
] as const;
export type Measure = (typeof MEASURES)[number];

export interface Line {
  variant: string;
  values: number[];
}

/** Times are the starts of the shop's days; the control group has a line only where it can have numbers. */
export function linesOf(report: Report, measure: Measure): { times: number[]; lines: Line[] } {
  const [first, last] = [parseDay(report.from) ?? 0, parseDay(report.to) ?? -1];
  const clock = clockIn(report.timeZone, Date.now());
  const length = last - first + 1;
  const times = Array.from({ length }, (_, i) => clock.startOf(first + i));
  const lines = report.variants
    .filter(({ control }) => !control || measure === "exposedPeople")
    .map(({ variant }) => ({ variant, values: new Array<number>(length).fill(0) }));
  for (const row of report.days) {
    const values = lines.find(({ variant }) => variant === row.variant)?.values;
    const at = (parseDay(row.day) ?? first) - first;
    if (values && at >= 0 && at < length) values[at] = row[measure];
  }
  return { times, lines };
}
