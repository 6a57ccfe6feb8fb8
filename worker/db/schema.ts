/**
 * D1: the read model of homed profiles, and what D1 itself owns (orders, products, definitions, members).
 * Every table but those of sign-in is led by `shop`. Instants are UTC milliseconds; amounts are integers in the
 * currency's minor unit. Sign-in's tables are in `auth-schema.ts`.
 */
import { sql } from "drizzle-orm";
import {
  customType,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Attribute } from "../../core/attributes/attribute";
import type { AttributeType } from "../../core/attributes/types";
import type { MessageDesign } from "../../core/messages/message";
import type { Profile } from "../../core/profiles/profile";
import type { Rule } from "../../core/rules/rule";

export * from "./auth-schema";

/** A shop is an organisation of sign-in, with the same id. */
export const shops = sqliteTable("shops", {
  id: text().primaryKey(),
  name: text().notNull(),
  currency: text().notNull(),
  timeZone: text("time_zone").notNull(),
  consent: text({ enum: ["required", "not_required"] })
    .notNull()
    .default("required"),
  /** Number of profile shards in each region. Fixed when the shop is made: homes depend on it. */
  shards: integer().notNull(),
  /** Days after a click or a view in which an order counts as a message's conversion. */
  clickDays: integer("click_days").notNull().default(7),
  viewDays: integer("view_days").notNull().default(1),
  /** Pause everything. */
  paused: integer({ mode: "boolean" }).notNull().default(false),
  /** Grows with each change that belongs into the snapshot; `published` is the newest that reached the edge. */
  revision: integer().notNull().default(0),
  publishedRevision: integer("published_revision").notNull().default(0),
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
    browser: integer({ mode: "boolean" }).notNull().default(false),
    personal: integer({ mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.key] })],
);

/** The facts that rules use most: one column for each standard attribute marked `column`. */
export const profiles = sqliteTable(
  "profiles",
  {
    shop: text().notNull(),
    id: text().notNull(),
    /** The profile's own version: a flush that comes late changes nothing. */
    version: integer().notNull(),
    /** Shard that owns it; null when D1 does. */
    home: text(),
    /** When time alone may next change a membership. */
    nextChangeAt: integer("next_change_at"),
    identified: integer(),
    visits: real(),
    page_views: real(),
    product_views: real(),
    searches: real(),
    seconds_on_site: real(),
    first_seen_at: integer(),
    last_seen_at: integer(),
    email_consent: integer(),
    messages_shown: real(),
    messages_clicked: real(),
    messages_submitted: real(),
    last_message_shown_at: integer(),
    orders: real(),
    spent: real(),
    average_order: real(),
    largest_order: real(),
    items_bought: real(),
    first_order_at: integer(),
    last_order_at: integer(),
    cart_total: real(),
    cart_quantity: real(),
    cart_updated_at: integer(),
    checkout_started_at: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.id] }),
    index("profiles_by_last_seen").on(t.shop, t.last_seen_at),
    index("profiles_due").on(t.nextChangeAt),
  ],
);

/** The whole document, for the profile's page and for profiles that D1 owns. */
export const profileDocuments = sqliteTable(
  "profile_documents",
  {
    shop: text().notNull(),
    profile: text().notNull(),
    document: text({ mode: "json" }).$type<Profile>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.profile] })],
);

/** Keeps a value's own type: a column of any declared type but this would turn "0123" into 123, or 123 into "123". */
const anything = customType<{ data: string | number }>({ dataType: () => "blob" });

/** Attributes without a column: texts folded, lists as JSON arrays of folded texts, dates as milliseconds. */
export const attributeValues = sqliteTable(
  "attribute_values",
  {
    shop: text().notNull(),
    profile: text().notNull(),
    attribute: text().notNull(),
    value: anything().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.profile, t.attribute] }),
    index("attribute_values_by_value").on(t.shop, t.attribute, t.value, t.profile),
  ],
);

export const identities = sqliteTable(
  "identities",
  {
    shop: text().notNull(),
    kind: text({ enum: ["email", "phone", "customer"] }).notNull(),
    /** As compared: trimmed, lower case. */
    value: text().notNull(),
    profile: text().notNull(),
    verified: integer({ mode: "boolean" }).notNull(),
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.kind, t.value, t.profile] }),
    index("identities_by_profile").on(t.shop, t.profile),
    // One verified owner for each identity.
    uniqueIndex("identities_verified").on(t.shop, t.kind, t.value).where(sql`verified = 1`),
  ],
);

