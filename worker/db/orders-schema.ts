/** Orders, and what connects a shop's server: its webhooks, API tokens, and what the law lets its customers ask for. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Claim, OrderLine, Refund } from "../../core/profiles/order";

/** Each order once, as its newest version tells it, under the profile that counts it. */
export const orders = sqliteTable(
  "orders",
  {
    shop: text().notNull(),
    id: text().notNull(),
    profile: text().notNull(),
    /** How sure it is that it is theirs (`CLAIM`). A browser's time says which of two orders of one id it means. */
    claim: integer().$type<Claim>().notNull(),
    at: integer().notNull(),
    /** The order's own time of this version. */
    updatedAt: integer("updated_at").notNull(),
    status: text({ enum: ["placed", "cancelled"] }).notNull(),
    total: integer().notNull(),
    currency: text().notNull(),
    /** The total in the shop's currency, where that is another and known. */
    converted: integer(),
    /** All refunds together. */
    refunded: integer().notNull(),
    discount: integer(),
    channel: text(),
    coupon: text(),
    /** Codes beyond the first. */
    coupons: text({ mode: "json" }).$type<string[]>(),
    lines: text({ mode: "json" }).$type<OrderLine[]>().notNull(),
    refunds: text({ mode: "json" }).$type<Refund[]>(),
    /** Who told this version: the page, or the shop's server. */
    source: text({ enum: ["browser", "server", "import"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.id] }),
    index("orders_by_profile").on(t.shop, t.profile, t.at),
    index("orders_by_time").on(t.shop, t.at),
  ],
);

/** Profiles that counted an order which is somebody else's: still to be told so, and the owner to be told the order. */
export const orderMoves = sqliteTable(
  "order_moves",
  {
    shop: text().notNull(),
    order: text().notNull(),
    /** Who counted it wrongly. */
    profile: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.order, t.profile] }), index("order_moves_by_time").on(t.at)],
);

/** Keys of the shop's servers. Only a hash is kept. */
export const apiTokens = sqliteTable(
  "api_tokens",
  {
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    hash: text().notNull(),
    /** Its last characters, to be recognised by. */
    end: text().notNull(),
    scopes: text({ mode: "json" }).$type<string[]>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
    /** To within an hour. */
    lastUsedAt: integer("last_used_at"),
    revokedAt: integer("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] }), uniqueIndex("api_tokens_by_hash").on(t.hash)],
);

export const PLATFORMS = ["shopify", "woocommerce"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A shop system whose webhooks come in. */
export const connections = sqliteTable(
  "connections",
  {
    shop: text().notNull(),
    platform: text({ enum: PLATFORMS }).notNull(),
    /** Signs its webhooks; sealed (`worker/secrets.ts`). */
    secret: text().notNull(),
    createdAt: integer("created_at").notNull(),
    /** The app was uninstalled there. */
    uninstalledAt: integer("uninstalled_at"),
    lastAt: integer("last_at"),
    lastTopic: text("last_topic"),
    taken: integer().notNull().default(0),
    lastErrorAt: integer("last_error_at"),
    lastError: text("last_error"),
  },
  (t) => [primaryKey({ columns: [t.shop, t.platform] })],
);

/** Deliveries that were taken, so that a repeated one is recognised. Kept for some days. */
export const webhookDeliveries = sqliteTable(
  "webhook_deliveries",
  {
    shop: text().notNull(),
    platform: text({ enum: PLATFORMS }).notNull(),
    id: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.platform, t.id] }), index("webhook_deliveries_by_time").on(t.at)],
);

/** The newest version of a thing that a webhook told, so that an older one that comes late changes nothing. */
export const webhookVersions = sqliteTable(
  "webhook_versions",
  {
    shop: text().notNull(),
    platform: text({ enum: PLATFORMS }).notNull(),
    /** Such as `product 123`. */
    thing: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.platform, t.thing] })],
);

/** What a platform says that a customer, or a shop that left, may ask for by law. */
export const privacyRequests = sqliteTable(
  "privacy_requests",
  {
    shop: text().notNull(),
    /** The platform's own id of it, or one that follows from it: a repeated request is one. */
    id: text().notNull(),
    platform: text({ enum: PLATFORMS }).notNull(),
    kind: text({ enum: ["export", "erase", "erase_shop"] }).notNull(),
    /** Whom it is about; emptied once it is done. */
    identities: text({ mode: "json" }).$type<{ kind: "email" | "phone" | "customer"; value: string }[]>(),
    orders: text({ mode: "json" }).$type<string[]>(),
    requestedAt: integer("requested_at").notNull(),
    /** What the owner said: the file was given, or everybody is to be erased or kept; null while nobody did. */
    answer: text({ enum: ["given", "erase", "keep"] }),
    answeredAt: integer("answered_at"),
    /** The member; null where it followed from nobody's answer. */
    answeredBy: text("answered_by"),
    doneAt: integer("done_at"),
  },
  (t) => [
    primaryKey({ columns: [t.shop, t.id] }),
    index("privacy_requests_open").on(t.doneAt, t.requestedAt),
  ],
);
