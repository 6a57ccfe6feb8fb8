/** Merges of profiles: where the merged one is now, and what an undo needs. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const merges = sqliteTable(
  "merges",
  {
    id: text().primaryKey(),
    shop: text().notNull(),
    /** The profile that became part of the other. */
    loser: text().notNull(),
    survivor: text().notNull(),
    at: integer().notNull(),
    /** The merged profile as it was. */
    document: text().notNull(),
    undoneAt: integer("undone_at"),
  },
  (t) => [
    uniqueIndex("merges_by_loser").on(t.shop, t.loser, t.at),
    index("merges_by_survivor").on(t.shop, t.survivor, t.at),
  ],
);
