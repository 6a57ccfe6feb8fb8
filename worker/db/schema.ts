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
import type { KeyKind } from "../../core/products/product";
import type { Profile } from "../../core/profiles/profile";
import { type ActivityKind, activities as activityKinds } from "../../core/rules/activities";
import type { RankRule } from "../../core/rules/ranks";
import type { Rule } from "../../core/rules/rule";
import { totalColumns } from "../../core/rules/totals";
import type { Plan } from "../visit/plan";

export * from "./attribute-files-schema";
export * from "./attributes-schema";
export * from "./auth-schema";
export * from "./exports-schema";
export * from "./imports-schema";
export * from "./merges-schema";
export * from "./orders-schema";
export * from "./privacy-schema";
export * from "./segment-copies-schema";
export * from "./tables-schema";
export * from "./tables-schema";

/**
 * Tables that are their primary key's own index (SQLite's WITHOUT ROWID), which Drizzle cannot say: `npm run migration`
 * adds it. Rows of a person lie together, and are stored once instead of twice.
 */
export const CLUSTERED = ["attribute_values", "activities", "memberships", "interests"];

/** Columns `…_times` and `…_last` of each kind. */
const activityTotals = Object.fromEntries(
  (Object.keys(activityKinds) as ActivityKind[]).flatMap(totalColumns).map((column) => [column, integer()]),
);

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
    browser: integer({ mode: "boolean" }).notNull().default(false),
    personal: integer({ mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.key] }),
    uniqueIndex("attribute_definitions_by_label").on(t.shop, t.label),
  ],
);

/**
 * The facts that rules use most, and of each kind of activity how often and when last, in the order of their use:
 * SQLite reads a row from its beginning. Every count reads these rows from first to last, so nothing wide is in them.
 * `num` is the person in all tables that rules read: the shop's number in the upper bits, so that a shop's people lie
 * together, and numbers of neighbours follow each other.
 */
export const profiles = sqliteTable(
  "profiles",
  {
    num: integer().primaryKey(),
    identified: integer(),
    email_consent: integer(),
    country: text(),
    orders: real(),
    spent: real(),
    visits: real(),
    last_seen_at: integer(),
    first_seen_at: integer(),
    visit_started_at: integer(),
    last_order_at: integer(),
    email: text(),
    ...activityTotals,
    page_views: real(),
    product_views: real(),
    searches: real(),
    seconds_on_site: real(),
    average_order: real(),
    largest_order: real(),
    items_bought: real(),
    orders_with_coupon: real(),
    distinct_products: real(),
    first_order_at: integer(),
    cart_total: real(),
    cart_quantity: real(),
    cart_updated_at: integer(),
    checkout_started_at: integer(),
    device: text(),
    language: text(),
    city: text(),
    region: text(),
    gender: text(),
    birthday: integer(),
    first_channel: text(),
    last_channel: text(),
    messages_shown: real(),
    messages_clicked: real(),
    messages_submitted: real(),
    last_message_shown_at: integer(),
    browser: text(),
    os: text(),
    eu: integer(),
    email_consent_at: integer(),
    marketing_consent: integer(),
    first_utm_source: text(),
    first_utm_medium: text(),
    first_utm_campaign: text(),
    last_utm_source: text(),
    last_utm_medium: text(),
    last_utm_campaign: text(),
    shop: text().notNull(),
    id: text().notNull(),
    /** The profile's own version: a flush that comes late changes nothing. */
    version: integer().notNull(),
    /** Shard that owns it; null when D1 does. */
    home: text(),
    /** When time alone may next change a membership. */
    nextChangeAt: integer("next_change_at"),
  },
  (t) => [
    uniqueIndex("profiles_by_id").on(t.shop, t.id),
    index("profiles_by_last_seen").on(t.shop, t.last_seen_at),
    index("profiles_identified").on(t.shop).where(sql`identified = 1`),
    index("profiles_due").on(t.nextChangeAt),
  ],
);

/** Long facts, under the same number: read for the people whom the short ones leave. Lists are JSON. */
export const profileDetails = sqliteTable(
  "profile_details",
  {
    num: integer().primaryKey(),
    shop: text().notNull(),
    phone: text(),
    customer_id: text(),
    first_name: text(),
    last_name: text(),
    interests: text(),
    tags: text(),
    postal_code: text(),
    continent: text(),
    time_zone: text(),
    first_referrer: text(),
    first_landing_page: text(),
    last_referrer: text(),
    last_landing_page: text(),
    first_utm_term: text(),
    first_utm_content: text(),
    first_click_id: text(),
    last_utm_term: text(),
    last_utm_content: text(),
    last_click_id: text(),
    region_code: text(),
    place: text(),
    education: text(),
    relationship: text(),
    household_size: real(),
    children: real(),
    pets: text(),
    home: text(),
    screen: text(),
    favourite_category: text(),
    favourite_brand: text(),
    channels_bought_on: text(),
    sms_consent: integer(),
    sms_consent_at: integer(),
    push_consent: integer(),
    push_consent_at: integer(),
  },
  (t) => [
    // For the search of people.
    index("profile_details_by_first_name").on(t.shop, t.first_name).where(sql`first_name IS NOT NULL`),
    index("profile_details_by_last_name").on(t.shop, t.last_name).where(sql`last_name IS NOT NULL`),
    index("profile_details_tagged").on(t.shop).where(sql`tags IS NOT NULL`),
  ],
);

