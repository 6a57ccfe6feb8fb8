import { describe, expect, it } from "vitest";
import { activity } from "../profiles/profile";
import { program } from "../rules/compile";
import type { Person, Rule, Value } from "../rules/rule";
import { evaluate, why } from "../rules/why";
import { clockIn, DAY, parseDay } from "../time/zone";
import { attributesOf } from "./standard";

const attributes = attributesOf([]);
const ZONE = "Europe/Berlin";
const born = (day: string) => parseDay(day)! * DAY;
const noon = (day: string) => born(day) + 11 * 3_600_000;
const holds = (facts: Record<string, Value>, rule: Rule, now: number) =>
  evaluate(rule, { attributes: facts, history: {} }, { attributes, clock: clockIn(ZONE, now) });
const next = (facts: Record<string, Value>, rule: Rule, now: number) => {
  const compiled = program({ attributes, clock: clockIn(ZONE, now) });
  compiled.add(rule);
  compiled.load({ attributes: facts, history: {} }, now);
  return compiled.nextChange();
};
const age = (is: "equals" | "atLeast", value: number): Rule => ({ attribute: "age", is, value });

describe("age", () => {
  it("grows on the birthday, at midnight in the shop's zone", () => {
    const facts = { birthday: born("1990-05-17") };
    expect(holds(facts, age("equals", 35), Date.UTC(2026, 4, 16, 21, 59))).toBe(true);
    expect(holds(facts, age("equals", 36), Date.UTC(2026, 4, 16, 22))).toBe(true);
  });

  it("of those born on 29 February grows on the 28th of common years", () => {
    const facts = { birthday: born("2000-02-29") };
    expect(holds(facts, age("equals", 26), noon("2027-02-27"))).toBe(true);
    expect(holds(facts, age("equals", 27), noon("2027-02-28"))).toBe(true);
    expect(holds(facts, age("equals", 27), noon("2028-02-28"))).toBe(true);
    expect(holds(facts, age("equals", 28), noon("2028-02-29"))).toBe(true);
  });

  it("is not known without a birthday, nor before the birth", () => {
    expect(holds({}, { attribute: "age", is: "unknown" }, noon("2026-05-01"))).toBe(true);
    expect(holds({ birthday: born("2027-01-01") }, age("atLeast", -5), noon("2026-05-01"))).toBe(false);
  });

  it("of nearly two thousand years has nobody", () => {
    expect(holds({ birthday: born("1925-01-01") }, age("atLeast", 1999), noon("2026-05-01"))).toBe(false);
  });

  it("is looked at again when it comes to what is asked, not every year", () => {
    const facts = { birthday: born("1990-05-17") };
    expect(next(facts, age("atLeast", 40), noon("2026-05-01"))).toBe(Date.UTC(2030, 4, 16, 22));
    expect(next(facts, age("atLeast", 18), noon("2026-05-01"))).toBe(Infinity);
  });
});

describe("days since", () => {
  const facts = { last_order_at: Date.UTC(2026, 9, 24, 21, 30) };
  const days = (value: number): Rule => ({ attribute: "days_since_last_order", is: "equals", value });

  it("counts midnights of the shop's zone, through the change of clocks", () => {
    expect(holds(facts, days(0), Date.UTC(2026, 9, 24, 21, 59))).toBe(true);
    expect(holds(facts, days(1), Date.UTC(2026, 9, 24, 22))).toBe(true);
    expect(holds(facts, days(1), Date.UTC(2026, 9, 25, 22, 59))).toBe(true);
    expect(holds(facts, days(2), Date.UTC(2026, 9, 25, 23))).toBe(true);
  });

  it("are looked at again on the day that decides", () => {
    expect(next(facts, days(60), Date.UTC(2026, 9, 25, 12))).toBe(Date.UTC(2026, 11, 22, 23));
    expect(next(facts, days(60), Date.UTC(2026, 11, 23, 12))).toBe(Date.UTC(2026, 11, 23, 23));
  });

  it("are held against twice the usual gap", () => {
    const rule: Rule = {
      attribute: "days_since_last_order",
      is: "moreThan",
      value: { attribute: "average_days_between_orders", times: 2 },
    };
    const person = { first_order_at: noon("2026-01-01"), last_order_at: noon("2026-01-21"), orders: 3 };
    expect(holds(person, rule, noon("2026-02-10"))).toBe(false);
    expect(holds(person, rule, noon("2026-02-11"))).toBe(true);
    expect(next(person, rule, noon("2026-01-30"))).toBe(Date.UTC(2026, 1, 9, 23));
    expect(holds({ ...person, orders: 1 }, rule, noon("2027-02-11"))).toBe(false);
  });
});

