/**
 * Whatever JSON somebody sends as a rule: it is refused with places that are in it, each with a reason; or it is read,
 * reads the same when it is printed, and every reader can do with it what it promises.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Profile } from "../../core/profiles/profile";
import { describe as inWords, type Names } from "../../core/rules/describe";
import { LIMITS, parseRule } from "../../core/rules/parse";
import type { Rule } from "../../core/rules/rule";
import { ruleSchemaDocument } from "../../core/rules/rule-json-schema";
import { english } from "../../core/rules/words/en";
import { resolveItems } from "../../worker/products/resolve";
import { type TestDatabase, testDatabase } from "../support/d1";
import { isValid } from "../support/json-schema";
import {
  attributes,
  CATALOGUE,
  CUTOFFS,
  DISCOUNTS,
  messageRule,
  NOW,
  profile,
  SEED,
  SEGMENTS,
} from "./arbitrary";
import { storeCatalogue } from "./catalogue";
import { evaluated, SHOP, selected, store } from "./people";
import { ruleish } from "./ruleish";

const RUNS = 20 * Number(process.env.RULES ?? 250);
const LONG = { timeout: 60_000 + RUNS * 20 };
const context = { attributes, hasSegment: (id: string) => [...SEGMENTS, "gone"].includes(id), live: true };
const schema = ruleSchemaDocument();
const names: Names = {
  ...{ words: english, attributes },
  ...{ segment: String, product: String, message: String, discount: String, amount: String },
};

/** Whether all of a path but its last step is there: what is missing is a place too. */
function leadsInto(value: unknown, path: string): boolean {
  if (path === "") return true;
  if (typeof value !== "object" || value === null) return false;
  const steps = Object.entries(value).map(([key, inner]) => [
    Array.isArray(value) ? `[${key}]` : `.${key}`,
    inner,
  ]);
  return (
    steps.some(
      ([step, inner]) =>
        path.startsWith(step as string) && leadsInto(inner, path.slice((step as string).length)),
    ) || /^\.\w+$/.test(path)
  );
}

/** Lists of which each entry counts once, and what stands for nothing. */
const tidy = (value: unknown): unknown => {
  if (typeof value === "string") return value.trim();
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, inner]) => !(key === "value" && inner === null))
        .map(([key, inner]) => [key, tidy(inner)]),
    );
  const all = value.map(tidy);
  return all.every((one) => typeof one === "string") ? [...new Set(all)] : all;
};

function readOrRefused(raw: unknown): Rule | undefined {
  const parsed = parseRule(raw, context);
  if ("rule" in parsed) {
    const printed = JSON.parse(JSON.stringify(parsed.rule));
    expect(parseRule(printed, context)).toEqual({ rule: printed });
    expect(isValid(schema, printed)).toBe(true);
    expect(inWords(parsed.rule, names)).not.toBe("");
    // Nothing of it was passed over.
    expect(tidy(printed)).toEqual(tidy(raw));
    return parsed.rule;
  }
  expect(parsed.problems.length).toBeGreaterThan(0);
  for (const { path, reason } of parsed.problems) {
    expect(path.startsWith("rule") && leadsInto(raw, path.slice("rule".length)), path).toBe(true);
    expect(reason).toMatch(/^\S.*[^.\s]$/);
  }
  return undefined;
}

describe(`any JSON as a rule (SEED=${SEED})`, () => {
  it("is read and means what it says, or is refused with places in it and reasons", LONG, () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 9, arbitrary: ruleish }, fc.jsonValue({ stringUnit: "binary" })),
        (raw) => {
          if (readOrRefused(raw)) read++;
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
    // Neither answer is rare.
    expect(read).toBeGreaterThan(RUNS / 20);
    expect(read).toBeLessThan(RUNS / 1.2);
  });

  it("is refused when one of its conditions is, and by that condition's path", () => {
    fc.assert(
      fc.property(
        messageRule,
        fc.array(fc.constantFrom("all", "any", "not"), { maxLength: 6 }),
        (rule, groups) => {
          const inside = (condition: unknown): unknown =>
            groups.reduceRight<unknown>(
              (inner, group) => (group === "not" ? { not: inner } : { [group]: [rule, inner] }),
              condition,
            );
          const path = groups.map((group) => (group === "not" ? ".not" : `.${group}[1]`)).join("");
          const parsed = parseRule(inside({ did: "flew" }), context);
          if ("rule" in parsed || parsed.problems.some(({ reason }) => /at most|is more than/.test(reason)))
            return;
          expect(parsed.problems.map((problem) => problem.path)).toEqual([`rule${path}.did`]);
        },
      ),
      { seed: SEED, numRuns: RUNS / 10 },
    );
  });
});

