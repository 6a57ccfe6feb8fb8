/** Exports: who took which people's data out, when, and how many. The files themselves are kept nowhere. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { ACTIVATIONS } from "../../core/exports/activation";
import { DETAILS } from "../../core/exports/columns";
import type { Whom } from "../exports/select";

export const EXPORT_FORMATS = ["csv", "csv_semicolon", "jsonl"] as const;

export const exportRuns = sqliteTable(
  "exports",
  {
    shop: text().notNull(),
    id: text().notNull(),
    /** The user who asked. */
    member: text().notNull(),
    at: integer().notNull(),
    /** What was asked for, until the file has ended: a search may name somebody. */
    whom: text({ mode: "json" }).$type<Whom>(),
    segment: text(),
    /** As it was called then. */
    segmentName: text("segment_name"),
    /** Whether a search, a rule or a filter narrowed it. */
    narrowed: integer({ mode: "boolean" }).notNull(),
    detail: text({ enum: DETAILS }).notNull(),
    format: text({ enum: EXPORT_FORMATS }).notNull(),
    activation: text({ enum: ACTIVATIONS }).notNull(),
    /** People asked for; of them, those without the activation id, and those who are another row's person. */
    people: integer().notNull(),
    without: integer().notNull(),
    same: integer().notNull(),
    /** Written so far. */
    rows: integer().notNull().default(0),
    startedAt: integer("started_at"),
    /** When it was last seen to go on. */
    aliveAt: integer("alive_at").notNull(),
    endedAt: integer("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.id] }),
    index("exports_by_time").on(t.shop, t.at),
    index("exports_by_member").on(t.shop, t.member, t.at),
  ],
);
