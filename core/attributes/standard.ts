/** The standard attributes of every shop. One line each; each is a column of D1's `profiles` or `profile_details`. */
import type { Table } from "../tables/table";
import type { Attribute, AttributeGroup, Attributes } from "./attribute";
import {
  averageGap,
  type Derived,
  daysSince,
  ratio,
  reachable,
  shareFrom,
  sumDuring,
  yearsSince,
} from "./derived";
import type { AttributeType } from "./types";

type Extra = Omit<Attribute, "key" | "label" | "group" | "type">;
const inGroup =
  (group: AttributeGroup) =>
  (key: string, label: string, type: AttributeType, extra: Extra = {}): Attribute => ({
    key,
    label,
    group,
    type,
    ...extra,
  });

const profile = inGroup("Profile");
const source = inGroup("Source");
const location = inGroup("Location");
const communication = inGroup("Communication");
const purchase = inGroup("Purchase");
const predicted = inGroup("Predicted");
const other = inGroup("Other");

const facts: Extra = { column: "facts" };
const details: Extra = { column: "details" };
const count: Extra = { ...facts, unit: "count" };
const amount: Extra = { ...facts, unit: "amount" };
const personal: Extra = { browser: true, personal: true };
const days = (derived: Derived): Extra => ({ unit: "count", derived });
/** Told by the pages or an import; nothing of ours fills it. */
const told: Extra = { ...personal, notes: "Told by the shop's pages or an import" };
const consent: Extra = { notes: "Told by the shop's server or an import, with its text" };
const consentPage: Extra = {
  notes: "The page on which they agreed, or what told of it, such as import or server",
};
const prediction = (notes: string): Extra => ({ notes: `${notes}; not known until predicted` });

/** What happened on a channel that other tools send on. They report it, or an import brings it. */
function sentOn(channel: string, label: string): Attribute[] {
  const reported: Extra = { notes: "Told by the tool that sends, or an import" };
  const times: Extra = { ...reported, unit: "count" };
  return [
    communication(`${channel}_sent`, `${label} sent`, "number", times),
    communication(`${channel}_opened`, `${label} opened`, "number", times),
    communication(`${channel}_clicked`, `${label} clicked`, "number", times),
    communication(`last_${channel}_sent_at`, `Last ${label.toLowerCase()} sent`, "dateTime", reported),
    communication(`last_${channel}_opened_at`, `Last ${label.toLowerCase()} opened`, "dateTime", reported),
    communication(`last_${channel}_clicked_at`, `Last ${label.toLowerCase()} clicked`, "dateTime", reported),
    communication(`${channel}_bounced`, `${label} bounced`, "yesNo", reported),
    communication(`${channel}_unsubscribed`, `${label} unsubscribed`, "yesNo", reported),
  ];
}

