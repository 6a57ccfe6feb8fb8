/**
 * Sentences of marketers as rules, each with somebody whom it holds for and somebody whom it does not; as of
 * `EXAMPLE_NOW`. The reference (`docs/rules.md`) shows them, the tests run them through every reader.
 */
import type { Attribute } from "../../core/attributes/attribute";
import type { LiveFacts } from "../../core/rules/live";
import { EXAMPLE_NOW } from "../../core/rules/operator";
import type { Rule } from "../../core/rules/rule";
import { DAY, HOUR, MINUTE } from "../../core/time/zone";
import type { aProfile } from "./people";

export interface Example {
  sentence: string;
  rule: Rule;
  /** As the panel reads it back. */
  words: string;
  holds: Somebody;
  fails: Somebody;
}

type Somebody = Parameters<typeof aProfile>[1] & { live?: LiveFacts };

/** What a shop defines by itself. */
export const OWN: readonly Attribute[] = [
  {
    key: "predicted_lifecycle",
    label: "Predicted lifecycle",
    group: "Other",
    type: "singleSelect",
    options: ["New", "Active", "Cooling down", "At risk", "Lost"],
  },
];
export const SEGMENTS = { "high-value": "High value", newsletter: "Newsletter" };

const ago = (time: number) => EXAMPLE_NOW - time;
const order = (days: number, amount: number) => ({ at: ago(days * DAY), amount, quantity: 1 });
const pairs = (days: number, quantity: number) => ({ at: ago(days * DAY), category: "socks", quantity });