describe("what was read", () => {
  let database: TestDatabase;
  const people: Profile[] = fc
    .sample(fc.tuple(...Array.from({ length: 30 }, (_, i) => profile(`p${i + 10}`))), {
      seed: SEED,
      numRuns: 1,
    })
    .flat();
  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributes, people);
    await storeCatalogue(database.db, CATALOGUE, DISCOUNTS);
  });
  afterAll(() => database.stop());

  it("is evaluated as SQL selects it, whatever values it has", LONG, async () => {
    await fc.assert(
      fc.asyncProperty(ruleish, async (raw) => {
        const parsed = parseRule(raw, { ...context, live: false });
        if (!("rule" in parsed)) return;
        const { rule } = parsed;
        const itemSets = await resolveItems(database.db, SHOP, [rule], NOW);
        const setting = { cutoffs: CUTOFFS, itemSets };
        expect(await selected(database.db, attributes, rule, NOW, setting)).toEqual(
          evaluated(people, attributes, rule, NOW, setting),
        );
      }),
      { seed: SEED, numRuns: RUNS / 5 },
    );
  });
});

describe("the limits hold to the last one that is within them", () => {
  const reasonOf = (raw: unknown) => {
    const parsed = parseRule(raw, context);
    return "rule" in parsed ? "read" : parsed.problems[0]!.reason;
  };
  const known = { attribute: "orders", is: "known" };
  const times = (n: number, part: unknown) => ({ all: Array.from({ length: n }, () => part) });
  const inGroups = (levels: number): unknown => (levels === 1 ? known : { any: [inGroups(levels - 1)] });
  const list = (n: number) => ({
    attribute: "country",
    is: "oneOf",
    value: Array.from({ length: n }, () => "a"),
  });
  const bytes = (n: number) => {
    const rule = {
      attribute: "country",
      is: "oneOf",
      value: Array.from({ length: 200 }, () => "a".repeat(300)),
    };
    const left = n - JSON.stringify(rule).length - '{"all":[,{"segment":""}]}'.length;
    return { all: [rule, { segment: "a".repeat(left) }] };
  };

  it.each([
    ["levels", inGroups, LIMITS.depth, "must be nested at most 16 deep"],
    ["conditions", (n: number) => times(n, known), LIMITS.conditions, "is more than 150 conditions"],
    [
      "behaviours",
      (n: number) => times(n, { did: "visited" }),
      LIMITS.behaviours,
      "is more than 30 behaviours",
    ],
    ["values", list, 10_000, "must have at most 10000 entries"],
  ])("%s", (_, make, most, reason) => {
    expect([reasonOf(make(most)), reasonOf(make(most + 1))]).toEqual(["read", reason]);
  });

  it("bytes of JSON, not characters", () => {
    // Within the limit the parser goes on to what else is wrong.
    expect(JSON.stringify(bytes(LIMITS.bytes))).toHaveLength(LIMITS.bytes);
    expect(reasonOf(bytes(LIMITS.bytes))).toBe("must be the id of a segment of this shop");
    expect(reasonOf(bytes(LIMITS.bytes + 1))).toBe("must have at most 65536 bytes of JSON");
    const wide = { attribute: "country", is: "equals", value: "é".repeat(LIMITS.bytes / 2) };
    expect(reasonOf(wide)).toBe("must have at most 65536 bytes of JSON");
  });
});
