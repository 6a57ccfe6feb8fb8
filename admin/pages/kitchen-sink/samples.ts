// Made-up data of the kitchen sink: the same at every load, so that screenshots can be compared.
import type { Tone } from "../../components/badge";

const loadedAt = Date.now();
export const minutesAgo = (minutes: number): number => loadedAt - minutes * 60_000;

/** A gently moving line. */
export function aTrend(length: number, start: number, slope = 3, swing = 0.08): number[] {
  return Array.from({ length }, (_, day) =>
    Math.round(start + day * slope + start * swing * (Math.sin(day / 2.3) + 0.6 * Math.sin(day * 1.7))),
  );
}

export interface SampleSegment {
  name: string;
  status: string;
  tone: Tone;
  people: number;
  /** Minor units of EUR. */
  spent: number;
  trend: readonly number[];
  changed: number;
}

export const sampleSegments: readonly SampleSegment[] = [
  aSegment("Big spenders of the summer", "Live", "good", 1204, 18_240_000, aTrend(30, 1100)),
  aSegment("Cart left behind", "Live", "good", 312, 2_130_000, aTrend(30, 340, -1)),
  aSegment("New this week", "Live", "good", 2890, 410_000, aTrend(30, 2400, 16)),
  aSegment("Not seen for 60 days", "Draft", "neutral", 5410, 9_800_000, aTrend(30, 5410, 0, 0)),
];

function aSegment(
  name: string,
  status: string,
  tone: Tone,
  people: number,
  spent: number,
  trend: readonly number[],
): SampleSegment {
  return { name, status, tone, people, spent, trend, changed: minutesAgo(people) };
}

const DAY = 86_400_000;
export const ninetyDays = Array.from({ length: 90 }, (_, day) => Date.UTC(2026, 7, 1) + day * DAY);
