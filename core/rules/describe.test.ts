/** The words of conditions: what each looks at, and what it needs. */
import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import { describeLeaf, describeNeed, type Names, subjectOf } from "./describe";
import type { Leaf } from "./rule";

const names: Names = {
  attributes: attributesOf([]),
  segment: (id) => id,
  product: (id) => `Tent ${id}`,
  amount: (minor) => `€${minor / 100}`,
};

const words: [leaf: Leaf, subject: string, need: string][] = [
  [{ attribute: "orders", is: "atLeast", value: 2 }, "Orders", "at least 2"],
  [{ attribute: "spent", is: "between", value: [1000, 2000] }, "Total spent", "between €10 and €20"],
  [{ attribute: "city", is: "equals", value: "Bern" }, "City", "Bern"],
  [{ attribute: "city", is: "differs", value: "Bern" }, "City", "anything but Bern"],
  [{ attribute: "city", is: "contains", value: "er" }, "City", "to contain er"],
  [{ attribute: "city", is: "known" }, "City", "to be known"],
  [{ attribute: "city", is: "unknown" }, "City", "not to be known"],
  [{ attribute: "email_consent", is: "isTrue" }, "Email consent", "yes"],
  [
    { attribute: "first_seen_at", is: "during", value: { inTheLast: [7, "days"] } },
    "First seen",
    "to be in the last 7 days",
  ],
  [
    { did: "bought", items: { ids: ["1"] }, times: { atLeast: 2 }, during: { inTheLast: [7, "days"] } },
    "bought (Tent 1) in the last 7 days",
    "at least 2 times",
  ],
  [{ did: "ordered" }, "ordered", "at least once"],
  [{ did: "ordered", times: { exactly: 0 } }, "ordered", "never"],
  [{ did: "event", named: "wishlist" }, "did the custom event “wishlist”", "at least once"],
  [{ segment: "Loyal" }, "Loyal", "to be in it"],
  [
    { segment: "Loyal", notIn: ["News", "Lost"] },
    "Loyal and not in “News”, “Lost”",
    "to be in it and in none of the others",
  ],
  [{ rank: "spent", top: { percent: 20 } }, "Total spent", "the top 20 %"],
  [{ rank: "orders", bottom: { people: 100 } }, "Orders", "the bottom 100"],
  [{ interestedIn: { categories: ["Tents"] }, atLeast: 0.6 }, "is likely to buy Tents", "by 60 % or more"],
  [
    {
      attribute: "days_since_last_order",
      is: "moreThan",
      value: { attribute: "average_days_between_orders", times: 2 },
    },
    "Days since last order",
    "more than 2 × Average days between orders",
  ],
  [
    { attribute: "last_order_at", is: "before", value: { attribute: "last_seen_at" } },
    "Last order",
    "before Last seen",
  ],
  [
    { attribute: "birthday", is: "anniversary", value: { inTheNext: [7, "days"] } },
    "Birthday",
    "an anniversary in the next 7 days",
  ],
  [
    { attribute: "birthday", is: "anniversary", value: { on: "02-29" } },
    "Birthday",
    "an anniversary on 29 February",
  ],
  [
    { attribute: "place", is: "within", value: { lat: 47.38, lon: 8.54, km: 25 } },
    "Place",
    "within 25 km of 47.38, 8.54",
  ],
  [{ live: "scroll_depth", is: "atLeast", value: 50 }, "scroll depth of this page", "at least 50"],
];

describe("a condition in words", () => {
  it.each(words)("%j looks at “%s” and needs “%s”", (leaf, subject, need) => {
    expect(subjectOf(leaf, names)).toBe(subject);
    expect(describeNeed(leaf, names)).toBe(need);
  });

  it("is one sentence with its number before its timeframe", () => {
    expect(describeLeaf(words[9]![0], names)).toBe("bought (Tent 1) at least 2 times in the last 7 days");
  });
});
