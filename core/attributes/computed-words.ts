/** How an attribute is computed, as a short text: "Count: viewed anything in shoes in the last 30 days". */
import { type ActivityKind, activityEntry } from "../rules/activities";
import { describe, type Names } from "../rules/describe";
import { type Computed, type FieldName, fieldEntry, isScore, measureEntry } from "./computed";

export function describeComputed(computed: Computed, names: Names): string {
  if (isScore(computed))
    return computed.score
      .map(({ when, points }) => `${signed(points)} when ${describe(when, names)}`)
      .join("; ");
  const { measure, of, value } = computed;
  const what = value
    ? [measureEntry(measure).label, fieldWord(value, of.did)]
    : [measureEntry(measure).label];
  return `${what.join(" ").replace(/ of$/, "")}: ${describe(of, names)}`;
}

/** What a name is depends on the activity: a searched text, a coupon's code. */
export const fieldWord = (field: FieldName, kind: ActivityKind): string =>
  (field === "name" && activityEntry(kind).named) || fieldEntry(field).label;

export const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);
