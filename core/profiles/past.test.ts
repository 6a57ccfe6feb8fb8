import { describe, expect, it } from "vitest";
import type { Attribute } from "../attributes/attribute";
import { attributesOf } from "../attributes/standard";
import type { Rule } from "../rules/rule";
import { clockIn, DAY } from "../time/zone";
import { estimate, heldAt } from "./past";
import { activity, newProfile } from "./profile";

const NOW = Date.UTC(2026, 10, 23, 12);
const ago = (days: number) => NOW - days * DAY;
const DAYS = [0, 1, 2, 3, 4, 5].map(ago);
const context = { attributes: attributesOf([]), clock: clockIn("UTC", NOW) };

function aBuyer(...orders: number[]) {
  const profile = newProfile("buyer", ago(5));
  profile.attributes = { orders: orders.length, country: "DE" };
  profile.history.ordered = orders.map((days, i) => activity({ at: ago(days), id: `${i}` }));
  return { profile, changes: [] };
}
const held = (rule: Rule, ...people: Parameters<typeof heldAt>[1]) =>
  heldAt(rule, people, DAYS, context, new Set(["orders", "country"]));

describe("who would have been in", () => {
  it("follows behaviour and its windows from day to day", () => {
    const rule: Rule = { did: "ordered", during: { inTheLast: [1, "days"] } };
    expect(held(rule, aBuyer(4, 1), aBuyer(4))).toEqual([1, 1, 0, 2, 2, 0]);
    expect(held({ did: "ordered", times: { atLeast: 2 } }, aBuyer(4, 1))).toEqual([1, 1, 0, 0, 0, 0]);
    expect(held({ not: { did: "ordered" } }, aBuyer(3))).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it("follows attributes that history tells, and takes the rest as of today", () => {
    expect(held({ attribute: "orders", is: "atLeast", value: 2 }, aBuyer(4, 1))).toEqual([1, 1, 0, 0, 0, 0]);
    expect(held({ attribute: "country", is: "equals", value: "DE" }, aBuyer(1))).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("works out computed attributes as of then", () => {
    const recent: Attribute = {
      ...{ key: "recent", label: "Recent", group: "Other", type: "number" },
      computed: { measure: "count", of: { did: "ordered", during: { inTheLast: [2, "days"] } } },
    };
    const warm: Attribute = {
      ...{ key: "warm", label: "Warm", group: "Other", type: "number" },
      computed: { score: [{ when: { attribute: "recent", is: "atLeast", value: 1 }, points: 5 }] },
    };
    const attributes = attributesOf([warm, recent]);
    const rule: Rule = { attribute: "warm", is: "equals", value: 5 };
    const buyer = aBuyer(4, 1);
    buyer.profile.attributes.warm = 0;
    expect(heldAt(rule, [buyer], DAYS, { ...context, attributes }, new Set())).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it("counts nobody before they were known", () => {
    const newcomer = { profile: newProfile("new", ago(2)), changes: [] };
    expect(held({ not: { did: "ordered" } }, newcomer)).toEqual([1, 1, 1, 0, 0, 0]);
  });

  it("asks the record for other segments", () => {
    const { profile } = aBuyer();
    profile.memberships = { vip: ago(1), old: ago(100) };
    const changes = [
      { segment: "vip", entered: true, at: ago(4) },
      { segment: "gone", entered: false, at: ago(3) },
      { segment: "vip", entered: false, at: ago(3) },
      { segment: "vip", entered: true, at: ago(1) },
    ];
    expect(held({ segment: "vip" }, { profile, changes })).toEqual([1, 1, 0, 0, 1, 0]);
    expect(held({ segment: "old" }, { profile, changes })).toEqual([1, 1, 1, 1, 1, 1]);
    expect(held({ segment: "gone" }, { profile, changes })).toEqual([0, 0, 0, 0, 1, 1]);
  });
});

describe("an estimate from a sample", () => {
  it("is exact when everybody was looked at", () => {
    expect(estimate(17, 100, 100)).toEqual({ people: 17, low: 17, high: 17 });
  });

  it("holds the true number 19 times of 20", () => {
    const [total, sampled, rounds] = [5_000, 500, 500];
    const random = aRandom(7);
    for (const truth of [5, 100, 2_500, 4_900]) {
      const everyone = Array.from({ length: total }, (_, i) => i < truth);
      let caught = 0;
      for (let round = 0; round < rounds; round++) {
        let held = 0;
        for (let i = 0; i < sampled; i++) {
          const other = i + Math.floor(random() * (total - i));
          [everyone[i], everyone[other]] = [everyone[other]!, everyone[i]!];
          if (everyone[i]) held++;
        }
        const { low, high, people } = estimate(held, sampled, total);
        expect(low <= people && people <= high).toBe(true);
        if (low <= truth && truth <= high) caught++;
      }
      expect(caught / rounds, `${truth}`).toBeGreaterThan(0.92);
    }
  });
});

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function aRandom(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
