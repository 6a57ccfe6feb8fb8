/** What a query may say of a group: one entry each, over entries `a` of activities or rows `r`. */
import { type ActivityKind, activityEntry } from "../rules/activities";
import { MEASURES } from "../rules/did-measures";
import { raw, type Sql, sql } from "../rules/sql-text";
import type { ColumnType } from "../tables/table";

export interface Measure {
  label: string;
  type: ColumnType;
  /** Money: kept as marketers write it, 249.90, not in minor units. */
  unit?: "amount";
  /** Whether it is said of entries of an activity. */
  isOf?(kind: ActivityKind): boolean;
  /** Whether it is said of rows: of them, of their dates, or of a column of numbers. */
  ofRows?: "rows" | "date" | "number";
  sql(over: Over): Sql;
}

export interface Over {
  rows: boolean;
  /** When it was. */
  at: Sql;
  /** The column of numbers that it looks at. */
  cell: Sql;
  /** How many minor units make one. */
  minor: number;
}

const sums = (what: "amount" | "quantity") => (kind: ActivityKind) =>
  activityEntry(kind).sums?.includes(what) ?? false;
const NONE = raw("0");

export const measures = {
  count: {
    label: "Times",
    type: "number",
    isOf: () => true,
    ofRows: "rows",
    sql: ({ rows }) => raw(rows ? "count(*)" : `sum(${MEASURES.times})`),
  },
  quantity: {
    label: "Pieces",
    type: "number",
    isOf: sums("quantity"),
    sql: () => raw(`sum(${MEASURES.quantity}) / 1000.0`),
  },
  amount: {
    label: "Amount",
    type: "number",
    unit: "amount",
    isOf: sums("amount"),
    sql: ({ minor }) => raw(`sum(${MEASURES.amount}) / ${minor}.0`),
  },
  products: {
    label: "Different products",
    type: "number",
    isOf: (kind) => activityEntry(kind).items === true,
    sql: () => raw("count(DISTINCT a.product)"),
  },
  occasions: {
    label: "Occasions",
    type: "number",
    isOf: () => true,
    sql: ({ at }) => sql`count(DISTINCT ${at})`,
  },
  sum: {
    label: "Sum",
    type: "number",
    ofRows: "number",
    // In whole thousandths, as rules add up.
    sql: ({ cell }) =>
      sql`sum(CASE WHEN ${cell} < 0 THEN -CAST(-${cell} * 1000 + 0.5 AS INTEGER) ELSE CAST(coalesce(${cell}, ${NONE}) * 1000 + 0.5 AS INTEGER) END) / 1000.0`,
  },
  least: { label: "Least", type: "number", ofRows: "number", sql: ({ cell }) => sql`min(${cell})` },
  most: { label: "Most", type: "number", ofRows: "number", sql: ({ cell }) => sql`max(${cell})` },
  first: {
    label: "First",
    type: "dateTime",
    isOf: () => true,
    ofRows: "date",
    sql: ({ at }) => sql`min(${at})`,
  },
  last: {
    label: "Last",
    type: "dateTime",
    isOf: () => true,
    ofRows: "date",
    sql: ({ at }) => sql`max(${at})`,
  },
} satisfies Record<string, Measure>;
export type MeasureName = keyof typeof measures;

export const measureNames = Object.keys(measures) as MeasureName[];
export const measureEntry = (name: MeasureName): Measure => measures[name];

/** What may be said of entries of an activity. */
export const measuresForDeed = (kind: ActivityKind): MeasureName[] =>
  measureNames.filter((name) => measureEntry(name).isOf?.(kind) ?? false);
