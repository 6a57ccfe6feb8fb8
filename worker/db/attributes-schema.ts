/** Attributes: definitions, values of those without a column, and what became of changed ones. */
import {
  customType,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Attribute } from "../../core/attributes/attribute";
import type { Computed } from "../../core/attributes/computed";
import type { AttributeType } from "../../core/attributes/types";

export const attributeDefinitions = sqliteTable(
  "attribute_definitions",
  {
    shop: text().notNull(),
    key: text().notNull(),
    label: text().notNull(),
    group: text().$type<Attribute["group"]>().notNull(),
    type: text().$type<AttributeType>().notNull(),
    notes: text().notNull().default(""),
    options: text({ mode: "json" }).$type<string[]>().notNull(),
    /** Types that it had before (`core/attributes/convert.ts`). */
    formerly: text({ mode: "json" }).$type<AttributeType[]>().notNull().default([]),
    /** How its values are worked out; none for what is told. */
    computed: text({ mode: "json" }).$type<Computed>(),
    browser: integer({ mode: "boolean" }).notNull().default(false),
    personal: integer({ mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.key] }),
    uniqueIndex("attribute_definitions_by_label").on(t.shop, t.label),
  ],
);

/** Keeps a value's own type: a column of any declared type but this would turn "0123" into 123, or 123 into "123". */
const anything = customType<{ data: string | number }>({ dataType: () => "blob" });

/**
 * A shop's own attributes: texts folded, lists as JSON arrays of folded texts, dates as milliseconds. `attribute` is the
 * `storedName` of core/attributes/convert.ts: what was written under an earlier type has another name.
 */
export const attributeValues = sqliteTable(
  "attribute_values",
  {
    shop: text().notNull(),
    person: integer().notNull(),
    attribute: text().notNull(),
    value: anything().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.attribute] }),
    index("attribute_values_by_value").on(t.shop, t.attribute, t.value, t.person),
  ],
);

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
