/** The standard attributes of every shop. One line each; each is a column of D1's `profiles` or `profile_details`. */
import type { Attribute, AttributeGroup, Attributes } from "./attribute";
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
const other = inGroup("Other");

const facts: Extra = { column: "facts" };
const details: Extra = { column: "details" };
const count: Extra = { ...facts, unit: "count" };
const amount: Extra = { ...facts, unit: "amount" };
const personal: Extra = { browser: true, personal: true };

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
  profile("birthday", "Birthday", "date", { ...facts, ...personal, calendar: true }),
  profile("gender", "Gender", "singleSelect", {
    ...facts,
    ...personal,
    options: ["female", "male", "other"],
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
  profile("first_seen_at", "First seen", "date", facts),
  profile("last_seen_at", "Last seen", "date", facts),
  source("first_channel", "First channel", "singleSelect", { ...facts, options: [] }),
  source("first_referrer", "First referrer", "shortText", details),
  source("first_landing_page", "First landing page", "shortText", details),
  source("first_utm_source", "First UTM source", "shortText", facts),
  source("first_utm_medium", "First UTM medium", "shortText", facts),
  source("first_utm_campaign", "First UTM campaign", "shortText", facts),
  source("last_channel", "Last channel", "singleSelect", { ...facts, options: [] }),
  source("last_referrer", "Last referrer", "shortText", details),
  source("last_landing_page", "Last landing page", "shortText", details),
  source("last_utm_source", "Last UTM source", "shortText", facts),
  source("last_utm_medium", "Last UTM medium", "shortText", facts),
  source("last_utm_campaign", "Last UTM campaign", "shortText", facts),
  location("country", "Country", "shortText", { ...facts, notes: "Two letters, such as DE" }),
  location("region", "Region", "shortText", facts),
  location("city", "City", "shortText", facts),
  location("postal_code", "Postal code", "shortText", details),
  location("continent", "Continent", "shortText", details),
  location("time_zone", "Time zone", "shortText", details),
  location("eu", "In the EU", "yesNo", facts),
  communication("email_consent", "Email consent", "yesNo", facts),
  communication("email_consent_at", "Email consent given", "date", facts),
  communication("messages_shown", "Messages shown", "number", count),
  communication("messages_clicked", "Messages clicked", "number", count),
  communication("messages_submitted", "Message forms sent", "number", count),
  communication("last_message_shown_at", "Last message shown", "date", facts),
  purchase("orders", "Orders", "number", count),
  purchase("spent", "Total spent", "number", amount),
  purchase("average_order", "Average order value", "number", amount),
  purchase("largest_order", "Largest order", "number", amount),
  purchase("items_bought", "Items bought", "number", count),
  purchase("first_order_at", "First order", "date", facts),
  purchase("last_order_at", "Last order", "date", facts),
  purchase("cart_total", "Cart total", "number", amount),
  purchase("cart_quantity", "Articles in cart", "number", count),
  purchase("cart_updated_at", "Cart changed", "date", facts),
  purchase("checkout_started_at", "Checkout started", "date", facts),
  other("device", "Device", "singleSelect", { ...facts, options: ["desktop", "phone", "tablet"] }),
  other("browser", "Browser", "shortText", facts),
  other("os", "Operating system", "shortText", facts),
];

const standard = new Map(standardAttributes.map((attribute) => [attribute.key, attribute]));

/** Standard attributes and the shop's own. A shop's definition never replaces a standard one. */
export function attributesOf(own: readonly Attribute[]): Attributes {
  return own.length === 0 ? standard : new Map([...own.map((a) => [a.key, a] as const), ...standard]);
}
