// The words of Settings.
import { plural } from "../format";

const days = (count: number) => plural(count, { one: "day", other: "days" });

export const settings = {
  tabs: {
    shop: "Shop",
    domains: "Domains",
    keys: "Keys",
    connections: "Connections",
    tokens: "API tokens",
    signing: "Signed-in customers",
    privacy: "Privacy",
    installation: "Installation",
    appearance: "Appearance",
  },
  tabsLabel: "Settings",
  appearance: "Appearance",
  appearanceHint: "Kept in this browser only.",
  ownersOnly: "Only owners change this. You see it as it is.",
  marketersOnly: "Marketers and owners change this. You see it as it is.",

  shop: {
    name: "Name",
    nameHint: "For the panel; visitors do not see it.",
    currency: "Currency",
    currencyHint: "The one your orders are in. Fixed once the first order arrives.",
    currencyFixed: "Fixed: there are orders in it.",
    timeZone: "Time zone",
    timeZoneHint:
      "Days begin and end by it. Changing it moves the edges of “in the last 30 days” for everyone.",
    consent: "Consent",
    consentAbout: "What happens before a visitor has said anything about tracking.",
    toRequired:
      "Pages that still carry the old tag stop sending within a minute, until their visitors agree. Put the new tag into your pages right after saving.",
    toNotRequired:
      "Pages that still carry the old tag go on asking first: nothing changes for visitors until you put the new tag into your pages.",
    newTag: "Your new tag",
    newTagAbout: "The consent setting is part of the tag. Replace the old line in your pages with this one.",
    attribution: "Which orders count for a message",
    attributionAbout: "An order counts for a message when it comes within these days.",
    clickDays: "After a click",
    viewDays: "After a display",
    unit: days,
    range: "Between 1 and 90 days.",
    save: "Save changes",
    saved: "Settings saved. Your shop knows within a minute.",
    nameMissing: "Enter the name of your shop.",
  },

  domains: {
    title: "Domains",
    about: "Only pages of these addresses may send signals and show messages.",
    add: "Add a domain",
    addLabel: "Address",
    addHint: "Such as shop.example. With and without www are two domains; so is each subdomain.",
    reads: (origin: string) => `Will be added as ${origin}`,
    addAction: "Add",
    added: (origin: string) => `${origin} is allowed, within a minute.`,
    already: "This domain is allowed already.",
    missing: "Enter the address of a page of your shop.",
    since: "Added",
    removeLabel: (origin: string) => `Remove ${origin}`,
    removeTitle: (origin: string) => `Remove ${origin}?`,
    removeAbout:
      "Its pages send nothing and show no messages any more, within a minute. What is known of people is kept.",
    removeLast:
      "This is the last one. Without a domain, Vitrine stops on your whole shop: no signals, no messages, until you add one.",
    removeConfirm: "Remove domain",
    removed: (origin: string) => `${origin} is not allowed any more.`,
    none: "No domain is allowed: Vitrine is off on every page. Add your shop's address below.",
  },

  keys: {
    title: "Keys",
    about:
      "A key in the tag names your shop. It is public, not a secret: only pages of your domains may use it. New tags carry the newest key. A key for Shopify's pixel only writes: it adds to visitors who are known, from the checkout, and is told nothing.",
    key: "Key",
    since: "Made",
    inForce: "In force",
    newest: "In force, in new tags",
    writing: "In force, writes only",
    revoked: "Revoked",
    create: "Make a new key",
    createWriting: "Key for Shopify's pixel",
    created: "A new key is in force. Put the new tag into your pages, then revoke the old key.",
    revoke: "Revoke",
    revokeTitle: "Revoke this key?",
    revokeAbout: (key: string) =>
      `Pages whose tag has the key ${key} send nothing and show no messages any more, within a minute. This cannot be undone.`,
    revokeAboutWriting: (key: string) =>
      `A pixel that has the key ${key} reports nothing any more, within a minute. Your pages go on. This cannot be undone.`,
    revokeType: (end: string) => `Type its last six characters, ${end}`,
    revokeConfirm: "Revoke key",
    revokedDone: "The key is revoked.",
    last: "The last key for pages cannot be revoked: make another one and put it into your pages first.",
  },

  signing: {
    title: "Customers who are signed in",
    about:
      "Your shop's server can prove who is signed in. That browser then gets the whole profile of this customer, with all orders and everything known from other devices. An email that a page merely tells opens nothing.",
    secret: "Secret, for your server alone",
    hidden: "•".repeat(24),
    show: "Show the secret",
    hide: "Hide the secret",
    changed: "Changed",
    never: "Never changed.",
    how: "Write this into your shop's pages, for customers who are signed in",
    languages: { liquid: "Shopify", php: "WooCommerce", node: "Node.js" },
    language: "Shop system",
    keepSecret: "The secret belongs on the server. Whoever has it can sign in as any customer.",
    change: "Take another secret",
    changeTitle: "Take another secret?",
    changeAbout:
      "Pages signed with the present one go on for 24 hours. Put the new one on your server until then: afterwards signed-in customers are not recognised any more, and nothing else changes.",
    changeDone: "The secret is changed.",
    ownersOnly: "Only owners see the secret.",
  },
};
