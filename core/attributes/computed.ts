/**
 * Computed attributes: what a shop lets Vitrine work out of a person's behaviour ("how often they viewed shoes in the
 * last 30 days"), and scores ("+10 points when …"). Whoever owns the profile works them out, with the rule language's
 * own parts, and stores them like any value (decision 14); nobody else sets them. A measure is one entry below.
 */
import { type ActivityKind, activities, activityEntry } from "../rules/activities";
import { fold } from "../rules/fold";
import type { Activity, DidRule, Rule, Value } from "../rules/rule";
import { thousandths } from "../rules/thousandths";
import type { Attribute } from "./attribute";

export type Computed = Measured | Score;

export interface Measured {
  measure: MeasureName;
  /** Which entries of their history. */
  of: Deed;
  /** What of each entry, for measures that look at it. */
  value?: FieldName;
}
export type Deed = Pick<DidRule, "did" | "named" | "items" | "after" | "during">;

/** The points of all rules that hold, added up. */
export interface Score {
  score: ScorePart[];
}
export interface ScorePart {
  when: Rule;
  points: number;
}

export const isScore = (computed: Computed): computed is Score => "score" in computed;

/** What of an entry a measure may look at. */
interface Field {
  label: string;
  type: "shortText" | "number" | "dateTime";
  unit?: "amount";
  /** Whether entries of an activity have it. */
  isOf(kind: ActivityKind): boolean;
  read(entry: Activity): Value | undefined;
}

const hasProducts = (kind: ActivityKind) => activityEntry(kind).items === true;
const sums = (kind: ActivityKind, what: "amount" | "quantity") =>
  activityEntry(kind).sums?.includes(what) ?? false;

export const fields = {
  product: { label: "product", type: "shortText", isOf: hasProducts, read: ({ product }) => product },
  category: {
    label: "category",
    type: "shortText",
    isOf: (kind) => activityEntry(kind).items !== undefined,
    read: ({ category }) => category,
  },
  brand: { label: "brand", type: "shortText", isOf: hasProducts, read: ({ brand }) => brand },
  name: {
    label: "name",
    type: "shortText",
    isOf: (kind) => activityEntry(kind).named !== undefined,
    read: ({ name }) => name,
  },
  channel: {
    label: "channel",
    type: "shortText",
    isOf: (kind) => kind === "ordered",
    read: ({ channel }) => channel,
  },
  amount: {
    label: "amount",
    type: "number",
    unit: "amount",
    isOf: (kind) => sums(kind, "amount"),
    read: ({ amount }) => amount,
  },
  quantity: {
    label: "quantity",
    type: "number",
    isOf: (kind) => sums(kind, "quantity"),
    read: ({ quantity }) => quantity,
  },
  at: { label: "time", type: "dateTime", isOf: () => true, read: ({ at }) => at },
} satisfies Record<string, Field>;
export type FieldName = keyof typeof fields;

export const fieldNames = Object.keys(fields) as FieldName[];
export const fieldEntry = (name: FieldName): Field => fields[name];

interface Measure {
  label: string;
  /** What of an entry it can look at; none for the entries themselves. */
  looksAt: readonly FieldName[];
  /** Where it does not hold what it looks at: the type and the unit. */
  holds?: Pick<Attribute, "type" | "unit">;
  /** Of the entries, oldest first; undefined is not known. */
  of(entries: readonly Activity[], read: (entry: Activity) => Value | undefined): Value | undefined;
}

const KNOWN: readonly FieldName[] = ["product", "category", "brand", "name", "channel"];

export const measures = {
  count: {
    label: "Count of",
    looksAt: [],
    holds: { type: "number", unit: "count" },
    of: (entries) => entries.reduce((sum, { times }) => sum + times, 0),
  },
  sum: {
    label: "Sum of",
    looksAt: ["amount", "quantity"],
    // In whole thousandths, as rules add up.
    of: (entries, read) =>
      entries.reduce((sum, entry) => sum + thousandths((read(entry) as number | undefined) ?? 0), 0) / 1000,
  },
  first: { label: "First", looksAt: fieldNames, of: (entries, read) => firstKnown(entries, read) },
  last: { label: "Last", looksAt: fieldNames, of: (entries, read) => firstKnown(entries.toReversed(), read) },
  mostFrequent: { label: "Most frequent", looksAt: KNOWN, of: mostFrequent },
} satisfies Record<string, Measure>;
export type MeasureName = keyof typeof measures;

export const measureNames = Object.keys(measures) as MeasureName[];
export const measureEntry = (name: MeasureName): Measure => measures[name];

/** What it is for who did nothing of the kind; undefined is not known. */
export const ofNothing = (measure: MeasureName): Value | undefined =>
  measureEntry(measure).of([], () => undefined);

/** What a measure can look at of an activity. */
export const fieldsFor = (measure: MeasureName, kind: ActivityKind): FieldName[] =>
  measureEntry(measure).looksAt.filter((name) => fields[name].isOf(kind));

/** Activities of which a measure can be taken. */
export const kindsFor = (measure: MeasureName): ActivityKind[] =>
  (Object.keys(activities) as ActivityKind[]).filter(
    (kind) => measureEntry(measure).looksAt.length === 0 || fieldsFor(measure, kind).length > 0,
  );

/** What it holds follows from how it is worked out. */
export function shapeOf(computed: Computed): Pick<Attribute, "type" | "unit"> {
  if (isScore(computed)) return { type: "number", unit: "count" };
  const { holds } = measureEntry(computed.measure);
  if (holds) return holds;
  const { type, unit } = fieldEntry(computed.value!);
  return { type, ...(unit && { unit }) };
}

/** Whether its texts name something of the catalogue. */
export function holdsOf({
  computed,
}: {
  computed?: Computed | null | undefined;
}): "products" | "categories" | undefined {
  if (!computed || isScore(computed)) return undefined;
  return computed.value === "product" ? "products" : computed.value === "category" ? "categories" : undefined;
}

/** The rules that it is made of: what they look at, it looks at. */
export const rulesIn = (computed: Computed): Rule[] =>
  isScore(computed) ? computed.score.map(({ when }) => when) : [computed.of];

/** The rules of all that are computed. */
export const computedRules = (attributes: Iterable<Pick<Attribute, "computed">>): Rule[] =>
  [...attributes].flatMap(({ computed }) => (computed ? rulesIn(computed) : []));

function firstKnown(entries: readonly Activity[], read: (entry: Activity) => Value | undefined) {
  for (const entry of entries) {
    const value = read(entry);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Of equals the one that came last; written as it was last. */
function mostFrequent(
  entries: readonly Activity[],
  read: (entry: Activity) => Value | undefined,
): Value | undefined {
  const all = new Map<string, { value: string; times: number }>();
  for (const entry of entries) {
    const value = read(entry);
    if (typeof value !== "string") continue;
    const key = fold(value);
    const times = (all.get(key)?.times ?? 0) + entry.times;
    // What is set anew comes last.
    all.delete(key);
    all.set(key, { value, times });
  }
  let most: { value: string; times: number } | undefined;
  for (const one of all.values()) if (one.times >= (most?.times ?? 0)) most = one;
  return most?.value;
}
