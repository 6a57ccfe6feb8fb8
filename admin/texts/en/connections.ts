// The words of Settings ▸ Connections and ▸ API tokens.
import { number, plural } from "../format";

const scopes: Record<string, [name: string, about: string]> = {
  "orders:write": ["Send orders", "New, changed, refunded and cancelled ones."],
  "orders:read": ["Read orders", "One at a time, by its id."],
  "people:write": ["Send customers", "Who they are, their attributes, tags and consents."],
  "events:write": ["Send events", "What people did elsewhere, such as in a store."],
  "products:write": ["Change products", "Products and discounts."],
  "products:read": ["Read products", "Products and discounts."],
  "tables:write": ["Send rows of tables", "New, changed and removed rows of your own tables."],
  "tables:read": ["Read rows of tables", "Of your own tables, with whose they are."],
};

export const connections = {
  title: "Connections",
  about:
    "Your shop's own server tells Vitrine of every order, also of those that a browser never reports, of refunds and cancellations, and keeps people and products up to date. Segments follow within seconds.",
  platforms: { shopify: "Shopify", woocommerce: "WooCommerce" },
  state: {
    none: "Not connected",
    waiting: "Waiting for the first delivery",
    works: "Connected",
    gone: "Uninstalled",
  },
  steps: {
    shopify: [
      "In Shopify, open Settings ▸ Notifications ▸ Webhooks.",
      "Copy the secret that stands below the list of webhooks (“Your webhooks will be signed with …”) and paste it here.",
      "Create a webhook in the format JSON for each of these events, with the address below: Order creation, Order update, Order cancellation, Refund create, Customer creation, Customer update, Product creation, Product update, Product deletion.",
    ],
    woocommerce: [
      "In WordPress, open WooCommerce ▸ Settings ▸ Advanced ▸ Webhooks.",
      "Think of a secret of 20 characters or more, or let a password manager make one, and paste it here.",
      "Add an active webhook for each of these topics, with the address below and that secret: Order created, Order updated, Order deleted, Customer created, Customer updated, Product created, Product updated, Product deleted, and Coupon created and updated.",
    ],
  },
  address: "Address for the webhooks",
  secret: "Secret",
  secretHint: "Kept sealed; nobody sees it again, neither you nor us.",
  secretShort: "A secret has at least 8 characters.",
  connect: "Connect",
  change: "Give a new secret",
  save: "Save secret",
  connected: (name: string) => `${name} is connected as soon as its first delivery arrives.`,
  disconnect: "Disconnect",
  disconnectTitle: (name: string) => `Disconnect ${name}?`,
  disconnectAbout:
    "Its deliveries are refused from now on. What it told so far is kept. Delete the webhooks over there, too, or it goes on trying.",
  disconnected: (name: string) => `${name} is disconnected.`,
  last: "Last delivery",
  taken: (count: number) =>
    `${number(count)} ${plural(count, { one: "delivery", other: "deliveries" })} taken`,
  waiting: {
    shopify: "Nothing has arrived yet. Press “Send test notification” beside a webhook in Shopify.",
    woocommerce: "Nothing has arrived yet. It does with the next order, or when you save a product.",
  },
  gone: "The app was uninstalled over there. Deliveries that still come are taken.",
  error: "Last problem",
  errors: {
    signature:
      "A delivery was signed with another secret and refused. Copy the secret once more and give it here as the new one.",
    malformed: "A delivery was no JSON. Choose JSON as the webhook's format.",
    other: (problem: string) => `Part of a delivery could not be used: ${problem}. All else of it was kept.`,
  },
  privacy: (count: number) =>
    `${number(count)} ${plural(count, { one: "request", other: "requests" })} by law came through your shop system and ${plural(count, { one: "waits", other: "wait" })}.`,
  privacyLink: "See under Privacy",
};

export const tokens = {
  title: "API tokens",
  about: "For a server of yours that sends orders, customers, events or products to Vitrine's API.",
  docs: "How the API works",
  none: "There are none yet. Make one for each server that sends something, so that you can revoke it alone.",
  name: "What is it for?",
  nameHint: "Such as Warehouse or Nightly import.",
  nameMissing: "Give it a name, so that you know later what uses it.",
  scopes: "What may it do?",
  scopesMissing: "Choose at least one thing that it may do.",
  scope: (scope: string) => scopes[scope]?.[0] ?? scope,
  scopeAbout: (scope: string) => scopes[scope]?.[1] ?? "",
  create: "Make a token",
  created: "Your new token",
  createdAbout:
    "Copy it now and keep it like a password: it is not shown again. Send it as the header “Authorization: Bearer …”.",
  done: "I have copied it",
  end: (end: string) => `ends with ${end}`,
  made: "Made",
  used: "Last used",
  unused: "Never used",
  revoked: "Revoked",
  revoke: "Revoke",
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeAbout: "Whatever uses it is refused at once. This cannot be undone; you can make another one.",
  revokeConfirm: "Revoke token",
  revokedDone: (name: string) => `“${name}” is revoked.`,
};