export const EXAMPLES: readonly Example[] = [
  {
    sentence: "Bought at least 2 times, spent over 100 €, no order in the last 60 days",
    rule: {
      all: [
        { did: "ordered", times: { atLeast: 2 } },
        { did: "ordered", sum: { of: "amount", moreThan: 10_000 } },
        { not: { did: "ordered", during: { inTheLast: [60, "days"] } } },
      ],
    },
    words: "ordered at least 2 times, spent more than €100 on orders, and did not order in the last 60 days",
    holds: { did: { ordered: [order(90, 6000), order(70, 6000)] } },
    fails: { did: { ordered: [order(90, 6000), order(70, 4000)] } },
  },
  {
    sentence: "Bought only one pair of socks in the last 3 months",
    rule: {
      did: "bought",
      items: { categories: ["Socks"] },
      sum: { of: "quantity", exactly: 1 },
      during: { inTheLast: [3, "months"] },
    },
    words: "bought exactly 1 item in Socks in the last 3 months",
    holds: { did: { bought: [pairs(200, 4), pairs(20, 1)] } },
    fails: { did: { bought: [pairs(20, 2)] } },
  },
  {
    sentence: "Predicted lifecycle is in Active, Cooling down, At risk",
    rule: { attribute: "predicted_lifecycle", is: "oneOf", value: ["Active", "Cooling down", "At risk"] },
    words: "Predicted lifecycle is Active, Cooling down or At risk",
    holds: { attributes: { predicted_lifecycle: "At risk" } },
    fails: { attributes: { predicted_lifecycle: "Lost" } },
  },
  {
    sentence: "Bought a TV on Black Friday",
    rule: { did: "bought", items: { categories: ["TVs"] }, during: { on: "2025-11-28" } },
    words: "bought anything in TVs on 2025-11-28",
    holds: { did: { bought: [{ at: Date.UTC(2025, 10, 28, 22, 59), category: "tvs" }] } },
    fails: { did: { bought: [{ at: Date.UTC(2025, 10, 28, 23), category: "tvs" }] } },
  },
  {
    sentence: "Bought a tent, not yet a sleeping bag",
    rule: {
      all: [
        { did: "bought", items: { categories: ["Tents"] } },
        { not: { did: "bought", items: { categories: ["Sleeping Bags"] } } },
      ],
    },
    words: "bought anything in Tents, and did not buy anything in Sleeping Bags",
    holds: { did: { bought: [{ at: ago(DAY), category: "tents" }] } },
    fails: {
      did: {
        bought: [
          { at: ago(DAY), category: "tents" },
          { at: ago(HOUR), category: "sleeping bags" },
        ],
      },
    },
  },
  {
    sentence: "Added to cart, not ordered, 1 hour ago or more",
    rule: {
      all: [
        { did: "added_to_cart", which: "last", during: { moreThanAgo: [1, "hours"] } },
        { not: { did: "ordered", after: { did: "added_to_cart", which: "last" } } },
      ],
    },
    words: "last added to cart more than 1 hour ago, and did not order after they last added to cart",
    holds: {
      did: {
        added_to_cart: [{ at: ago(9 * DAY) }, { at: ago(2 * HOUR) }],
        ordered: [order(8, 6000)],
      },
    },
    fails: { did: { added_to_cart: [{ at: ago(3 * HOUR) }], ordered: [{ at: ago(2 * HOUR) }] } },
  },
  {
    sentence: "Part of High value, not part of Newsletter",
    rule: { all: [{ segment: "high-value" }, { not: { segment: "newsletter" } }] },
    words: "is in “High value”, and is not in “Newsletter”",
    holds: { segments: ["high-value"] },
    fails: { segments: ["high-value", "newsletter"] },
  },
  {
    sentence: "Cart total over 80 and 40 seconds on this page (a message's condition)",
    rule: {
      all: [
        { live: "cart_total", is: "moreThan", value: 8000 },
        { live: "seconds_on_page", is: "atLeast", value: 40 },
      ],
    },
    words: "cart total now is more than €80, and time on this page is at least 40 seconds",
    holds: { live: { cart_total: 8001, seconds_on_page: 40 } },
    fails: { live: { cart_total: 8001, seconds_on_page: 39 } },
  },
  {
    sentence: "Last ordered more than 60 days ago, that time for at least 50 €",
    rule: {
      all: [
        { did: "ordered", which: "last", during: { moreThanAgo: [60, "days"] } },
        { did: "ordered", which: "last", sum: { of: "amount", atLeast: 5000 } },
      ],
    },
    words: "last ordered more than 60 days ago, and spent at least €50 on orders for the last time",
    holds: { did: { ordered: [order(300, 1000), order(61, 5000)] } },
    fails: { did: { ordered: [order(300, 9000), order(61, 4999)] } },
  },
  {
    sentence: "Ordered within 2 days after clicking the welcome message",
    rule: { did: "ordered", after: { did: "clicked_message", named: "welcome", within: [2, "days"] } },
    words: "ordered within 2 days after they clicked the message “Welcome”",
    holds: {
      did: { clicked_message: [{ at: ago(5 * DAY), name: "welcome" }], ordered: [order(4, 1000)] },
    },
    fails: {
      did: { clicked_message: [{ at: ago(5 * DAY), name: "welcome" }], ordered: [order(2, 1000)] },
    },
  },
  {
    sentence: "Searched for tents and looked at 2 products or more in this visit, or used a summer coupon",
    rule: {
      any: [
        {
          all: [
            { did: "searched", named: { contains: "tent" }, during: { thisVisit: true } },
            { did: "viewed_product", times: { atLeast: 2 }, during: { thisVisit: true } },
          ],
        },
        { did: "used_coupon", named: { startsWith: "SUMMER" } },
      ],
    },
    words:
      "(searched for something that contains “tent” in this visit, and viewed a product at least 2 times in this visit), or used a coupon whose code starts with “SUMMER”",
    holds: {
      attributes: { visit_started_at: ago(HOUR), last_seen_at: ago(MINUTE) },
      did: {
        searched: [{ at: ago(HOUR), name: "Family TENTS" }],
        viewed_product: [{ at: ago(20 * MINUTE) }, { at: ago(MINUTE) }],
      },
    },
    fails: {
      attributes: { visit_started_at: ago(HOUR), last_seen_at: ago(31 * MINUTE) },
      did: {
        searched: [{ at: ago(HOUR), name: "Family TENTS" }],
        viewed_product: [{ at: ago(40 * MINUTE) }, { at: ago(31 * MINUTE) }],
      },
    },
  },
];
