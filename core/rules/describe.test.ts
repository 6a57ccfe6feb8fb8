/** The words of conditions: what each looks at, and what it needs. */
import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import { describeLeaf, describeNeed, type Names, subjectOf } from "./describe";
import type { Leaf } from "./rule";

const names: Names = {
  attributes: attributesOf([]),
  segment: (id) => id,
  product: (id) => `Tent ${id}`,
  message: (id) => `Offer ${id}`,
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
  [{ did: "clicked_message", named: "m1" }, "clicked a message “Offer m1”", "at least once"],
  [{ live: "page_type", is: "equals", value: "thank_you" }, "type of this page", "Thank-you page"],
  [{ live: "cart_contains", is: "hasAny", value: ["1"] }, "products in the cart now", "any of Tent 1"],
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
