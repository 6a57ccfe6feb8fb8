// The words of Home, of the installation, and of pausing everything.
import { number, percent, plural } from "../format";

const people = (count: number) => plural(count, { one: "person", other: "people" });

export const home = {
  pause: {
    action: "Pause everything",
    title: "Pause everything?",
    about:
      "Every message on every page of your shop stops within a minute. Signals are still taken in, and segments stay up to date, so nothing is lost.",
    confirm: "Pause all messages",
    done: "Everything is paused. Your shop shows no messages within a minute.",
    paused: "Everything is paused",
    pausedAbout: "Your shop shows no messages. Signals are still taken in.",
    resume: "Resume",
    resumed: "Messages run again, within a minute.",
    ask: "Ask a marketer or an owner to resume.",
    failed: "Nothing was changed",
  },

  setUp: {
    title: "Put Vitrine into your shop",
    about: "One line in your pages, and the light turns green.",
    pasteTitle: "Paste this line into your pages",
    tag: "Your tag",
    where: "Where does it go?",
    platforms: {
      any: "Any site",
      shopify: "Shopify",
      woocommerce: "WooCommerce",
      gtm: "Tag Manager",
    },
    steps: {
      any: [
        "Open the template that all pages of your shop share: often called layout, base or header.",
        "Paste the line right before </head>.",
        "Publish, and open your shop in another tab.",
      ],
      shopify: [
        "In Shopify, open Online Store, then Themes. At your theme choose the three dots, then Edit code.",
        "Open layout/theme.liquid and paste the line right before </head>.",
        "Save, and open your shop in another tab.",
        "The checkout is Shopify's own page, where the tag does not run: under Settings, Customer events, add a custom pixel with the text below. It needs a key of its own, from Vitrine's Settings, Keys.",
      ],
      woocommerce: [
        "Download the plugin below. In WordPress: Plugins, Add New, Upload Plugin. Install and activate it.",
        "WooCommerce, Vitrine: enter the address and the key (pk_…) that stand in your tag, and save. Webhooks for your orders are made by themselves; the page says which secret to copy.",
        "Empty the page cache if you use one, and open your shop in another tab.",
      ],
      gtm: [
        "Download the template below. In Tag Manager: Templates, New, Import. Or add a tag of the type Custom HTML and paste the line.",
        "Make a tag of it with the address and the key (pk_…) that stand in your tag, on the trigger All Pages.",
        "Submit, and open your shop in another tab. A tag in the page itself starts earlier: prefer it if you can.",
      ],
    },
    files: {
      any: undefined,
      shopify: { label: "Download the pixel", name: "vitrine-shopify-pixel.js" },
      woocommerce: { label: "Download the plugin", name: "vitrine-woocommerce.zip" },
      gtm: { label: "Download the template", name: "vitrine-tag-manager.tpl" },
    },
    domainsTitle: "Where it may run",
    domainsAbout: (count: number) =>
      plural(count, {
        one: "Only pages of this address may send signals.",
        other: "Only pages of these addresses may send signals.",
      }),
    www: "With and without www are two addresses: add both if your shop answers to both.",
    changeDomains: "Change the domains",
    askOwner: "An owner can change them in Settings.",
    consentRequired:
      "Your shop asks for consent first: the light turns green when you agree in your cookie banner. Google Consent Mode is understood by itself; any other banner runs these lines when the visitor has chosen, with false for what they refused:",
    consentCode: "For your cookie banner",
    consentNotRequired:
      "The line says consent=not-required: Vitrine begins at once. A “no” to your banner still counts.",
    csp: (origin: string) =>
      `Does your shop send a Content-Security-Policy? Allow ${origin} in script-src, connect-src and img-src.`,

    waiting: "Waiting for the first signal",
    waitingAbout: "Open your shop in another tab. This page looks by itself, every few seconds.",
    live: "It works",
    liveAbout: "Your shop sends signals. This is what visitors do now.",
    lastSignal: "Last signal",
    openShop: "Open your shop",
    notYet: "Nothing after a few minutes?",
    checks: [
      "Is the line in the page? View the page's source and search for vitrine.js.",
      "Is the address in the bar one of those above, to the letter?",
      "Did you agree in the cookie banner, and is Global Privacy Control off in this browser?",
      "Is an ad blocker on? Try a window without it.",
    ],
    next: "First message in 2 minutes",
    nextAbout: "Choose a template, say who sees it, publish. Your shop shows it within a minute.",
    nextAction: "Make the first message",
    skip: "Go to Home",
    signals: "Latest signals",
  },

  signals: {
    visited: "Came to the shop",
    viewed_page: "Viewed a page",
    viewed_product: "Viewed a product",
    viewed_category: "Viewed a category",
    searched: "Searched",
    added_to_cart: "Added to the cart",
    removed_from_cart: "Removed from the cart",
    started_checkout: "Started checkout",
    ordered: "Ordered",
    bought: "Bought a product",
    used_coupon: "Used a coupon",
    returned: "Returned a product",
    submitted_form: "Submitted a form",
    saw_message: "Saw a message",
    clicked_message: "Clicked a message",
    closed_message: "Closed a message",
    submitted_message: "Answered a message",
    event: "Did a custom event",
  },

  attention: {
    title: "Needs attention",
    quiet: {
      title: "No signals",
      about:
        "Check that the tag is still in your pages, and that it is the one for your consent setting. Until then segments and messages stand still.",
      action: "See the tag",
      last: "Last signal",
    },
    noMessage: {
      title: "No message is live",
      about: "Visitors are recorded, but see nothing from you.",
      action: "Go to Messages",
    },
    changes: {
      title: (count: number) =>
        `${number(count)} live ${plural(count, { one: "message has", other: "messages have" })} changes that are not published`,
      about: "Your shop shows them as they were published last.",
      action: "Go to Messages",
    },
    unpublished: {
      title: "The newest changes are not at the edge yet",
      about: "Your shop runs on what was there before. This is tried again every minute by itself.",
    },
    evaluating: {
      title: (share: number) => `Segments are being brought up to date: ${percent(share)}`,
      about: "A rule changed, so everyone is looked at again. Sizes move until it is done.",
    },
  },

  people: {
    title: "People",
    now: "in the last 30 minutes",
    day: "in the last 24 hours",
    week: "in the last 7 days",
    month: "in the last 30 days",
    seen: (count: number) => `${people(count)} seen`,
  },

  messages: {
    title: "Messages live",
    about: (clickDays: number, viewDays: number) =>
      `Last 30 days. An order counts when it follows a click within ${number(clickDays)} ${plural(clickDays, { one: "day", other: "days" })} or a display within ${number(viewDays)}.`,
    name: "Message",
    shown: "Shown",
    clicked: "Clicked",
    converted: "Orders",
    revenue: "Revenue",
    none: "No message is live. When one is, what it did stands here.",
    all: "All messages",
  },

  segments: {
    title: "Largest segments",
    about: "People in each of them now.",
    name: "Segment",
    size: "People",
    share: "Of everyone",
    none: "No segments yet. A segment is a group of people kept up to date by a rule.",
    all: "All segments",
  },

  signalsTitle: "Latest signals",
  signalsLive: "Live",
  signalsNone: "Nothing in the hour before the last signal.",
};