export const standardAttributes: readonly Attribute[] = [
  profile("email", "Email", "shortText", { ...facts, personal: true, notes: "The primary email address" }),
  profile("phone", "Phone", "shortText", { ...details, personal: true }),
  profile("customer_id", "Customer id", "shortText", {
    ...details,
    personal: true,
    notes: "The shop's own id of this customer",
  }),
  profile("identified", "Identified", "yesNo", {
    ...facts,
    notes: "Has an email, a phone or a customer id",
  }),
  profile("first_name", "First name", "shortText", { ...details, ...personal }),
  profile("last_name", "Last name", "shortText", { ...details, ...personal }),
  profile("birthday", "Birthday", "date", { ...facts, ...personal }),
  profile("age", "Age", "number", {
    personal: true,
    unit: "count",
    notes: "In years, from the birthday",
    derived: yearsSince("birthday"),
  }),
  profile("gender", "Gender", "singleSelect", {
    ...facts,
    ...personal,
    options: ["female", "male", "other"],
  }),
  profile("education", "Education", "shortText", { ...details, ...told }),
  profile("relationship", "Relationship", "shortText", { ...details, ...told }),
  profile("household_size", "Household size", "number", { ...details, ...told, unit: "count" }),
  profile("children", "Children", "number", { ...details, ...told, unit: "count" }),
  profile("pets", "Pets", "multiSelect", { ...details, ...told, options: [] }),
  profile("home", "Home", "shortText", {
    ...details,
    ...told,
    notes: `${told.notes}, such as a flat or a house`,
  }),
  profile("style", "Style", "shortText", {
    ...details,
    ...told,
    notes: `${told.notes}, such as sporty or classic`,
  }),
  profile("language", "Language", "shortText", {
    ...facts,
    notes: "Of the pages that they read, such as de or en-GB",
  }),
  profile("interests", "Interests", "multiSelect", { ...details, browser: true, options: [] }),
  profile("tags", "Tags", "multiSelect", { ...details, options: [] }),
  profile("visits", "Visits", "number", count),
  profile("page_views", "Page views", "number", count),
  profile("product_views", "Product views", "number", count),
  profile("searches", "Searches", "number", count),
  profile("seconds_on_site", "Time on site", "number", {
    ...facts,
    unit: "seconds",
    notes: "Visible and active",
  }),
  profile("average_visit_seconds", "Average time per visit", "number", {
    unit: "seconds",
    derived: ratio("seconds_on_site", "visits"),
  }),
  profile("shopping_hour", "Shopping hour", "number", {
    ...details,
    notes:
      "Of the day, 0 to 23 in the shop's time zone, in which most visits begin: of each of their last 50 days here the last one. Known from the third day on",
  }),
  profile("first_seen_at", "First seen", "dateTime", facts),
  profile("days_since_first_seen", "Days since first seen", "number", days(daysSince("first_seen_at"))),
  profile("last_seen_at", "Last seen", "dateTime", facts),
  profile("days_since_last_seen", "Days since last seen", "number", days(daysSince("last_seen_at"))),
  profile("visit_started_at", "Visit began", "dateTime", { ...facts, notes: "Of their latest visit" }),
  source("first_channel", "First channel", "singleSelect", { ...facts, options: [] }),
  source("first_referrer", "First referrer", "shortText", details),
  source("first_landing_page", "First landing page", "shortText", details),
  source("first_utm_source", "First UTM source", "shortText", facts),
  source("first_utm_medium", "First UTM medium", "shortText", facts),
  source("first_utm_campaign", "First UTM campaign", "shortText", facts),
  source("first_utm_term", "First UTM term", "shortText", details),
  source("first_utm_content", "First UTM content", "shortText", details),
  source("first_click_id", "First click id", "singleSelect", {
    ...details,
    options: [],
    notes: "Which kind the landing page's address had, such as gclid; never the id itself",
  }),
  source("last_channel", "Last channel", "singleSelect", { ...facts, options: [] }),
  source("last_referrer", "Last referrer", "shortText", details),
  source("last_landing_page", "Last landing page", "shortText", details),
  source("last_utm_source", "Last UTM source", "shortText", facts),
  source("last_utm_medium", "Last UTM medium", "shortText", facts),
  source("last_utm_campaign", "Last UTM campaign", "shortText", facts),
  source("last_utm_term", "Last UTM term", "shortText", details),
  source("last_utm_content", "Last UTM content", "shortText", details),
  source("last_click_id", "Last click id", "singleSelect", {
    ...details,
    options: [],
    notes: "Which kind the landing page's address had, such as gclid; never the id itself",
  }),
  location("country", "Country", "shortText", { ...facts, notes: "Two letters, such as DE" }),
  location("region", "Region", "shortText", facts),
  location("region_code", "Region code", "shortText", { ...details, notes: "Such as BY for Bavaria" }),
  location("city", "City", "shortText", facts),
  location("postal_code", "Postal code", "shortText", details),
  location("place", "Place", "place", {
    ...details,
    notes: "Latitude and longitude of the network's place, to about a kilometre",
  }),
  location("continent", "Continent", "shortText", details),
  location("time_zone", "Time zone", "shortText", details),
  location("eu", "In the EU", "yesNo", facts),
  communication("email_consent", "Email consent", "yesNo", facts),
  communication("email_consent_at", "Email consent given", "dateTime", facts),
  communication("email_consent_source", "Email consent from", "shortText", { ...details, ...consentPage }),
  communication("sms_consent", "Text message consent", "yesNo", { ...details, ...consent }),
  communication("sms_consent_at", "Text message consent given", "dateTime", { ...details, ...consent }),
  communication("sms_consent_source", "Text message consent from", "shortText", {
    ...details,
    ...consentPage,
  }),
  communication("push_consent", "Push consent", "yesNo", { ...details, ...consent }),
  communication("push_consent_at", "Push consent given", "dateTime", { ...details, ...consent }),
  communication("push_consent_source", "Push consent from", "shortText", { ...details, ...consentPage }),
  communication("marketing_consent", "Marketing consent", "yesNo", {
    ...facts,
    notes: "Said yes to marketing in the cookie banner",
  }),
  communication("reachable_by_email", "Reachable by email", "yesNo", {
    notes: "Has an address, and agreed to mail",
    derived: reachable(["email"], "email_consent"),
  }),
  communication("reachable_by_phone", "Reachable by phone", "yesNo", {
    notes: "Has a phone, and agreed to text messages",
    derived: reachable(["phone"], "sms_consent"),
  }),
  communication("reachable_by_ads", "Reachable by ads", "yesNo", {
    notes: "Has an email or a phone by which ad networks know them, and agreed to marketing",
    derived: reachable(["email", "phone"], "marketing_consent"),
  }),
  communication("messages_shown", "Messages shown", "number", count),
  communication("messages_clicked", "Messages clicked", "number", count),
  communication("messages_submitted", "Message forms sent", "number", count),
  communication("last_message_shown_at", "Last message shown", "dateTime", facts),
  communication("last_message_clicked_at", "Last message clicked", "dateTime", details),
  communication("last_message_submitted_at", "Last message form sent", "dateTime", details),
  ...sentOn("email", "Email"),
  ...sentOn("sms", "Text message"),
  ...sentOn("push", "Push message"),
  purchase("orders", "Orders", "number", count),
  purchase("spent", "Total spent", "number", amount),
  purchase("spent_past_year", "Spent in the past year", "number", {
    unit: "amount",
    notes: "Orders of the last 365 days in the shop's time zone, after refunds; 0 for who bought only before",
    derived: sumDuring("ordered", { inTheLast: [365, "days"] }),
  }),
  purchase("average_order", "Average order value", "number", amount),
  purchase("largest_order", "Largest order", "number", amount),
  purchase("orders_with_coupon", "Orders with a coupon", "number", { ...facts, unit: "count" }),
  purchase("discount_share", "Orders with a coupon, share", "number", {
    unit: "percent",
    notes: "Of all orders",
    derived: ratio("orders_with_coupon", "orders", 100),
  }),
  purchase("discounted_items", "Items bought at a discount", "number", {
    ...details,
    unit: "count",
    notes:
      "Pieces of lines with a discount; where no line is known to have one, all of an order with a coupon or a discount",
  }),
  purchase("price_sensitivity", "Price sensitivity", "number", {
    unit: "percent",
    notes:
      "Share of the items bought that came with a coupon or, as the shop's server tells, a discount; other low prices are not seen. Known from the second order on",
    derived: shareFrom("discounted_items", "items_bought", "orders", 2),
  }),
  purchase("distinct_products", "Distinct products", "number", {
    ...facts,
    unit: "count",
    notes: "Different products bought",
  }),
  purchase("favourite_category", "Favourite category", "shortText", {
    ...details,
    notes: "Of which they bought most articles",
  }),
  purchase("favourite_brand", "Favourite brand", "shortText", {
    ...details,
    notes: "Of which they bought most articles",
  }),
  purchase("channels_bought_on", "Channels bought on", "multiSelect", {
    ...details,
    options: [],
    notes: "Of the visits in which they ordered, or as the shop's server names it, such as pos",
  }),
  purchase("items_bought", "Items bought", "number", count),
  purchase("returns", "Returns", "number", {
    ...count,
    notes:
      "Pieces that came back; known from the first order on that the shop's server or an import tells of",
  }),
  purchase("first_order_at", "First order", "dateTime", facts),
  purchase("days_since_first_order", "Days since first order", "number", days(daysSince("first_order_at"))),
  purchase("last_order_at", "Last order", "dateTime", facts),
  purchase("days_since_last_order", "Days since last order", "number", days(daysSince("last_order_at"))),
  purchase("average_days_between_orders", "Average days between orders", "number", {
    unit: "count",
    notes: "From the second order on",
    derived: averageGap("first_order_at", "last_order_at", "orders"),
  }),
  purchase("cart_total", "Cart total", "number", amount),
  purchase("cart_quantity", "Articles in cart", "number", count),
  purchase("cart_lines", "Lines in cart", "number", { ...count, notes: "Different articles" }),
  purchase("cart_updated_at", "Cart changed", "dateTime", facts),
  purchase("checkout_started_at", "Checkout started", "dateTime", facts),
  predicted("clv", "Customer lifetime value", "number", {
    ...prediction("What they will spend in the next 12 months"),
    unit: "amount",
  }),
  predicted("lifecycle", "Lifecycle", "singleSelect", {
    ...prediction("Where they stand with the shop"),
    options: ["New", "Active", "Cooling down", "At risk", "Highly at risk", "Lost"],
  }),
  predicted("probability_alive", "Probability alive", "number", {
    ...prediction("That they will order again, in percent"),
    unit: "percent",
  }),
  predicted("expected_orders", "Expected orders", "number", prediction("Orders in the next 90 days")),
  predicted("rfm_recency", "RFM: recency", "number", prediction("Fifth of the customers, 5 the most recent")),
  predicted(
    "rfm_frequency",
    "RFM: frequency",
    "number",
    prediction("Fifth of the customers, 5 the most orders"),
  ),
  predicted(
    "rfm_monetary",
    "RFM: monetary",
    "number",
    prediction("Fifth of the customers, 5 the most spent"),
  ),
  predicted("rfm", "RFM cell", "singleSelect", {
    ...prediction("The name of their three fifths"),
    options: [],
  }),
  other("screen", "Screen class", "shortText", { ...details, ...told, personal: false }),
  other("app_or_web", "App or web", "singleSelect", {
    ...details,
    browser: true,
    options: ["app", "web"],
    notes: "Told by the shop's app or pages, or an import",
  }),
  other("device", "Device", "singleSelect", { ...facts, options: ["desktop", "phone", "tablet"] }),
  other("browser", "Browser", "shortText", facts),
  other("os", "Operating system", "shortText", facts),
];

const standard = new Map(standardAttributes.map((attribute) => [attribute.key, attribute]));

/** Standard attributes and the shop's own, with its tables. A shop's definition never replaces a standard one. */
export function attributesOf(own: readonly Attribute[], tables: readonly Table[] = []): Attributes {
  if (own.length === 0 && tables.length === 0) return standard;
  const all = new Map([...own.map((a) => [a.key, a] as const), ...standard]);
  if (tables.length === 0) return all;
  return Object.assign(all, { tables: new Map(tables.map((table) => [table.key, table])) });
}