export const activities = sqliteTable(
  "activities",
  {
    shop: text().notNull(),
    profile: text().notNull(),
    kind: text().notNull(),
    at: integer().notNull(),
    /** Unique within the profile, so that a flush repeated adds nothing. */
    id: text().notNull(),
    times: integer().notNull(),
    product: text(),
    category: text(),
    name: text(),
    quantity: real(),
    amount: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.profile, t.kind, t.at, t.id] }),
    // Most activities have neither: an index of those that do costs the others nothing.
    index("activities_by_product")
      .on(t.shop, t.kind, t.product, t.at, t.profile, t.times)
      .where(sql`product IS NOT NULL`),
    index("activities_by_category")
      .on(t.shop, t.kind, t.category, t.at, t.profile, t.times)
      .where(sql`category IS NOT NULL`),
    index("activities_by_time").on(t.shop, t.kind, t.at, t.profile, t.times),
  ],
);

export const orders = sqliteTable(
  "orders",
  {
    shop: text().notNull(),
    id: text().notNull(),
    profile: text().notNull(),
    at: integer().notNull(),
    total: integer().notNull(),
    currency: text().notNull(),
    coupon: text(),
    lines: text({ mode: "json" }).$type<OrderLine[]>().notNull(),
    /** Who told us: the page, or the shop's server. */
    source: text({ enum: ["browser", "server", "import"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.id] }),
    index("orders_by_profile").on(t.shop, t.profile, t.at),
    index("orders_by_time").on(t.shop, t.at),
  ],
);

export interface OrderLine {
  product: string;
  name?: string;
  category?: string;
  quantity: number;
  price?: number;
}

/** The catalogue: what pages and feeds told us of each product. */
export const products = sqliteTable(
  "products",
  {
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    brand: text(),
    /** As shown, and folded as in activities. */
    category: text(),
    categoryKey: text("category_key"),
    price: integer(),
    currency: text(),
    url: text(),
    image: text(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] }), index("products_by_category").on(t.shop, t.categoryKey)],
);

export const segments = sqliteTable(
  "segments",
  {
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    kind: text({ enum: ["dynamic", "static"] }).notNull(),
    rule: text({ mode: "json" }).$type<Rule>().notNull(),
    /** Whether pages may know that a visitor is in it (`vitrine.segments()`). */
    visible: integer({ mode: "boolean" }).notNull().default(false),
    /** Grows with each change of the rule. */
    version: integer().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    archivedAt: integer("archived_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] }), uniqueIndex("segments_by_name").on(t.shop, t.name)],
);

export const memberships = sqliteTable(
  "memberships",
  {
    shop: text().notNull(),
    segment: text().notNull(),
    profile: text().notNull(),
    since: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.segment, t.profile] }),
    index("memberships_by_profile").on(t.shop, t.profile),
    // The newest members first, a page at a time.
    index("memberships_by_since").on(t.shop, t.segment, t.since, t.profile),
  ],
);

/** Entering and leaving, once each: `version` is the profile's version that made the change. */
export const membershipChanges = sqliteTable(
  "membership_changes",
  {
    shop: text().notNull(),
    segment: text().notNull(),
    profile: text().notNull(),
    version: integer().notNull(),
    entered: integer({ mode: "boolean" }).notNull(),
    at: integer().notNull(),
    /** What made it change: a signal, time alone, or a new rule. */
    cause: text({ enum: ["signal", "time", "rule", "import"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.segment, t.profile, t.version] }),
    index("membership_changes_by_time").on(t.shop, t.segment, t.at, t.entered),
    index("membership_changes_by_profile").on(t.shop, t.profile, t.at),
  ],
);

/** How many were in a segment at the end of a day of the shop's time zone, and how many came and went in it. */
export const segmentDays = sqliteTable(
  "segment_days",
  {
    shop: text().notNull(),
    segment: text().notNull(),
    /** Days since 1970-01-01. */
    day: integer().notNull(),
    size: integer().notNull(),
    entered: integer().notNull(),
    left: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.segment, t.day] })],
);

/** Re-evaluation of everyone after publishing: how far it is. Homed profiles are done by their shards. */
export const evaluations = sqliteTable("evaluations", {
  shop: text().primaryKey(),
  revision: integer().notNull(),
  /** Last profile done among those that D1 owns; null when finished. */
  cursor: text(),
  done: integer().notNull(),
  total: integer().notNull(),
  startedAt: integer("started_at").notNull(),
  finishedAt: integer("finished_at"),
});

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

/** One-time links by which the first owner of a shop comes in. Only the token's hash is kept. */
export const setupTokens = sqliteTable("setup_tokens", {
  hash: text().primaryKey(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});
