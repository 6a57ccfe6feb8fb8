/** What became of attributes: deleted ones, and values that are being read anew. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AttributeType } from "../../core/attributes/types";

/** Attributes that were deleted: the types under which values of theirs may still be kept. */
export const attributePasts = sqliteTable(
  "attribute_pasts",
  {
    shop: text().notNull(),
    key: text().notNull(),
    types: text({ mode: "json" }).$type<AttributeType[]>().notNull(),
    /** Its values were worked out, and nobody told them. */
    computed: integer({ mode: "boolean" }).notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.shop, t.key] })],
);

/** After a change of type: how far D1's values are read anew. */
export const attributeConversions = sqliteTable(
  "attribute_conversions",
  {
    shop: text().notNull(),
    key: text().notNull(),
    /** The shop's revision with the change: until all shards have it, values of the old type may still come. */
    revision: integer().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    startedAt: integer("started_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.key] })],
);