/** The whole document, for the profile's page and for profiles that D1 owns. */
export const profileDocuments = sqliteTable("profile_documents", {
  num: integer().primaryKey(),
  shop: text().notNull(),
  document: text({ mode: "json" }).$type<Profile>().notNull(),
});

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
    person: integer().notNull(),
    kind: text().notNull(),
    at: integer().notNull(),
    /** Unique within the profile, so that a flush repeated adds nothing. */
    id: text().notNull(),
    times: integer().notNull(),
    product: text(),
    category: text(),
    name: text(),
    /** The name folded, where that differs. */
    nameKey: text("name_key"),
    quantity: real(),
    amount: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.kind, t.at, t.id] }),
    // Most activities have neither: an index of those that do costs the others nothing.
    index("activities_by_product")
      .on(t.shop, t.kind, t.product, t.at, t.person, t.times)
      .where(sql`product IS NOT NULL`),
    index("activities_by_category")
      .on(t.shop, t.kind, t.category, t.at, t.person, t.times)
      .where(sql`category IS NOT NULL`),
    index("activities_by_time").on(t.shop, t.kind, t.at, t.person, t.times),
  ],
);

/** The catalogue: what pages and the shop's server told us of each product. */
export const products = sqliteTable(
  "products",
  {
    /** Stays the same for as long as the product is there: what the full-text index and the keys refer to. */
    number: integer().primaryKey(),
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    brand: text(),
    supplier: text(),
    /** Paths such as "Outdoor > Tents", the main one first. */
    categories: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    tags: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    /** Folded, by kind (`keysOf`); a trigger spreads them into `product_keys`. */
    keys: text({ mode: "json" }).$type<Record<KeyKind, string[]>>().notNull(),
    price: integer(),
    /** The price before it was reduced. */
    compareAt: integer("compare_at"),
    currency: text(),
    /** Pieces; null when nobody counts them. */
    stock: integer(),
    url: text(),
    image: text(),
    /** Whether the shop still sells it. What people did with it stays in rules either way. */
    active: integer({ mode: "boolean" }).notNull().default(true),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("products_by_id").on(t.shop, t.id),
    index("products_by_name").on(t.shop, t.name, t.id),
    index("products_by_price").on(t.shop, t.price),
  ],
);

/** By which keys products are found: brand, supplier, tag, and each category with all above it. Kept by triggers. */
export const productKeys = sqliteTable(
  "product_keys",
  {
    shop: text().notNull(),
    kind: text().$type<KeyKind>().notNull(),
    key: text().notNull(),
    product: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.kind, t.key, t.product] })],
);

export const discounts = sqliteTable(
  "discounts",
  {
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    /** Null: it applies by itself. */
    code: text(),
    /** Half open; null is without that end. */
    startsAt: integer("starts_at"),
    endsAt: integer("ends_at"),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] })],
);

/** Products of a discount by their id: a discount may come before its products. */
export const discountProducts = sqliteTable(
  "discount_products",
  { shop: text().notNull(), discount: text().notNull(), product: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.shop, t.discount, t.product] }),
    index("discount_products_by_product").on(t.shop, t.product, t.discount),
  ],
);

/** Predicted: how likely a person is to buy a product, from 0 to 1. */
export const interests = sqliteTable(
  "interests",
  {
    shop: text().notNull(),
    person: integer().notNull(),
    product: text().notNull(),
    likelihood: real().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.product] }),
    index("interests_by_product").on(t.shop, t.product, t.likelihood, t.person),
  ],
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
    person: integer().notNull(),
    since: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.segment] }),
    // The newest members first, a page at a time.
    index("memberships_by_since").on(t.shop, t.segment, t.since, t.person),
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
    cause: text({ enum: ["signal", "time", "rule", "import", "hand"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.segment, t.profile, t.version] }),
    index("membership_changes_by_time").on(t.shop, t.segment, t.at, t.entered),
    index("membership_changes_by_profile").on(t.shop, t.profile, t.at),
  ],
);

/** Where the ranks of published rules draw their lines (`core/rules/ranks.ts`). */
export const rankCutoffs = sqliteTable(
  "rank_cutoffs",
  {
    shop: text().notNull(),
    /** Its `rankKey`. */
    rank: text().notNull(),
    rule: text({ mode: "json" }).$type<RankRule>().notNull(),
    /** Null when nobody has the fact. */
    cutoff: real(),
    drawnAt: integer("drawn_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.rank] }), index("rank_cutoffs_by_time").on(t.drawnAt)],
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
  /** How far it is among the people that D1 owns (`worker/visit/evaluate-unhomed.ts`). */
  cursor: text(),
  done: integer().notNull(),
  total: integer().notNull(),
  startedAt: integer("started_at").notNull(),
  finishedAt: integer("finished_at"),
  /** Which segments are asked; null when it is not known by which rules people were sorted: all of them are. */
  plan: text({ mode: "json" }).$type<Plan>(),
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
