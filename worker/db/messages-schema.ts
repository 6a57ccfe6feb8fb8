/** Messages and what they did. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { MessageDesign } from "../../core/messages/message";

export const messages = sqliteTable(
  "messages",
  {
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    status: text({ enum: ["draft", "live", "paused", "archived"] }).notNull(),
    /** Higher goes first. */
    priority: integer().notNull(),
    draft: text({ mode: "json" }).$type<MessageDesign>().notNull(),
    /** What shops run; null until first published. */
    published: text({ mode: "json" }).$type<MessageDesign>(),
    version: integer().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    publishedAt: integer("published_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] })],
);

/** What messages did, one row each, counted per variant. Conversions carry their order and its revenue. */
export const messageEvents = sqliteTable(
  "message_events",
  {
    shop: text().notNull(),
    message: text().notNull(),
    id: text().notNull(),
    variant: text().notNull(),
    event: text({ enum: ["exposed", "shown", "clicked", "closed", "submitted", "converted"] }).notNull(),
    profile: text().notNull(),
    at: integer().notNull(),
    order: text(),
    revenue: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.message, t.profile, t.id] }),
    index("message_events_by_time").on(t.shop, t.message, t.variant, t.event, t.at),
    index("message_events_by_profile").on(t.shop, t.profile, t.at),
  ],
);
