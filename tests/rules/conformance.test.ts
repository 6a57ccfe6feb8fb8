/**
 * Every operator's own examples, plain, negated and in groups, in every reader, on a real D1. It walks the registry:
 * an operator that is added is covered without being listed.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attribute } from "../../core/attributes/attribute";
import { attributesOf } from "../../core/attributes/standard";
import { type AttributeType, attributeTypes, type FactType } from "../../core/attributes/types";
import { program } from "../../core/rules/compile";
import { liveSignals } from "../../core/rules/live";
import { EXAMPLE_NOW, type OperatorName, operatorOf, operators } from "../../core/rules/operators";
import { parseRule } from "../../core/rules/parse";
import { holds } from "../../core/rules/residual";
import type { Rule, Value } from "../../core/rules/rule";
import { splitter } from "../../core/rules/split";
import { clockIn } from "../../core/time/zone";
import { type TestDatabase, testDatabase } from "../support/d1";
import { aProfile, evaluated, selected, store, ZONE } from "./people";

/** For each kind of fact, an attribute in the values table and, where there are such, in columns of both kinds. */
const own: Attribute[] = (Object.keys(attributeTypes) as AttributeType[]).map((type) => ({
  key: `own_${type}`,
  label: type,
  group: "Other",
  type,
}));
const attributes = attributesOf(own);
const inColumns: Partial<Record<FactType, string[]>> = {
  number: ["orders"],
  text: ["country", "customer_id"],
  date: ["last_order_at"],
  boolean: ["identified"],
  list: ["interests"],
};

const cases = (Object.keys(operators) as OperatorName[]).flatMap((name) =>
  operatorOf(name).on.flatMap((type) => {
    const keys = [
      ...own.filter((a) => attributeTypes[a.type].fact === type).map((a) => a.key),
      ...(inColumns[type] ?? []),
    ];
    const examples = operatorOf(name).examples.filter(([actual, value]) => {
      const fits =
        actual === null || typeOf(actual) === type || (type === "date" && typeof actual === "number");
      return fits && "value" in operatorOf(name).parse(value, type);
    });
    return keys.flatMap((key) => examples.map((example, i) => ({ name, type, key, i, example })));
  }),
);

describe("every operator, in every reader", () => {
  let database: TestDatabase;
  const profiles = cases.map(({ key, example: [actual] }, i) =>
    aProfile(`case${String(i).padStart(4, "0")}`, {
      attributes: actual === null ? {} : { [key]: actual as Value },
    }),
  );
  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributes, profiles);
  });
  afterAll(() => database.stop());

  it("has examples for each type that it is on, with a missing fact among them", () => {
    for (const name of Object.keys(operators) as OperatorName[]) {
      expect(
        cases.some((c) => c.name === name),
        name,
      ).toBe(true);
      expect(
        operatorOf(name).examples.some(([actual]) => actual === null),
        name,
      ).toBe(true);
    }
  });

  it.each(cases.map((c, i) => ({ ...c, at: i })))(
    "$name on $key, example $i",
    async ({ name, key, example, at }) => {
      const [, value, expected] = example;
      const leaf = { attribute: key, is: name, ...(value !== undefined && { value }) } as Rule;
      const parsed = parseRule(leaf, { attributes, hasSegment: () => false, live: false });
      expect(parsed).toEqual({ rule: leaf });
      const profile = profiles[at]!;
      const forms: [Rule, boolean][] = [
        [leaf, expected],
        [{ not: leaf }, !expected],
        [{ all: [leaf] }, expected],
        [{ all: [leaf, leaf] }, expected],
        [{ any: [leaf] }, expected],
        [{ any: [{ not: leaf }, leaf] }, true],
        [{ all: [leaf, { not: leaf }] }, false],
        [{ not: { any: [leaf, { any: [] }] } }, !expected],
        [{ all: [leaf, { all: [] }] }, expected],
      ];
      for (const [rule, answer] of forms) {
        expect(evaluated([profile], attributes, rule, EXAMPLE_NOW), JSON.stringify(rule)).toEqual(
          answer ? [profile.id] : [],
        );
        const ids = await selected(database.db, attributes, rule, EXAMPLE_NOW);
        expect(ids.includes(profile.id), JSON.stringify(rule)).toBe(answer);
      }
    },
  );

  it.each(cases.filter(({ type }) => Object.values(liveSignals).some((live) => live.type === type)))(
    "$name in the page, on a live $type, example $i",
    ({ name, type, example: [actual, value, expected] }) => {
      const [live] =
        Object.entries(liveSignals).find(
          ([, entry]) => entry.type === type && !("settledByRequest" in entry),
        ) ?? Object.entries(liveSignals).find(([, entry]) => entry.type === type)!;
      const leaf = { live, is: name, ...(value !== undefined && { value }) } as unknown as Rule;
      const facts = actual === null ? {} : { [live]: actual };
      expect(holds(leaf, facts)).toBe(expected);
      expect(holds({ not: leaf }, facts)).toBe(!expected);
      const shared = program({ attributes, clock: clockIn(ZONE, EXAMPLE_NOW) });
      const split = splitter(shared, { all: [{ attribute: "orders", is: "unknown" }, leaf] });
      shared.load({ attributes: {}, history: {} }, EXAMPLE_NOW);
      shared.see(facts);
      const left = split();
      expect(typeof left === "boolean" ? left : holds(left, facts)).toBe(expected);
    },
  );
});

function typeOf(actual: unknown): FactType {
  if (Array.isArray(actual)) return "list";
  if (typeof actual === "string") return "text";
  return typeof actual === "boolean" ? "boolean" : "number";
}
