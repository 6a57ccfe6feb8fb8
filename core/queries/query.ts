/**
 * A saved query: what one of the shop's own tables is filled with. A question in the domain's own terms: of what people
 * did, or of the rows of another table, by what it is grouped, and what is said of each group. Every person gets a row
 * for each of their groups; the group's value is the row's id.
 */
import type { CellRule, DidRule, HasRule, Rule } from "../rules/rule";
import type { GroupName } from "./groups";
import type { MeasureName } from "./measures";

export interface Query {
  from: Source;
  /** Whose; everybody's without. */
  people?: Rule;
  by: GroupBy;
  /** What is said of each group. */
  columns: Measured[];
  /** Only rows of which this holds, by numbers and dates of the result. */
  where?: CellRule[];
  /** Of each person those with the most of a column. */
  keep?: Keep;
}

/** What people did, or rows of another of the shop's own tables. */
export type Source = DeedSource | RowSource;
export type DeedSource = Pick<DidRule, "did" | "named" | "items" | "after" | "during">;
export type RowSource = Pick<HasRule, "has" | "where" | "during">;

/** A group of the registry, or a column of texts of the other table. */
export type GroupBy = GroupName | { column: string };

export interface Measured {
  measure: MeasureName;
  /** A column of the other table, for measures that look at one. */
  of?: string;
}

/** `most`: key of a column of the result. */
export interface Keep {
  most: string;
  rows: number;
}

export const LIMITS = {
  columns: 12,
  /** Of JSON: all rows of one person that one query gives. */
  personBytes: 32_000,
} as const;

export const isOfRows = (source: Source): source is RowSource => "has" in source;

/** The conditions that it is made of: what they look at, it looks at. */
export const rulesOfQuery = ({ from, people }: Query): Rule[] => [from, ...(people ? [people] : [])];
