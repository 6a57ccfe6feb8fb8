/** Shops: where their pages are, their keys, their shards, and how far new rules are. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Plan } from "../visit/plan";

/** A shop is an organisation of sign-in, with the same id. */
export const shops = sqliteTable("shops", {
  id: text().primaryKey(),
  /** Its people's numbers begin with it. */
  number: integer().notNull().unique(),
  /** How many people it has: kept by each flush, because to count them takes longer than most questions. */
  people: integer().notNull().default(0),
  name: text().notNull(),
  currency: text().notNull(),
  timeZone: text("time_zone").notNull(),
  consent: text({ enum: ["required", "not_required"] })
    .notNull()
    .default("required"),
  /** When somebody withdraws their consent: what is known of them stays, or is erased. */
  withdrawal: text({ enum: ["keep", "erase"] })
    .notNull()
    .default("keep"),
  /** Months after which unidentified people who were not seen are erased, and signals are forgotten; null is never. */
  keepPeople: integer("keep_people"),
  keepSignals: integer("keep_signals"),
  /** When retention goes on. */
  retentionDueAt: integer("retention_due_at").notNull().default(0),
  /** Number of profile shards in each region. Fixed when the shop is made: homes depend on it. */
  shards: integer().notNull(),
  /** Days after a click or a view in which an order counts as a message's conversion. */
  clickDays: integer("click_days").notNull().default(7),
  viewDays: integer("view_days").notNull().default(1),
  /** Which of its secrets signs who is signed in, and since when. */
  identifyVersion: integer("identify_version").notNull().default(1),
  identifySince: integer("identify_since").notNull().default(0),
  /** Pause everything. */
  paused: integer({ mode: "boolean" }).notNull().default(false),
  /** Grows with each change that belongs into the snapshot; `published` is the newest that reached the edge. */
  revision: integer().notNull().default(0),
  publishedRevision: integer("published_revision").notNull().default(0),
  /** Grows with each change of products and discounts; `itemsRevision` is the one that item sets were resolved from. */
  catalogueRevision: integer("catalogue_revision").notNull().default(0),
  itemsRevision: integer("items_revision").notNull().default(0),
  /** When a discount next begins or ends, which may change item sets too. */
  itemsDueAt: integer("items_due_at"),
  firstSignalAt: integer("first_signal_at"),
  lastSignalAt: integer("last_signal_at"),
  /** When the sizes of its segments are written down next: shortly after its midnight. */
  sizesDueAt: integer("sizes_due_at").notNull().default(0),
  createdAt: integer("created_at").notNull(),
});

/** Origins, such as https://shop.example, whose pages may send signals. */
export const shopDomains = sqliteTable(
  "shop_domains",
  { shop: text().notNull(), origin: text().notNull(), createdAt: integer("created_at").notNull() },
  (t) => [primaryKey({ columns: [t.shop, t.origin] })],
);

/** Public keys: they name the shop in its pages. Not secret, so kept as they are. */
export const shopKeys = sqliteTable(
  "shop_keys",
  {
    key: text().primaryKey(),
    shop: text().notNull(),
    createdAt: integer("created_at").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (t) => [index("shop_keys_by_shop").on(t.shop)],
);

/** One-time links by which the first owner of a shop comes in. Only the token's hash is kept. */
export const setupTokens = sqliteTable("setup_tokens", {
  hash: text().primaryKey(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});

/** Shards that hold profiles of a shop, so that publishing and cron reach them. */
export const shards = sqliteTable(
  "shards",
  {
    shop: text().notNull(),
    name: text().notNull(),
    region: text().notNull(),
    flushedAt: integer("flushed_at").notNull(),
    /** Revision of the configuration by which all its profiles are evaluated. */
    evaluatedRevision: integer("evaluated_revision").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.shop, t.name] })],
);

/** Re-evaluation of everyone after publishing: how far it is. Homed profiles are done by their shards. */
export const evaluations = sqliteTable("evaluations", {
  shop: text().primaryKey(),
  revision: integer().notNull(),
  /** How far it is among the people that D1 owns (`worker/visit/evaluate-unhomed.ts`). */
  cursor: text(),
  done: integer().notNull(),
  total: integer().notNull(),
  startedAt: integer("started_at").notNull(),
  finishedAt: integer("finished_at"),
  /** Which segments are asked; null when it is not known by which rules people were sorted: all of them are. */
  plan: text({ mode: "json" }).$type<Plan>(),
});
