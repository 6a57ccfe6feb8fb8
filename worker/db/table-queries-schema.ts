/** Saved queries that fill tables of the shop's own: when they run, how their runs went, and what a run has under way. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { RowChange } from "../../core/queries/rows";
import type { Schedule } from "../../core/queries/schedule";

export const tableQueries = sqliteTable(
  "table_queries",
  {
    shop: text().notNull(),
    tableKey: text("table_key").notNull(),
    /** Null: by hand. */
    schedule: text({ mode: "json" }).$type<Schedule>(),
    /** Rows that a run may read in D1. */
    mostRead: integer("most_read").notNull(),
    /** When it runs next by itself. */
    nextAt: integer("next_at"),
    changedAt: integer("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.tableKey] }), index("table_queries_due").on(t.nextAt)],
);

export const PHASES = ["choose", "read", "write", "done", "failed"] as const;

export const tableQueryRuns = sqliteTable(
  "table_query_runs",
  {
    shop: text().notNull(),
    tableKey: text("table_key").notNull(),
    id: text().notNull(),
    cause: text({ enum: ["schedule", "hand", "change"] }).notNull(),
    phase: text({ enum: PHASES }).notNull(),
    /** Raised by each step, so that two who are at it do not both count one. */
    step: integer().notNull().default(0),
    /** Steps that failed one after the other. */
    tries: integer().notNull().default(0),
    /** Whom it asks, and how many it has. */
    people: integer().notNull().default(0),
    asked: integer().notNull().default(0),
    /** What it found: rows, and who have some. */
    rows: integer().notNull().default(0),
    peopleWithRows: integer("people_with_rows").notNull().default(0),
    /** Rows that bounds of tables left out, and that their owners refused. */
    leftOut: integer("left_out").notNull().default(0),
    written: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    removed: integer().notNull().default(0),
    rowsRead: integer("rows_read").notNull().default(0),
    error: text(),
    startedAt: integer("started_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.id] }),
    index("table_query_runs_by_time").on(t.shop, t.tableKey, t.startedAt),
    // One at a time.
    uniqueIndex("table_query_runs_under_way").on(t.shop, t.tableKey).where(sql`finished_at IS NULL`),
  ],
);

/** People whom a run is still to ask, some at a time, by their numbers. */
export const tableQueryBatches = sqliteTable(
  "table_query_batches",
  {
    shop: text().notNull(),
    run: text().notNull(),
    batch: integer().notNull(),
    people: text({ mode: "json" }).$type<number[]>().notNull(),
    /** Who have rows and are not asked: theirs go. */
    others: text({ mode: "json" }).$type<number[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.run, t.batch] })],
);

/** What a run found to be another, still to be told to the people's owners. */
export const tableQueryChanges = sqliteTable(
  "table_query_changes",
  {
    shop: text().notNull(),
    run: text().notNull(),
    person: integer().notNull(),
    changes: text({ mode: "json" }).$type<RowChange[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.person] }), index("table_query_changes_by_person").on(t.person)],
);
