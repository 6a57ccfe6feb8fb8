import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import { activity } from "../profiles/profile";
import { clockIn, DAY } from "../time/zone";
import type { DidRule, Rule } from "./rule";
import { why } from "./why";

const NOW = Date.UTC(2026, 10, 23, 12);
const person = {
  attributes: { orders: 3 },
  history: {
    bought: [
      activity({ at: NOW - 40 * DAY, id: "1", product: "tent" }),
      activity({ at: NOW - 3 * DAY, id: "2", product: "tent" }),
      activity({ at: NOW - 2 * DAY, id: "3", product: "socks" }),
    ],
  },
};
const explained = (rule: Rule) =>
  why(rule, person, {
    attributes: attributesOf([]),
    clock: clockIn("UTC", NOW),
    memberOf: (segment) => segment === "vip",
  });
const tents: DidRule = { did: "bought", items: { ids: ["tent"] } };

describe("why a rule holds or not", () => {
  it("is its tree, each condition with its answer and what decided it", () => {
    const enough: Rule = { attribute: "orders", is: "atLeast", value: 2 };
    const rule: Rule = {
      all: [
        enough,
        { not: { segment: "vip" } },
        { any: [{ attribute: "city", is: "equals", value: "Bern" }, tents] },
      ],
    };
    expect(explained(rule)).toEqual({
      holds: false,
      all: [
        { condition: enough, holds: true, fact: 3 },
        { holds: false, not: { condition: { segment: "vip" }, holds: true, fact: true } },
        {
          holds: true,
          any: [
            { condition: { attribute: "city", is: "equals", value: "Bern" }, holds: false },
            { condition: tents, holds: true, fact: 2, lastAt: NOW - 3 * DAY },
          ],
        },
      ],
    });
  });

  it("tells when it was done last: in the timeframe, or ever when it was not done in it", () => {
    const earlier: Rule = { ...tents, during: { moreThanAgo: [30, "days"] } };
    expect(explained(earlier)).toMatchObject({ holds: true, fact: 1, lastAt: NOW - 40 * DAY });
    const today: Rule = { ...tents, during: { inTheLast: [1, "days"] } };
    expect(explained(today)).toMatchObject({ holds: false, fact: 0, lastAt: NOW - 3 * DAY });
    expect(explained({ did: "ordered" })).toEqual({ condition: { did: "ordered" }, holds: false, fact: 0 });
  });
});
