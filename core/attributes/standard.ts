/** The standard attributes of every shop. One line each; `column` ones are columns of D1's `profiles` table. */
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

const column: Extra = { column: true };
const count: Extra = { column: true, unit: "count" };
const amount: Extra = { column: true, unit: "amount" };
const personal: Extra = { browser: true, personal: true };

export const standardAttributes: readonly Attribute[] = [
  profile("email", "Email", "shortText", { personal: true, notes: "The primary email address" }),
  profile("phone", "Phone", "shortText", { personal: true }),
  profile("customer_id", "Customer id", "shortText", {
    personal: true,
    notes: "The shop's own id of this customer",
  }),
  profile("identified", "Identified", "yesNo", {
    column: true,
    notes: "Has an email, a phone or a customer id",
  }),
  profile("first_name", "First name", "shortText", personal),
  profile("last_name", "Last name", "shortText", personal),
  profile("birthday", "Birthday", "date", { ...personal, calendar: true }),
  profile("gender", "Gender", "singleSelect", { ...personal, options: ["female", "male", "other"] }),
  profile("language", "Language", "shortText", { notes: "Of the pages that they read, such as de or en-GB" }),
  profile("interests", "Interests", "multiSelect", { browser: true, options: [] }),
  profile("tags", "Tags", "multiSelect", { options: [] }),
  profile("visits", "Visits", "number", count),
  profile("page_views", "Page views", "number", count),
  profile("product_views", "Product views", "number", count),
  profile("searches", "Searches", "number", count),
  profile("seconds_on_site", "Time on site", "number", {
    column: true,
    unit: "seconds",
    notes: "Visible and active",
  }),
  profile("first_seen_at", "First seen", "date", column),
  profile("last_seen_at", "Last seen", "date", column),
  profile("visit_started_at", "Visit began", "date", { ...column, notes: "Of their latest visit" }),
  source("first_channel", "First channel", "singleSelect", { options: [] }),
  source("first_referrer", "First referrer", "shortText"),
  source("first_landing_page", "First landing page", "shortText"),
  source("first_utm_source", "First UTM source", "shortText"),
  source("first_utm_medium", "First UTM medium", "shortText"),
  source("first_utm_campaign", "First UTM campaign", "shortText"),
  source("last_channel", "Last channel", "singleSelect", { options: [] }),
  source("last_referrer", "Last referrer", "shortText"),
  source("last_landing_page", "Last landing page", "shortText"),
  source("last_utm_source", "Last UTM source", "shortText"),
  source("last_utm_medium", "Last UTM medium", "shortText"),
  source("last_utm_campaign", "Last UTM campaign", "shortText"),
  location("country", "Country", "shortText", { notes: "Two letters, such as DE" }),
  location("region", "Region", "shortText"),
  location("city", "City", "shortText"),
  location("postal_code", "Postal code", "shortText"),
  location("continent", "Continent", "shortText"),
  location("time_zone", "Time zone", "shortText"),
  location("eu", "In the EU", "yesNo"),
  communication("email_consent", "Email consent", "yesNo", column),
  communication("email_consent_at", "Email consent given", "date"),
  communication("messages_shown", "Messages shown", "number", count),
  communication("messages_clicked", "Messages clicked", "number", count),
  communication("messages_submitted", "Message forms sent", "number", count),
  communication("last_message_shown_at", "Last message shown", "date", column),
  purchase("orders", "Orders", "number", count),
  purchase("spent", "Total spent", "number", amount),
  purchase("average_order", "Average order value", "number", amount),
  purchase("largest_order", "Largest order", "number", amount),
  purchase("items_bought", "Items bought", "number", count),
  purchase("first_order_at", "First order", "date", column),
  purchase("last_order_at", "Last order", "date", column),
  purchase("cart_total", "Cart total", "number", amount),
  purchase("cart_quantity", "Articles in cart", "number", count),
  purchase("cart_updated_at", "Cart changed", "date", column),
  purchase("checkout_started_at", "Checkout started", "date", column),
  other("device", "Device", "singleSelect", { options: ["desktop", "phone", "tablet"] }),
  other("browser", "Browser", "shortText"),
  other("os", "Operating system", "shortText"),
];

const standard = new Map(standardAttributes.map((attribute) => [attribute.key, attribute]));

/** Standard attributes and the shop's own. A shop's definition never replaces a standard one. */
export function attributesOf(own: readonly Attribute[]): Attributes {
  return own.length === 0 ? standard : new Map([...own.map((a) => [a.key, a] as const), ...standard]);
}
