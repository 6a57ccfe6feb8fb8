import { describe, expect, it } from "vitest";
import { attributesOf } from "../attributes/standard";
import { cycleAmong } from "./dependencies";
import { parseRule } from "./parse";

const attributes = attributesOf([]);
const problem = (rule: unknown) => {
  const parsed = parseRule(rule, { attributes, hasSegment: (id) => "abc".includes(id), live: true });
  return "problems" in parsed ? parsed.problems.map(({ path, reason }) => `${path} ${reason}`) : [];
};

describe("a rule that is refused says where and why", () => {
  it.each<[rule: unknown, reason: string]>([
    [
      { attribute: "orders", is: "moreThan", value: { attribute: "gone" } },
      "rule.value must name an attribute of this shop",
    ],
    [
      { attribute: "orders", is: "moreThan", value: { attribute: "city" } },
      "rule.value must name an attribute that is a number too",
    ],
    [
      { attribute: "orders", is: "between", value: { attribute: "visits" } },
      "rule.is must be one of equals, differs, lessThan, atMost, moreThan, atLeast to compare with another attribute",
    ],
    [
      { attribute: "orders", is: "moreThan", value: { attribute: "visits", times: -1 } },
      "rule.value must have times as a number above 0, at most 1000000",
    ],
    [
      { attribute: "last_order_at", is: "before", value: { attribute: "first_seen_at", times: 2 } },
      "rule.value must have no times: only numbers are multiplied",
    ],
    [
      { attribute: "birthday", is: "before", value: { attribute: "first_seen_at" } },
      "rule.value must name a date of the same kind, with or without a time of day",
    ],
    [
      { attribute: "last_order_at", is: "before", value: "2026-11-27" },
      'rule.value must be another date, such as { "attribute": "last_order_at" }',
    ],
    [
      { attribute: "eu", is: "isTrue", value: { attribute: "identified" } },
      "rule.value must not be another attribute here",
    ],
    [{ live: "cart_total", is: "moreThan", value: { attribute: "spent" } }, "rule.value must be a number"],
    [
      { attribute: "birthday", is: "anniversary", value: { on: "02-30" } },
      "rule.value must be a day of the year such as 05-17",
    ],
    [
      { attribute: "birthday", is: "anniversary", value: { inTheNext: [366, "days"] } },
      "rule.value must be [number, unit] with at most 365 days, 52 weeks or 12 months",
    ],
    [
      { attribute: "place", is: "within", value: { lat: 91, lon: 0, km: 1 } },
      "rule.value must be { lat, lon, km }: degrees from -90 to 90 and from -180 to 180, and a distance from 0 to 20040 km",
    ],
    [
      { rank: "city", top: { percent: 20 } },
      "rule.rank must be the key of an attribute of this shop that is a number",
    ],
    [{ rank: "spent", top: { percent: 20 }, bottom: { percent: 20 } }, "rule must have either top or bottom"],
    [
      { rank: "spent", top: { percent: 101 } },
      "rule.top must be { percent } above 0 and up to 100, or { people } with a whole number from 1",
    ],
    [{ interestedIn: { ids: ["p"] }, likelihood: 0 }, "rule.likelihood must be a percentage above 0"],
    [{ segment: "a", notIn: ["a"] }, "rule.notIn must not name the segment itself"],
    [{ segment: "a", notIn: ["z"] }, "rule.notIn must be a list of 1 to 100 ids of segments of this shop"],
  ])("%j", (rule, reason) => {
    expect(problem(rule)).toEqual([reason]);
  });
});

it("finds a circle that goes through a segment that is compared", () => {
  expect(
    cycleAmong([
      { id: "a", rule: { segment: "c", notIn: ["b"] } },
      { id: "b", rule: { not: { segment: "a" } } },
      { id: "c", rule: { all: [] } },
    ]),
  ).toEqual(["a", "b", "a"]);
});
