/** Reading rules that somebody wrote: right ones come out as they went in, wrong ones with the place and a reason. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS, parseRule } from "../../core/rules/parse";
import type { Rule } from "../../core/rules/rule";
import { ruleSchemaDocument } from "../../core/rules/rule-json-schema";
import { isValid } from "../support/json-schema";
import { attributes, messageRule, SEGMENTS } from "./arbitrary";
import { EXAMPLES } from "./examples";

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const RUNS = 4 * Number(process.env.RULES ?? 250);
const LONG = { timeout: 60_000 + RUNS * 4 };
const context = { attributes, hasSegment: (id: string) => [...SEGMENTS, "gone"].includes(id), live: true };
const segment = { ...context, live: false };
const schema = ruleSchemaDocument();

/** Throws for nothing, whatever it is; what it takes, it takes again. */
function readsOrRefuses(raw: unknown): void {
  const parsed = parseRule(raw, context);
  if ("problems" in parsed) {
    expect(parsed.problems.length).toBeGreaterThan(0);
    for (const { path, reason } of parsed.problems) {
      expect(path).toMatch(/^rule/);
      expect(reason).not.toBe("");
    }
    return;
  }
  const printed = JSON.parse(JSON.stringify(parsed.rule));
  expect(parseRule(printed, context)).toEqual({ rule: printed });
}

