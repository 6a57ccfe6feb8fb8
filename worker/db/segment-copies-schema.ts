/** Segments that are being frozen: their people are put into a static one, step by step. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const segmentCopies = sqliteTable(
  "segment_copies",
  {
    /** The static segment that is being filled. */
    segment: text().primaryKey(),
    shop: text().notNull(),
    /** The one whose people it takes: those who were in it at `startedAt` and still are. */
    source: text().notNull(),
    /** Whom it has come to, in the order in which they entered: since when, and the person's number. */
    since: integer().notNull().default(0),
    person: integer().notNull().default(0),
    done: integer().notNull().default(0),
    total: integer().notNull(),
    startedAt: integer("started_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (t) => [index("segment_copies_by_shop").on(t.shop)],
);
