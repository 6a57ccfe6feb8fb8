// Every word of the panel, in English. A translation is one more file of the same shape: `export const de: Texts`.
// Plain, active, second person. Errors say what happened, what is safe, what to do.
import { attributes } from "./en/attributes";
import { connections, tokens } from "./en/connections";
import { exports } from "./en/exports";
import { home } from "./en/home";
import { members } from "./en/members";
import { fixedLists, person } from "./en/person";
import { privacy } from "./en/privacy";
import { profiles } from "./en/profiles";
import { rules } from "./en/rules";
import { segments } from "./en/segments";
import { settings } from "./en/settings";
import { number, percent, plural } from "./format";

export const en = {
  product: "Vitrine",
  pageTitle: (page: string) => `${page} · Vitrine`,

  shell: {
    skip: "Skip to content",
    navigation: "Main",
    more: "More",
    account: "Account",
    accountOf: (name: string) => `Account of ${name}`,
    switchShop: "Switch shop",
    signOut: "Sign out",
    opening: "Opening…",
  },

  pages: {
    home: "Home",
    segments: "Segments",
    profiles: "Profiles",
    messages: "Messages",
    imports: "Imports",
    attributes: "Attributes",
    settings: "Settings",
    kitchenSink: "Kitchen sink",
    notFound: "Page not found",
  },

  home,
  privacy,
  segments,
  rules,
  profiles,
  person,
  fixedLists,
  exports,
  attributes,
  settings,
  connections,
  tokens,
  members,

  theme: {
    label: "Theme",
    names: { system: "Device", light: "Light", dark: "Dark" },
    now: (name: string) => `Theme: ${name}`,
  },

  notFound: {
    title: "There is no page at this address",
    about: "It may have been moved or deleted, or the link is incomplete. Nothing in your shop has changed.",
    action: "Go to Home",
  },

  crash: {
    title: "This page stopped working",
    safe: "Your shop and its messages keep running, and what was saved is saved. Unsaved work on this page is kept in this browser.",
    todo: "Try again. If it happens once more, reload the page and send us the details below.",
    again: "Try again",
    reload: "Reload the page",
    details: "Details for support",
    outdatedTitle: "A newer version is here",
    outdated: "The panel was updated while this page was open. Reload to continue; unsaved work is kept.",
  },

  problem: {
    retry: "Try again",
    more: (count: number) =>
      `${number(count)} ${plural(count, { one: "place", other: "places" })} to look at`,
    unknown: { title: "Something went wrong", detail: "Nothing was changed. Try again in a moment." },
    offline: {
      title: "No connection",
      detail:
        "The panel could not reach your Worker. Nothing was changed; your shop keeps running. Check your connection and try again.",
    },
    slow: {
      title: "This takes too long",
      detail:
        "No answer came in time. What you asked for may still have been done: reload before you try again.",
    },
    server: {
      title: "The server could not answer",
      detail: "Nothing you did caused this, and your shop keeps running. Try again in a moment.",
    },
    forbidden: {
      title: "You may not do this",
      detail: "Ask an owner of this shop to give you the role for it.",
    },
    missing: { title: "Not found", detail: "It may have been deleted by somebody else in the meantime." },
    limited: { title: "Too many requests", detail: "Wait a minute, then try again. Nothing was lost." },
  },

  common: {
    discard: "Discard changes",
    cancel: "Cancel",
    close: "Close",
    undo: "Undo",
    copy: "Copy",
    copied: "Copied",
    clear: "Clear",
    optional: "optional",
    opensNewTab: "opens in a new tab",
    guide: "Read the guide",
    loading: "Loading…",
    working: "Working…",
    none: "None",
    notKnown: "Not known",
    notifications: "Notifications",
    dismiss: "Dismiss",
    menu: "More actions",
  },

  search: {
    label: "Search",
    nothing: (query: string) => `Nothing matches “${query}”`,
    choose: "Choose…",
    results: (count: number) => `${number(count)} ${plural(count, { one: "result", other: "results" })}`,
  },

  table: {
    sortBy: (column: string) => `Sort by ${column}`,
    scroll: (caption: string) => `${caption}, scrolls sideways`,
    empty: "Nothing here yet",
  },

  count: {
    counting: "counting…",
    people: (count: number) => plural(count, { one: "person", other: "people" }),
    shareOfIdentified: (share: number) => `${percent(share)} of identified`,
    shareOf: (share: number, whole: string) => `${percent(share)} of ${whole}`,
  },

  light: {
    waiting: "Waiting for the first signal",
    live: "Live",
    off: "Off",
    failing: "Needs attention",
  },

  chart: {
    asTable: "Show as table",
    asChart: "Show as chart",
    loading: "Drawing the chart…",
    date: "Date",
    inZone: (zone: string) => `Times in ${zone}`,
    trend: (from: string, to: string) => `from ${from} to ${to}`,
  },

  draft: {
    restored: "Your unsaved work from before is back.",
    discard: "Discard it",
    conflict: "Somebody saved another version meanwhile. Yours is kept here and not yet saved.",
  },
};

/** Words that come with the pages that need them. */
export const enParts = {
  computed: async () => (await import("./en/computed")).computed,
  imports: async () => (await import("./en/imports")).imports,
  messages: async () => (await import("./en/messages")).messages,
  attributeFiles: async () => (await import("./en/attribute-files")).attributeFiles,
  tableQueries: async () => (await import("./en/table-queries")).tableQueries,
  tables: async () => (await import("./en/tables")).tables,
  privacyRequests: async () => (await import("./en/privacy-requests")).privacyRequests,
};

export type Parts = { [P in keyof typeof enParts]: Awaited<ReturnType<(typeof enParts)[P]>> };
export type Texts = typeof en & Parts;
