/** The small closures that rules are compiled to. Groups of two and three are written out: they are most groups. */
import type { Activity, Value } from "./rule";
import type { Span } from "./timeframes";

/** Answers for the person loaded last. */
export type Expression = () => boolean;
export type Fact = Value | undefined;

export function all(parts: readonly Expression[]): Expression {
  const [a, b, c] = parts;
  if (!a) return () => true;
  if (!b) return a;
  if (!c) return () => a() && b();
  if (parts.length === 3) return () => a() && b() && c();
  return () => {
    for (let i = 0; i < parts.length; i++) if (!parts[i]!()) return false;
    return true;
  };
}

export function any(parts: readonly Expression[]): Expression {
  const [a, b, c] = parts;
  if (!a) return () => false;
  if (!b) return a;
  if (!c) return () => a() || b();
  if (parts.length === 3) return () => a() || b() || c();
  return () => {
    for (let i = 0; i < parts.length; i++) if (parts[i]!()) return true;
    return false;
  };
}

export const not =
  (part: Expression): Expression =>
  () =>
    !part();

/** How many times, newest first, so that a short timeframe looks at little. The history is ordered by time. */
export function countTimes(
  history: readonly Activity[] | undefined,
  matches: ((activity: Activity) => boolean) | undefined,
  span: Span | undefined,
): number {
  if (!history) return 0;
  const from = span ? span.from : -Infinity;
  const to = span ? span.to : Infinity;
  let times = 0;
  for (let i = history.length - 1; i >= 0; i--) {
    const activity = history[i]!;
    if (activity.at < from) break;
    if (activity.at < to && (!matches || matches(activity))) times += activity.times;
  }
  return times;
}
