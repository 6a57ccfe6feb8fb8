/** The shop's own tables: what they are, and their rows. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Query } from "../../core/queries/query";
import type { Cells } from "../../core/tables/rows";
import type { Column } from "../../core/tables/table";

export const shopTables = sqliteTable(
  "shop_tables",
  {
    shop: text().notNull(),
    key: text().notNull(),
    label: text().notNull(),
    notes: text().notNull().default(""),
    columns: text({ mode: "json" }).$type<Column[]>().notNull(),
    /** The column whose value is a row's id, and the one of dates by which timeframes count. */
    rowId: text("row_id").notNull(),
    date: text(),
    /** What fills it; null where its rows are told. */
    query: text({ mode: "json" }).$type<Query>(),
    createdAt: integer("created_at").notNull(),
    /** It is gone for everybody but those whose rows are still to be dropped. */
    removedAt: integer("removed_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.key] })],
);

/** Rows as their people's profiles have them. */
export const tableRows = sqliteTable(
  "table_rows",
  {
    shop: text().notNull(),
    person: integer().notNull(),
    tableKey: text("table_key").notNull(),
    row: text().notNull(),
    /** When it was so: the newest word counts. */
    at: integer().notNull(),
    cells: text({ mode: "json" }).$type<Cells>().notNull(),
    /** Its texts and lists as they are compared. */
    folded: text({ mode: "json" }).$type<Cells>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.tableKey, t.row] }),
    index("table_rows_by_id").on(t.shop, t.tableKey, t.row),
  ],
);

/** Rows that somebody is still to give up, as they are another's by a newer word of this instant. */
export const rowMoves = sqliteTable(
  "row_moves",
  {
    shop: text().notNull(),
    tableKey: text("table_key").notNull(),
    row: text().notNull(),
    profile: text().notNull(),
    at: integer().notNull(),
    foundAt: integer("found_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.tableKey, t.row, t.profile] })],
);
