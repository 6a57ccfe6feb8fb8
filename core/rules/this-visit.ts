/**
 * "In this visit": each person's own span, from the beginning of their visit on, for as long as it lasts. It is told
 * by two stored facts, so that every reader has the same: when the visit began and when they were last seen.
 */
import type { Person } from "./rule";
import type { Span } from "./timeframes";

/** A visit ends after this long without a signal (GA4's default), in milliseconds. */
export const VISIT_GAP = 30 * 60 * 1000;
export const VISIT_STARTED = "visit_started_at";
export const LAST_SEEN = "last_seen_at";

/** The last instant of a Date. */
const NEVER = 8.64e15;

export interface VisitSpan extends Span {
  /** When the visit is over, if nothing happens any more. */
  ends: number;
  load(person: Person, now: number): void;
}

export function visitSpan(): VisitSpan {
  const span: VisitSpan = {
    from: NEVER,
    to: NEVER,
    ends: NEVER,
    load({ attributes }, now) {
      const started = attributes[VISIT_STARTED];
      const seen = attributes[LAST_SEEN];
      const known = typeof started === "number" && typeof seen === "number";
      const ends = known ? seen + VISIT_GAP + 1 : -Infinity;
      const lasts = now < ends;
      span.from = lasts ? (started as number) : NEVER;
      span.ends = lasts ? ends : NEVER;
    },
  };
  return span;
}
