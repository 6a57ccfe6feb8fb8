/** People: their facts as rows, which rules ask, and their documents. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Profile } from "../../core/profiles/profile";
import { type ActivityKind, activities as activityKinds } from "../../core/rules/activities";
import { totalColumns } from "../../core/rules/totals";

/** Columns `…_times` and `…_last` of each kind. */
const activityTotals = Object.fromEntries(
  (Object.keys(activityKinds) as ActivityKind[]).flatMap(totalColumns).map((column) => [column, integer()]),
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
    returns: real(),
    orders_with_coupon: real(),
    distinct_products: real(),
    first_order_at: integer(),
    cart_total: real(),
    cart_quantity: real(),
    cart_lines: real(),
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
    email_consent_source: text(),
    sms_consent_source: text(),
    push_consent_source: text(),
    last_message_clicked_at: integer(),
    last_message_submitted_at: integer(),
    discounted_items: real(),
    shopping_hour: real(),
    style: text(),
    app_or_web: text(),
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
