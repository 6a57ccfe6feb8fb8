/** Imports: files that are on their way in, how far each is, and what an undo needs. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ImportKind } from "../../core/imports/fields";
import type { Column } from "../../core/imports/read";
import type { Habits } from "../../core/imports/values";

export const IMPORT_STATES = ["uploading", "ready", "running", "done", "undoing", "undone"] as const;

export const imports = sqliteTable(
  "imports",
  {
    shop: text().notNull(),
    id: text().notNull(),
    kind: text().$type<ImportKind>().notNull(),
    state: text({ enum: IMPORT_STATES }).notNull(),
    file: text().notNull(),
    /** Bytes of the file. */
    size: integer().notNull(),
    /** The columns that are taken, in the order in which records bring them. */
    columns: text({ mode: "json" }).$type<Column[]>().notNull(),
    habits: text({ mode: "json" }).$type<Habits>().notNull(),
    /** The static segment that its people are put into. */
    segment: text(),
    /** Of coupon codes: where they go. */
    pool: text(),
    /** Of rows: the table of the shop's own. */
    table: text("table_key"),
    /** Of people: only those who are known; nobody is made. */
    known: integer({ mode: "boolean" }).notNull().default(false),
    /** How many chunks there are; null until all of them have arrived. */
    chunks: integer(),
    /** Of the dry run: how many of its records nobody knew yet, each once. */
    fresh: integer().notNull().default(0),
    by: text().notNull(),
    createdAt: integer("created_at").notNull(),
    /** When it began to be applied: what it says was so then. */
    startedAt: integer("started_at"),
    finishedAt: integer("finished_at"),
    undoneAt: integer("undone_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] }), index("imports_by_state").on(t.state)],
);

/** Some hundred records: what is uploaded, applied and undone at once. */
export const importChunks = sqliteTable(
  "import_chunks",
  {
    shop: text().notNull(),
    import: text().notNull(),
    number: integer().notNull(),
    /** As read, to be applied; null when that is done. */
    rows: text(),
    /** How many were in the file, and of these refused whole. */
    records: integer().notNull(),
    refused: integer().notNull(),
    /** What was before, told before anything is applied; null when there is nothing to undo (any more). */
    undo: text(),
    made: integer(),
    changed: integer(),
    appliedAt: integer("applied_at"),
    /** Of the undo: gone, and gone back to what was before. */
    removed: integer(),
    restored: integer(),
    undoneAt: integer("undone_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.import, t.number] })],
);

/** Rows that were refused, or of which a value was left out, and why. */
export const importRefusals = sqliteTable(
  "import_refusals",
  {
    shop: text().notNull(),
    import: text().notNull(),
    chunk: integer().notNull(),
    /** As a spreadsheet numbers it. */
    row: integer().notNull(),
    whole: integer({ mode: "boolean" }).notNull(),
    reasons: text({ mode: "json" }).$type<string[]>().notNull(),
    cells: text({ mode: "json" }).$type<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.import, t.row] })],
);

/** Codes that one person each may use, in pools, from which messages give them out. */
export const couponCodes = sqliteTable(
  "coupon_codes",
  {
    shop: text().notNull(),
    code: text().notNull(),
    pool: text().notNull(),
    import: text(),
    importedAt: integer("imported_at").notNull(),
    /** The profile that got it. */
    claimedBy: text("claimed_by"),
    claimedAt: integer("claimed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.code] }),
    index("coupon_codes_by_pool").on(t.shop, t.pool, t.claimedAt),
    index("coupon_codes_by_claimer").on(t.shop, t.claimedBy).where(sql`claimed_by IS NOT NULL`),
    index("coupon_codes_by_import").on(t.shop, t.import),
  ],
);