describe("spent in the past year", () => {
  const ordered = [
    activity({ at: noon("2025-03-01"), amount: 5_000, id: "1" }),
    activity({ at: noon("2026-02-10"), amount: 2_000, id: "2" }),
    activity({ at: noon("2026-02-11"), id: "3" }),
  ];
  const rule: Rule = { attribute: "spent_past_year", is: "atLeast", value: 7_000 };
  const spent = (history: Person["history"], day: string) => {
    const told = why(rule, { attributes: {}, history }, { ...at(noon(day)), memberOf: () => false });
    return "fact" in told ? told.fact : undefined;
  };
  const at = (now: number) => ({ attributes, clock: clockIn(ZONE, now) });

  it("goes down as orders leave the year, and is not known of who never ordered", () => {
    expect(spent({ ordered }, "2026-03-01")).toBe(7_000);
    expect(spent({ ordered }, "2026-03-02")).toBe(2_000);
    expect(spent({ ordered }, "2027-02-11")).toBe(0);
    expect(spent({ viewed_page: ordered }, "2026-03-01")).toBeUndefined();
  });

  it("is looked at again when the oldest of its orders leaves it, not before", () => {
    const compiled = program(at(noon("2026-02-12")));
    const holds = compiled.add(rule);
    const person = { attributes: {}, history: { ordered } };
    compiled.load(person, noon("2026-02-12"));
    expect(holds()).toBe(true);
    const next = compiled.nextChange();
    expect(next).toBe(born("2026-03-02") - 3_600_000);
    compiled.load(person, next);
    expect(holds()).toBe(false);
    expect(compiled.nextChange()).toBe(born("2027-02-11") - 3_600_000);
  });
});

describe("price sensitivity", () => {
  it("is the share of discounted items, from the second order on", () => {
    const is = (value: number): Rule => ({ attribute: "price_sensitivity", is: "equals", value });
    const facts = { orders: 2, items_bought: 4, discounted_items: 3 };
    expect(holds(facts, is(75), noon("2026-05-01"))).toBe(true);
    expect(holds({ ...facts, discounted_items: 0 }, is(0), noon("2026-05-01"))).toBe(true);
    const known: Rule = { attribute: "price_sensitivity", is: "known" };
    expect(holds({ ...facts, orders: 1 }, known, noon("2026-05-01"))).toBe(false);
    // Orders of the time before, of which an import brought the number alone.
    expect(holds({ orders: 2 }, known, noon("2026-05-01"))).toBe(false);
  });
});

describe("reachable", () => {
  const by = (what: "email" | "phone" | "ads", facts: Record<string, Value>) =>
    (["isTrue", "isFalse", "known"] as const).map((is) =>
      holds(facts, { attribute: `reachable_by_${what}`, is }, noon("2026-05-01")),
    );
  const [yes, no] = [
    [true, false, true],
    [false, true, true],
  ];

  it("is who has an address and agreed; everybody else is not, whatever is missing", () => {
    expect(by("email", { email: "a@b.test", email_consent: true })).toEqual(yes);
    expect(by("email", { email: "a@b.test", email_consent: false })).toEqual(no);
    expect(by("email", { email: "a@b.test" })).toEqual(no);
    expect(by("email", { email_consent: true })).toEqual(no);
    expect(by("email", {})).toEqual(no);
    expect(by("phone", { phone: "+49 1", sms_consent: true })).toEqual(yes);
    expect(by("phone", { phone: "+49 1", email_consent: true })).toEqual(no);
  });

  it("by ads is by an email or a phone", () => {
    expect(by("ads", { phone: "+49 1", marketing_consent: true })).toEqual(yes);
    expect(by("ads", { email: "a@b.test", marketing_consent: true })).toEqual(yes);
    expect(by("ads", { marketing_consent: true })).toEqual(no);
    expect(by("ads", { email: "a@b.test", email_consent: true })).toEqual(no);
  });
});
