/**
 * A table of the shop's own: rows that each belong to one person, such as their pets or subscriptions. Its columns have
 * the types that attributes have; rules ask for rows as they ask for behaviour.
 */
import { type AttributeType, attributeTypes, type FactType } from "../attributes/types";

export interface Column {
  /** The name in rules, in the API and in the database. */
  key: string;
  /** The name that marketers see. */
  label: string;
  type: ColumnType;
  /** Possible values, where the type has them. */
  options?: readonly string[];
  /** Masked for analysts. */
  personal?: boolean;
}

export interface Table {
  key: string;
  label: string;
  /** In the order in which they are shown. */
  columns: readonly Column[];
  /** The column whose value is the row's id: one row of the shop has it, or, by a query, one of each person. */
  id: string;
  /** The column of dates by which timeframes count. */
  date?: string;
  /** A saved query fills it: a row's id tells it from others of its person only. */
  byQuery?: true;
}

export type Tables = ReadonlyMap<string, Table>;

/** Places need more than a row's cells to be compared. */
export const COLUMN_TYPES = (Object.keys(attributeTypes) as AttributeType[]).filter(
  (type): type is ColumnType => type !== "place",
);
export type ColumnType = Exclude<AttributeType, "place">;

export const LIMITS = {
  tables: 20,
  columns: 30,
  /** Of one person in one table. */
  rows: 100,
  /** Of JSON: one row, and all rows of one person. */
  rowBytes: 4_000,
  personBytes: 64_000,
  id: 100,
  /** So that sums stay exact to the thousandth. */
  number: 1e10,
} as const;

export const factOf = ({ type }: Pick<Column, "type">): FactType => attributeTypes[type].fact;

export const columnOf = ({ columns }: Table, key: string | undefined): Column | undefined =>
  columns.find((column) => column.key === key);

export const isDateColumn = (column: Column): boolean => factOf(column) === "date";
export const isNumberColumn = (column: Column): boolean => factOf(column) === "number";
