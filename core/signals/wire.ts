/**
 * The wire between a browser and the edge: `POST /v1/visit`, version 1.
 *
 * Short names would save bytes on a request that is compressed anyway; these are readable instead. A field once
 * given keeps its meaning for a year (old clients are understood); new fields are optional.
 */

import type { Content, Frequency, MessageKind, Trigger } from "../messages/message";
import type { Rule } from "../rules/rule";
import { boolean, list, number, type ObjectOf, object, oneOf, optional, type Problem, text } from "./fields";

/** Requests above this many bytes are refused with 413. */
export const MAX_BODY_BYTES = 64 * 1024;
/** A request holds at most this many signals; the SDK sends the rest in the next one. */
export const MAX_SIGNALS = 100;
/** Signals that could not be sent expire after this many milliseconds (7 days). */
export const SIGNAL_LIFETIME = 7 * 24 * 60 * 60 * 1000;

/** Where a profile is homed: Cloudflare's location hints, chosen once by the browser from its time zone. */
export const REGIONS = ["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"] as const;
export type Region = (typeof REGIONS)[number];

export const PAGE_TYPES = [
  "home",
  "category",
  "product",
  "search",
  "cart",
  "checkout",
  "thank_you",
  "account",
  "other",
] as const;
export type PageType = (typeof PAGE_TYPES)[number];

const page = {
  /** Canonical address, its query cut to the allow-list. */
  url: text({ max: 2000, min: 1, cut: true }),
  title: optional(text({ max: 300, cut: true })),
  type: optional(oneOf(PAGE_TYPES)),
  /** Full address of the page before, only when it is another site's or the first of the visit. */
  referrer: optional(text({ max: 2000, cut: true })),
  /** The page's language, such as `de-AT`. */
  language: optional(text({ max: 35, cut: true })),
  /** Product and category that the page is about, when it is. */
  product: optional(text({ max: 200 })),
  category: optional(text({ max: 200, cut: true })),
};
export type PageContext = ObjectOf<typeof page>;

const envelope = {
  v: number({ min: 1, max: 1, integer: true }),
  /** Public key of the shop, `pk_…`. */
  key: text({ max: 80, min: 4 }),
  /** 128 random bits made in the browser, base64url. A secret: it opens this visitor's profile. */
  visitor: text({ max: 22, min: 22, pattern: /^[\w-]{22}$/ }),
  home: oneOf(REGIONS),
  /** The browser's queue that numbers these signals. */
  queue: text({ max: 16, min: 4, pattern: /^[\w-]+$/ }),
  /** The browser's clock at sending (ms): the difference to ours corrects every signal's time. */
  sent: number({ min: 0 }),
  /** What the person allowed. Analytics is a must for anything that is stored. */
  consent: object({
    analytics: boolean,
    marketing: boolean,
    /** Nobody said yes; the tag says that none is needed. Refused for shops that require consent. */
    implied: optional(boolean),
  }),
  page: optional(object(page)),
  /** Whether messages shall be chosen for this page: false when the page is being left. */
  decide: optional(boolean),
  /** Versions of contents that the browser keeps, with commas between: candidates come without these. */
  kept: optional(text({ max: 1000, cut: true })),
  signals: list(
    { schema: { type: "object" }, read: (raw) => raw ?? null } as import("./fields").Field<unknown>,
    {
      max: MAX_SIGNALS,
    },
  ),
};
const visitRequest = object(envelope);
export type VisitRequest = ObjectOf<typeof envelope>;
export const visitRequestSchema = visitRequest.schema;
export const pageSchema = object(page);

/** Reads the envelope; signals are read one by one with `readSignal`, so that a bad one spoils only itself. */
export function readVisitRequest(raw: unknown, problems: Problem[]): VisitRequest | undefined {
  return visitRequest.read(raw, problems);
}

/** What leads a request to its shard. */
export type Head = Pick<VisitRequest, "key" | "visitor" | "home">;

/** As the SDK writes it. Nothing here can be written in two ways, such as with an escape. */
const HEAD = new RegExp(
  `^\\{"v":1,"key":"([\\w-]{4,80})","visitor":"([\\w-]{22})","home":"(${REGIONS.join("|")})","`,
);

/**
 * The head of a request by a look at its text; undefined when it does not begin as the SDK writes it. What comes
 * later in the text may say otherwise: who reads the whole compares.
 */
export function headOf(body: string): Head | undefined {
  const found = HEAD.exec(body);
  return found ? { key: found[1]!, visitor: found[2]!, home: found[3] as Region } : undefined;
}

/** What the edge answers. Holds only what this visitor needs. */
export interface VisitAnswer {
  v: 1;
  /** The edge's clock (ms). */
  now: number;
  /** Eligible messages in the order of priority. */
  candidates: Candidate[];
  /** Segments that the shop marked visible in the page and that hold this visitor. */
  segments: string[];
  /** Signals (or parts) that were refused, and why. The rest was kept. */
  problems?: Problem[];
}

export interface Candidate {
  message: string;
  /** The arm of the test, sticky. `control` shows nothing and records its would-be exposure. */
  variant: string;
  kind: MessageKind;
  /** Interrupting messages compete: the page shows the first whose rule and trigger hold. */
  interrupts: boolean;
  /** False: may interrupt within the first 10 s of a page without an act of the visitor. */
  quiet?: boolean;
  trigger: Trigger;
  /** What only the page can decide, live conditions only; absent when nothing is left. */
  rule?: Rule;
  frequency: Frequency;
  /** How often this browser's person saw it before, so that the page can count on. */
  seen: { person: number; visit: number; lastAt?: number };
  /** Changes with the content, and is that of no other; absent in the control arm and without a visitor. */
  version?: string;
  /** Absent in the control arm, and where the browser keeps this version. */
  content?: Content;
}
