/** Rules in words: what each condition looks at, what it needs, and how conditions are read together. */
import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import { describeLeaf, describeNeed, describe as describeRule, type Names, subjectOf } from "./describe";
import type { Leaf, Rule } from "./rule";
import { english } from "./words/en";

const names: Names = {
  words: english,
  attributes: attributesOf(
    [{ key: "size", label: "T-shirt size", group: "Other", type: "shortText" }],
    [
      {
        ...{ key: "pets", label: "Pets", id: "tag", date: "adopted" },
        columns: [
          { key: "tag", label: "Tag", type: "shortText" },
          { key: "weight", label: "Weight", type: "number" },
          { key: "adopted", label: "Adopted", type: "date" },
        ],
      },
    ],
  ),
  segment: (id) => id,
  product: (id) => `Tent ${id}`,
  message: (id) => `Message ${id}`,
  amount: (minor) => `€${minor / 100}`,
};

const words: [leaf: Leaf, subject: string, need: string][] = [
  [{ attribute: "orders", is: "atLeast", value: 2 }, "Orders", "at least 2"],
  [{ attribute: "spent", is: "between", value: [1000, 2000] }, "Total spent", "between €10 and €20"],
  [{ attribute: "seconds_on_site", is: "moreThan", value: 60 }, "Time on site", "more than 60 seconds"],
  [{ attribute: "city", is: "equals", value: "Bern" }, "City", "Bern"],
  [{ attribute: "city", is: "differs", value: "Bern" }, "City", "anything but Bern"],
  [{ attribute: "city", is: "noneOf", value: ["Bern", "Basel"] }, "City", "neither Bern nor Basel"],
  [{ attribute: "city", is: "contains", value: "er" }, "City", "to contain er"],
  [{ attribute: "city", is: "known" }, "City", "to be known"],
  [{ attribute: "city", is: "unknown" }, "City", "not to be known"],
  [{ attribute: "tags", is: "hasAll", value: ["a", "b", "c"] }, "Tags", "a, b and c"],
  [{ attribute: "tags", is: "hasNone", value: ["a"] }, "Tags", "not to have a"],
  [{ attribute: "email_consent", is: "isTrue" }, "Email consent", "yes"],
  [
    { attribute: "first_seen_at", is: "during", value: { inTheLast: [7, "days"] } },
    "First seen",
    "to be in the last 7 days",
  ],
  [
    { did: "bought", items: { ids: ["1"] }, times: { atLeast: 2 }, during: { inTheLast: [7, "days"] } },
    "bought Tent 1 in the last 7 days",
    "at least 2 times",
  ],
  [
    { did: "bought", items: { price: { lessThan: 10_000 }, brand: ["Skarv"] } },
    "bought anything of brand Skarv under €100",
    "at least once",
  ],
  [
    {
      did: "viewed_product",
      items: { inCategory: ["Camping > Tents", "Packs"], search: "Dome", inStock: false },
    },
    "viewed a product in Camping > Tents or Packs out of stock that “Dome” finds",
    "at least once",
  ],
  [
    { did: "bought", items: { discount: "bf", ids: ["1", "2"], onDiscount: true, tag: ["winter"] } },
    "bought anything among Tent 1 or Tent 2 tagged winter on discount in the discount “bf” while it ran",
    "at least once",
  ],
  [
    { interestedIn: { supplier: ["Nord AS"] }, likelihood: 60, atLeast: 2, of: 10 },
    "likely (60 % or more) to buy anything from Nord AS",
    "at least 2 of the 10 most likely",
  ],
  [{ did: "ordered" }, "ordered", "at least once"],
  [{ did: "ordered", times: { exactly: 0 } }, "ordered", "never"],
  [{ did: "event", named: "wishlist" }, "did the custom event “wishlist”", "at least once"],
  [{ did: "ordered", sum: { of: "amount", atLeast: 1000 } }, "spent on orders", "at least €10"],
  [
    { did: "added_to_cart", items: { categories: ["Tents"] }, sum: { of: "quantity", lessThan: 2 } },
    "added items in Tents to cart",
    "fewer than 2",
  ],
  [
    { did: "ordered", which: "last", during: { moreThanAgo: [60, "days"] } },
    "last ordered",
    "to be more than 60 days ago",
  ],
  [
    { has: "pets", where: [{ column: "weight", is: "atLeast", value: 4 }] },
    "rows in “Pets” where Weight is at least 4",
    "at least one",
  ],
  [
    { has: "pets", sum: { of: "weight", between: [1, 2] } },
    "Weight of the rows in “Pets”",
    "between 1 and 2",
  ],
  [{ segment: "Loyal" }, "Loyal", "to be in it"],
  [
    { segment: "Loyal", notIn: ["News", "Lost"] },
    "Loyal and not in “News” or “Lost”",
    "to be in it and in none of the others",
  ],
  [{ rank: "spent", top: { percent: 20 } }, "Total spent", "the top 20 %"],
  [{ rank: "orders", bottom: { people: 100 } }, "Orders", "the bottom 100"],
  [
    { interestedIn: { brand: ["Skarv"], price: { lessThan: 10_000 } }, likelihood: 60, atLeast: 2, of: 10 },
    "likely (60 % or more) to buy anything of brand Skarv under €100",
    "at least 2 of the 10 most likely",
  ],
  [
    { did: "bought", items: { brand: ["Skarv", "Varde"], inStock: true } },
    "bought anything of brand Skarv or Varde in stock",
    "at least once",
  ],
  [
    {
      attribute: "days_since_last_order",
      is: "moreThan",
      value: { attribute: "average_days_between_orders", times: 2 },
    },
    "Days since last order",
    "more than 2 × average days between orders",
  ],
  [
    { attribute: "last_order_at", is: "before", value: { attribute: "last_seen_at" } },
    "Last order",
    "before last seen",
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
  [{ live: "scroll_depth", is: "atLeast", value: 50 }, "scroll depth of this page", "at least 50 %"],
  [{ live: "page_type", is: "equals", value: "thank_you" }, "type of this page", "Thank-you page"],
];

/** A rule, and how it is read; then how its opposite is. */
const sentences: [rule: Rule, sentence: string, negated: string][] = [
  [{ has: "pets" }, "has a row in “Pets”", "has no row in “Pets”"],
  [
    {
      has: "pets",
      where: [{ column: "tag", is: "oneOf", value: ["a", "b"] }],
      times: { atLeast: 2 },
      during: { inTheLast: [7, "days"] },
    },
    "has at least 2 rows in “Pets” where Tag is a or b and Adopted is in the last 7 days",
    "has fewer than 2 rows in “Pets” where Tag is a or b and Adopted is in the last 7 days",
  ],
  [
    { has: "pets", times: { exactly: 1 } },
    "has exactly 1 row in “Pets”",
    "does not have exactly 1 row in “Pets”",
  ],
  [
    { has: "pets", sum: { of: "weight", moreThan: 5 } },
    "has rows in “Pets” whose Weight comes to more than 5",
    "has rows in “Pets” whose Weight comes to at most 5",
  ],
  [{ all: [] }, "everyone", "nobody"],
  [
    { attribute: "country", is: "oneOf", value: ["DE", "AT"] },
    "country is DE or AT",
    "country is neither DE nor AT",
  ],
  [{ attribute: "size", is: "equals", value: "M" }, "T-shirt size is M", "T-shirt size is not M"],
  [{ attribute: "eu", is: "isTrue" }, "in the EU is yes", "in the EU is no"],
  [{ attribute: "orders", is: "atLeast", value: 2 }, "orders is at least 2", "orders is not at least 2"],
  [{ attribute: "city", is: "startsWith", value: "B" }, "city starts with B", "city does not start with B"],
  [{ attribute: "tags", is: "hasAll", value: ["a", "b"] }, "tags has a and b", "tags does not have a and b"],
  [{ segment: "High value" }, "is in “High value”", "is not in “High value”"],
  [
    { did: "ordered", during: { inTheLast: [60, "days"] } },
    "ordered in the last 60 days",
    "did not order in the last 60 days",
  ],
  [{ did: "ordered", times: { exactly: 0 } }, "did not order", "ordered"],
  [{ did: "ordered", times: { atLeast: 2 } }, "ordered at least 2 times", "ordered fewer than 2 times"],
  [{ did: "ordered", times: { exactly: 1 } }, "ordered exactly once", "did not order exactly once"],
  [
    { did: "bought", items: { categories: ["Tents", "Socks"] } },
    "bought anything in Tents or Socks",
    "did not buy anything in Tents or Socks",
  ],
  [
    { did: "added_to_cart", items: { ids: ["1", "2"] } },
    "added Tent 1 or Tent 2 to cart",
    "did not add Tent 1 or Tent 2 to cart",
  ],
  [
    { did: "bought", items: { ids: ["1"] }, sum: { of: "amount", moreThan: 1000 } },
    "spent more than €10 on Tent 1",
    "spent at most €10 on Tent 1",
  ],
  [
    { did: "removed_from_cart", sum: { of: "amount", between: [1000, 2000] } },
    "removed products worth between €10 and €20 from cart",
    "did not remove products worth between €10 and €20 from cart",
  ],
  [
    { did: "viewed_page", named: { startsWith: "/sale" }, during: { thisVisit: true } },
    "viewed a page whose address starts with “/sale” in this visit",
    "did not view a page whose address starts with “/sale” in this visit",
  ],
  [
    { did: "saw_message", named: "1", which: "first", during: { on: "2026-11-01" } },
    "first saw the message “Message 1” on 2026-11-01",
    "did not see the message “Message 1” for the first time on 2026-11-01",
  ],
  [
    {
      did: "ordered",
      after: { did: "searched", named: "ski", within: [1, "hours"] },
      during: { inTheLast: [1, "days"] },
    },
    "ordered in the last 1 day, within 1 hour after they searched for “ski”",
    "did not order in the last 1 day, within 1 hour after they searched for “ski”",
  ],
  [
    { all: [{ segment: "A" }, { not: { any: [{ segment: "B" }, { segment: "C" }] } }] },
    "is in “A”, is not in “B”, and is not in “C”",
    "is not in “A”, is in “B”, or is in “C”",
  ],
  [
    { all: [{ any: [{ segment: "A" }, { all: [{ segment: "B" }, { segment: "C" }] }] }, { did: "visited" }] },
    "(is in “A”, or (is in “B”, and is in “C”)), and visited the shop",
    "(is not in “A”, and (is not in “B”, or is not in “C”)), or did not visit the shop",
  ],
];

describe("a condition in words", () => {
  it.each(words)("%j looks at “%s” and needs “%s”", (leaf, subject, need) => {
    expect(subjectOf(leaf, names)).toBe(subject);
    expect(describeNeed(leaf, names)).toBe(need);
  });

  it("is one sentence with its number before its timeframe", () => {
    const twice: Leaf = {
      did: "bought",
      items: { ids: ["1"] },
      times: { atLeast: 2 },
      during: { inTheLast: [7, "days"] },
    };
    expect(describeLeaf(twice, names)).toBe("bought Tent 1 at least 2 times in the last 7 days");
  });

  it("names some of many products and counts the others", () => {
    const ids = Array.from({ length: 30 }, (_, i) => String(i));
    expect(describeLeaf({ did: "bought", items: { ids } }, names)).toMatch(
      /^bought Tent 0, .*, Tent 9 or 20 others$/,
    );
  });
});

describe("a rule in words", () => {
  it.each(sentences)("%j", (rule, sentence, negated) => {
    expect(describeRule(rule, names)).toBe(sentence);
    expect(describeRule({ not: rule }, names)).toBe(negated);
    expect(describeRule({ not: { not: rule } }, names)).toBe(sentence);
  });
});