/** A valid rule with one place changed into something else, taken away or added. */
const mutated = fc
  .tuple(messageRule, fc.nat(), fc.jsonValue(), fc.constantFrom("replace", "remove", "add"), fc.string())
  .map(([rule, place, noise, how, name]) => {
    const copy = JSON.parse(JSON.stringify(rule));
    const places: [holder: Record<string, unknown>, key: string][] = [];
    const walk = (value: unknown) => {
      if (typeof value !== "object" || value === null) return;
      for (const key of Object.keys(value)) {
        places.push([value as Record<string, unknown>, key]);
        walk((value as Record<string, unknown>)[key]);
      }
    };
    walk(copy);
    const [holder, key] = places[place % Math.max(1, places.length)] ?? [copy, name];
    if (how === "replace") holder[key] = noise;
    else if (how === "remove" && Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (how === "remove") delete holder[key];
    else holder[Array.isArray(holder) ? String(holder.length) : name] = noise;
    return copy;
  });

describe(`reading a rule (SEED=${SEED})`, () => {
  it("takes a printed rule as the same rule, and the schema for editors takes it too", LONG, () => {
    fc.assert(
      fc.property(messageRule, (rule) => {
        const printed = JSON.parse(JSON.stringify(rule));
        expect(parseRule(printed, context)).toEqual({ rule: printed });
        expect(isValid(schema, printed)).toBe(true);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    for (const { rule } of EXAMPLES) expect(isValid(schema, rule)).toBe(true);
  });

  it("never fails on any JSON", LONG, () => {
    fc.assert(fc.property(fc.jsonValue(), readsOrRefuses), { seed: SEED, numRuns: RUNS });
  });

  it("never fails on a rule with something wrong in it; what it takes then, the schema takes", LONG, () => {
    fc.assert(
      fc.property(mutated, (raw) => {
        readsOrRefuses(raw);
        const parsed = parseRule(raw, context);
        if ("rule" in parsed) expect(isValid(schema, parsed.rule)).toBe(true);
      }),
      { seed: SEED, numRuns: 4 * RUNS },
    );
  });

  it("refuses what nests without end", () => {
    let deep: unknown = { all: [] };
    for (let i = 0; i < 200_000; i++) deep = { not: deep };
    expect(parseRule(deep, context)).toMatchObject({
      problems: [{ reason: "must be nested at most 16 deep" }],
    });
    let list: unknown = [];
    for (let i = 0; i < 200_000; i++) list = [list];
    readsOrRefuses(list);
    readsOrRefuses({ attribute: "orders", is: "equals", value: list });
  });
});

const refused: [raw: unknown, path: string, reason: RegExp][] = [
  [{ did: "flew" }, "rule.did", /must be one of visited/],
  [{ did: "ordered", items: { ids: ["a"] } }, "rule.items", /does not belong to ordered/],
  [{ did: "bought", named: "x" }, "rule.named", /does not belong to bought/],
  [{ did: "searched", named: { endsWith: "x" } }, "rule.named", /contains/],
  [{ did: "searched", named: { contains: " " } }, "rule.named", /1 to 200/],
  [{ did: "saw_message", named: { contains: "x" } }, "rule.named", /id/],
  [{ did: "visited", sum: { of: "amount", atLeast: 1 } }, "rule.sum", /does not belong to visited/],
  [{ did: "bought", sum: { of: "money", atLeast: 1 } }, "rule.sum", /amount, quantity/],
  [{ did: "bought", sum: { of: "amount", atLeast: 1.5 } }, "rule.sum", /whole number from 0 in minor units/],
  [{ did: "bought", sum: { of: "quantity", atLeast: 0.0001 } }, "rule.sum", /three decimals/],
  [{ did: "bought", sum: { of: "amount", between: [2, 1] } }, "rule.sum", /smaller one first/],
  [{ did: "bought", sum: { of: "amount", atLeast: 1, atMost: 2 } }, "rule.sum", /one of/],
  [
    { did: "bought", sum: { of: "amount", atLeast: 1 }, times: { atLeast: 1 } },
    "rule.sum",
    /instead of times/,
  ],
  [{ did: "bought", which: "last", times: { atLeast: 1 } }, "rule.times", /first or last/],
  [{ did: "bought", which: "second" }, "rule.which", /first or last/],
  [{ did: "bought", after: { did: "flew" } }, "rule.after.did", /must be one of/],
  [{ did: "bought", after: { did: "visited", during: { on: "2026-01-01" } } }, "rule.after.during", /belong/],
  [{ did: "bought", after: { did: "visited", within: [0, "hours"] } }, "rule.after.within", /from 1/],
  [
    { did: "bought", after: { did: "visited", within: [1, "weeks"] } },
    "rule.after.within",
    /minutes, hours, days/,
  ],
  [{ did: "bought", during: { thisVisit: false } }, "rule.during", /must be true/],
  [{ attribute: "since", is: "during", value: { thisVisit: true } }, "rule.value", /must be a timeframe/],
];

describe("what is refused, and where", () => {
  it.each(refused)("%j", (raw, path, reason) => {
    expect(parseRule(raw, context)).toMatchObject({
      problems: [{ path, reason: expect.stringMatching(reason) }],
    });
    // What JSON Schema cannot say.
    expect(isValid(schema, raw)).toBe(/three|smaller|1 to 200/.test(reason.source));
  });

  it("is a live condition in a segment: it is offered to a message", () => {
    expect(parseRule({ all: [{ live: "exit_intent", is: "isTrue" }] }, segment)).toEqual({
      problems: [
        {
          path: "rule.all[0]",
          reason: "is known in the page only, at this instant, so no segment can have it",
          hint: "Save it as the condition of a message",
        },
      ],
    });
  });

  it("is more than the limits", () => {
    const leaf: Rule = { attribute: "orders", is: "known" };
    const nested = (levels: number): Rule => (levels === 1 ? leaf : { not: nested(levels - 1) });
    const many = (n: number, rule: Rule): Rule => ({ all: Array.from({ length: n }, () => rule) });
    const list = (n: number) => ({
      attribute: "country",
      is: "oneOf",
      value: Array.from({ length: n }, (_, i) => String(i)),
    });
    const bytes = (n: number) => ({
      attribute: "colour",
      is: "oneOf",
      value: ["é".repeat(250), "a".repeat(n)],
    });
    const takes = (rule: unknown) => "rule" in parseRule(rule, context);
    expect([nested(LIMITS.depth), nested(LIMITS.depth + 1)].map(takes)).toEqual([true, false]);
    expect([many(150, leaf), many(151, leaf)].map(takes)).toEqual([true, false]);
    expect([many(30, { did: "visited" }), many(31, { did: "visited" })].map(takes)).toEqual([true, false]);
    expect([list(8_000), list(10_001)].map(takes)).toEqual([true, false]);
    expect([many(60, bytes(300) as Rule), many(90, bytes(300) as Rule)].map(takes)).toEqual([true, false]);
  });
});
