/** A busy shop's configuration: 100 segments and 20 messages live, on all its pages. */
import type { MessageDesign, PageMatch, PublishedMessage } from "../../core/messages/message";
import type { Rule } from "../../core/rules/rule";
import { messages as demoMessages } from "../../demo/generate/messages";
import { randomFrom } from "../../demo/generate/random";
import type { Snapshot } from "../../worker/visit/snapshot";
import { segmentsOf } from "../rules/segments";

export const SHOP = "benchshop1";
export const KEY = `pk_${SHOP}_0123456789ab`;
export const ORIGIN = "https://fjell-fjord.example";
/** As a new shop gets. */
export const SHARDS = 4;
const SEGMENTS = 100;
const MESSAGES = 20;

export function snapshot(): Snapshot {
  const segments = segmentsOf(SEGMENTS).map(({ id, rule }, i) => ({ id, rule, visible: i % 10 === 0 }));
  return {
    revision: 1,
    rulesRevision: 1,
    shop: {
      id: SHOP,
      revision: 1,
      currency: "EUR",
      timeZone: "Europe/Berlin",
      consent: "required",
      shards: SHARDS,
      clickDays: 7,
      viewDays: 1,
      withdrawal: "keep",
      paused: false,
      identify: { version: 1, since: 0 },
      origins: [ORIGIN],
      keys: [KEY],
    },
    attributes: [],
    tables: [],
    segments,
    cutoffs: [],
    statics: [],
    visibleStatics: [],
    itemSets: {},
    catalogueRevision: 0,
    messages: messagesFor(segments.map(({ id }) => id)),
  };
}

const PAGES: (PageMatch[] | "everywhere")[] = [
  "everywhere",
  [{ type: "product" }],
  [{ type: "home" }, { type: "category" }],
  [{ urlContains: "/p/" }],
];
const CONDITIONS: Rule[] = [
  { all: [] },
  { live: "cart_total", is: "lessThan", value: 8_000 },
  {
    all: [
      { live: "visit_pages", is: "atLeast", value: 2 },
      { live: "active_seconds", is: "atLeast", value: 10 },
    ],
  },
];

/** The demo's three, each for other people, pages and conditions. Most are for somebody else, as in real shops. */
function messagesFor(segments: string[]): PublishedMessage[] {
  const random = randomFrom(5);
  return Array.from({ length: MESSAGES }, (_, i) => {
    const base = random.pick(demoMessages).design;
    const design: MessageDesign = {
      ...base,
      audience: {
        include: random.chance(0.2) ? "everyone" : [random.pick(segments), random.pick(segments)],
        exclude: random.chance(0.3) ? [random.pick(segments)] : [],
      },
      pages: { include: random.pick(PAGES), exclude: [{ type: "checkout" }] },
      condition: random.pick(CONDITIONS),
    };
    return { id: `message-${i}`, priority: random.whole(1, 100), design };
  });
}
