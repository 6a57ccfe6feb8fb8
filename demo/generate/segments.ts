/** The segments that the demo shop begins with. */
import type { Rule } from "../../core/rules/rule";

export interface DemoSegment {
  id: string;
  name: string;
  description: string;
  rule: Rule;
  visible?: boolean;
}

export const segments: readonly DemoSegment[] = [
  {
    id: "repeat-customers",
    name: "Repeat customers",
    description: "Bought at least twice",
    rule: { all: [{ attribute: "orders", is: "atLeast", value: 2 }] },
    visible: true,
  },
  {
    id: "high-value",
    name: "High value",
    description: "Spent 500 € or more in all",
    rule: { all: [{ attribute: "spent", is: "atLeast", value: 50_000 }] },
  },
  {
    id: "recent-customers",
    name: "Recent customers",
    description: "Ordered in the last 30 days",
    rule: { all: [{ did: "ordered", during: { inTheLast: [30, "days"] } }] },
  },
  {
    id: "dormant-customers",
    name: "Dormant customers",
    description: "Bought at least twice, spent over 100 €, and no order in the last 60 days",
    rule: {
      all: [
        { did: "ordered", times: { atLeast: 2 } },
        { attribute: "spent", is: "moreThan", value: 10_000 },
        { not: { did: "ordered", during: { inTheLast: [60, "days"] } } },
      ],
    },
  },
  {
    id: "new-visitors",
    name: "New visitors",
    description: "First seen in the last 7 days, nothing bought yet",
    rule: {
      all: [
        { attribute: "first_seen_at", is: "during", value: { inTheLast: [7, "days"] } },
        { did: "ordered", times: { exactly: 0 } },
      ],
    },
  },
  {
    id: "abandoned-cart",
    name: "Abandoned cart",
    description: "Something in the cart, untouched for an hour to seven days",
    rule: {
      all: [
        { attribute: "cart_total", is: "moreThan", value: 0 },
        { attribute: "cart_updated_at", is: "during", value: { moreThanAgo: [1, "hours"] } },
        { attribute: "cart_updated_at", is: "during", value: { inTheLast: [7, "days"] } },
      ],
    },
  },
  {
    id: "returning-without-email",
    name: "Returning, no newsletter",
    description: "Came at least twice and has not subscribed",
    rule: {
      all: [
        { attribute: "visits", is: "atLeast", value: 2 },
        { attribute: "email_consent", is: "isFalse" },
      ],
    },
  },
  {
    id: "newsletter-without-purchase",
    name: "Newsletter, nothing bought",
    description: "Subscribed and has not ordered yet",
    rule: {
      all: [
        { attribute: "email_consent", is: "isTrue" },
        { did: "ordered", times: { exactly: 0 } },
      ],
    },
  },
  {
    id: "tent-no-sleeping-bag",
    name: "Tent, no sleeping bag yet",
    description: "Bought a tent and not a sleeping bag",
    rule: {
      all: [
        { did: "bought", items: { inCategory: ["Camping > Tents"] } },
        { not: { did: "bought", items: { inCategory: ["Sleeping > Sleeping Bags"] } } },
      ],
    },
  },
  {
    id: "interested-without-order",
    name: "Looking, not buying",
    description: "Viewed 6 products or more in 14 days, no order in that time",
    rule: {
      all: [
        { did: "viewed_product", times: { atLeast: 6 }, during: { inTheLast: [14, "days"] } },
        { not: { did: "ordered", during: { inTheLast: [14, "days"] } } },
      ],
    },
  },
];
