/** Files that were dropped into the builder: which attributes came with each, and until when they are known. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const attributeFiles = sqliteTable(
  "attribute_files",
  {
    shop: text().notNull(),
    /** Of its import, too. */
    id: text().notNull(),
    file: text().notNull(),
    /** Keys of the attributes that it made. */
    attributes: text({ mode: "json" }).$type<string[]>().notNull(),
    by: text().notNull(),
    createdAt: integer("created_at").notNull(),
    /** From then on nobody has its values. */
    endsAt: integer("ends_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] }), index("attribute_files_by_end").on(t.endsAt)],
);
