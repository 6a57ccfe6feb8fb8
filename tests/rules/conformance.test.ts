/**
 * Every operator's own examples, plain, negated and in groups, in every reader, on a real D1. It walks the registry:
 * an operator that is added is covered without being listed.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attribute } from "../../core/attributes/attribute";
import { attributesOf } from "../../core/attributes/standard";
import { type AttributeType, attributeTypes, type FactType, isCalendar } from "../../core/attributes/types";
import { program } from "../../core/rules/compile";
import { itemFilterKeys, itemFilters } from "../../core/rules/item-filters";
import type { Items } from "../../core/rules/items";
import { liveSignals } from "../../core/rules/live";
import { EXAMPLE_NOW } from "../../core/rules/operator";
import { type OperatorName, operatorOf, operators } from "../../core/rules/operators";
import { parseRule } from "../../core/rules/parse";
import { isReference } from "../../core/rules/reference";
import { holds } from "../../core/rules/residual";
import type { AttributeRule, Rule, Value } from "../../core/rules/rule";
import { splitter } from "../../core/rules/split";
import { COLUMN_TYPES, type Table } from "../../core/tables/table";
import { clockIn, DAY } from "../../core/time/zone";
import { resolveItems } from "../../worker/products/resolve";
import { type TestDatabase, testDatabase } from "../support/d1";
import { storeCatalogue } from "./catalogue";
import { aProfile, evaluated, SHOP, selected, store, ZONE } from "./people";

/** For each kind of fact, an attribute in the values table and, where there are such, in columns of both kinds. */
const own: Attribute[] = (Object.keys(attributeTypes) as AttributeType[]).map((type) => ({
  key: `own_${type}`,
  label: type,
  group: "Other",
  type,
}));
/** Facts that others are compared with. */
const others: Attribute[] = (["number", "date", "dateTime", "shortText"] as const).map((type) => ({
  key: `other_${type}`,
  label: type,
  group: "Other",
  type,
}));
/** The same facts as cells of a row. */
const CELLS: Table = {
  key: "cells",
  label: "Cells",
  id: "row",
  columns: [
    { key: "row", label: "Row", type: "shortText" },
    ...COLUMN_TYPES.map((type) => ({ key: `own_${type}`, label: type, type })),
  ],
};
const attributes = attributesOf([...own, ...others], [CELLS]);
const inColumns: Partial<Record<FactType, string[]>> = {
  number: ["orders", "shopping_hour", "price_sensitivity", "spent_past_year"],
  text: ["country", "customer_id"],
  date: ["last_order_at"],
  boolean: ["identified"],
  list: ["interests"],
};

/** Facts of which a derived one becomes this number. */
const derivedFrom: Record<string, (actual: number) => Record<string, Value>> = {
  price_sensitivity: (actual) => ({ orders: 2, items_bought: 100, discounted_items: actual }),
  spent_past_year: () => ({}),
};
/** Orders of the last day of the year, of the day before it, and after it. */
const spentPastYear = (amount: number) => {
  const { startOf, today } = clockIn(ZONE, EXAMPLE_NOW);
  const year = startOf(today - 365);
  return {
    ordered: [
      { at: year - 1, amount: 7 },
      { at: year, amount: amount - 1 },
      { at: EXAMPLE_NOW, amount: 1 },
      { at: EXAMPLE_NOW + 1, amount: 7 },
    ],
  };
};

interface Case {
  name: OperatorName;
  type: FactType;
  key: string;
  i: number;
  example: (typeof operators)[OperatorName]["examples"][number];
  /** The attribute that has the example's value, for comparisons of two facts. */
  other?: string;
}

const cases: Case[] = (Object.keys(operators) as OperatorName[]).flatMap((name) =>
  operatorOf(name).on.flatMap((type) => {
    const keys = [
      ...own.filter((a) => attributeTypes[a.type].fact === type).map((a) => a.key),
      ...(inColumns[type] ?? []),
    ];
    const examples = operatorOf(name).examples.filter(([actual, value]) => {
      const fits =
        actual === null || typeOf(actual) === type || (type === "date" && typeof actual === "number");
      const { input, parse } = operatorOf(name);
      return fits && (input === "attribute" || "value" in parse(value, type));
    }) as unknown as Case["example"][];
    return keys.flatMap((key) => {
      if (!key) return [];
      const plain = examplesFor(attributes.get(key)!, examples).map((example, i) => ({
        name,
        type,
        key,
        i,
        example,
      }));
      const { compares, input, missing } = operatorOf(name);
      if (!compares) return plain;
      const compared = others
        .filter((other) => attributeTypes[other.type].fact === type)
        .filter((other) => isCalendar(other) === isCalendar(attributes.get(key)!))
        .flatMap(({ key: other }) => [
          ...plain.map((one) => ({ ...one, other })),
          { name, type, key, i: -1, other, example: [1, null, missing] as unknown as Case["example"] },
        ]);
      return input === "attribute" ? compared : [...plain, ...compared];
    });
  }),
);

describe("every operator, in every reader", () => {
  let database: TestDatabase;
  const profiles = cases.map(({ key, other, example: [actual, value] }, i) =>
    aProfile(`case${String(i).padStart(4, "0")}`, {
      did: actual !== null && key === "spent_past_year" ? spentPastYear(actual as number) : {},
      attributes: {
        ...(actual !== null && (derivedFrom[key]?.(actual as number) ?? { [key]: actual as Value })),
        ...(other && value !== null && { [other]: value as Value }),
      },
      rows: {
        cells: { "1": { at: 1, cells: { row: "1", ...(actual !== null && { [key]: actual as Value }) } } },
      },
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
    "$name on $key, $other, example $i",
    async ({ name, key, example, other, at }) => {
      const [, given, expected] = example;
      const value = other ? { attribute: other } : given;
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
        ...rowForms(leaf, expected),
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

  it.each(
    cases.filter(
      ({ type, other }) => !other && Object.values(liveSignals).some((live) => live.type === type),
    ),
  )(
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

const found = itemFilterKeys.flatMap((key) =>
  itemFilters[key].examples.map(([product, value, expected], i) => {
    const id = product.id ?? `${key}-${i}`;
    return { key, i, product: { ...product, id }, items: { [key]: value } as Items, expected };
  }),
);

describe("every filter over the catalogue, in every reader", () => {
  let database: TestDatabase;
  // While the discount that runs does; one of them twice, one before it began.
  const [since, until] = [EXAMPLE_NOW - 3 * DAY, EXAMPLE_NOW + DAY];
  const profiles = found.map(({ product }, i) =>
    aProfile(`item${String(i).padStart(4, "0")}`, {
      did: { bought: [EXAMPLE_NOW - DAY, EXAMPLE_NOW - 9 * DAY].map((at) => ({ at, product: product.id })) },
      interests: { [product.id]: 0.6, other: 0.9 },
    }),
  );
  beforeAll(async () => {
    database = await testDatabase();
    await store(database.db, attributes, profiles);
    await storeCatalogue(
      database.db,
      found.map(({ product }) => product),
      {
        "black-friday": { startsAt: since, endsAt: until },
        spring: { startsAt: null, endsAt: EXAMPLE_NOW - 8 * DAY },
      },
    );
  });
  afterAll(() => database.stop());

  it("has examples of what is found and of what is not", () => {
    for (const key of itemFilterKeys)
      expect(new Set(itemFilters[key].examples.map(([, , expected]) => expected)).size, key).toBe(2);
  });

  it.each(found.map((c, at) => ({ ...c, at })))(
    "$key, example $i: $items of $product",
    async ({ key, items, expected, at }) => {
      const profile = profiles[at]!;
      const twice = { items, times: { atLeast: 2 } };
      const forms: [Rule, boolean][] = [
        [{ did: "bought", items }, expected],
        [{ not: { did: "bought", items } }, !expected],
        [{ did: "bought", items, during: { inTheLast: [2, "days"] } }, expected],
        [{ did: "bought", items, during: { moreThanAgo: [2, "days"] } }, expected && key !== "discount"],
        [{ did: "bought", ...twice }, expected && key !== "discount"],
        [{ did: "viewed_product", items }, false],
        [{ interestedIn: items, likelihood: 60 }, expected],
        [{ interestedIn: items, likelihood: 61 }, false],
        [{ not: { interestedIn: items, likelihood: 1, atLeast: 2, of: 5 } }, true],
      ];
      const itemSets = await resolveItems(
        database.db,
        SHOP,
        [{ all: forms.map(([rule]) => rule) }],
        EXAMPLE_NOW,
      );
      for (const [rule, answer] of forms) {
        expect(parseRule(rule, { attributes, hasSegment: () => false, live: false })).toEqual({ rule });
        expect(
          evaluated([profile], attributes, rule, EXAMPLE_NOW, { itemSets }),
          JSON.stringify(rule),
        ).toEqual(answer ? [profile.id] : []);
        const ids = await selected(database.db, attributes, rule, EXAMPLE_NOW, { itemSets });
        expect(ids.includes(profile.id), JSON.stringify(rule)).toBe(answer);
      }
    },
  );
});

/** The condition on a cell of the one row, where its fact is in one. */
function rowForms(leaf: Rule, expected: boolean): [Rule, boolean][] {
  const { attribute: column, ...compared } = leaf as AttributeRule;
  if (!CELLS.columns.some(({ key }) => key === column) || isReference(compared.value)) return [];
  const rule: Rule = { has: CELLS.key, where: [{ column, ...compared }] };
  expect(parseRule(rule, { attributes, hasSegment: () => false, live: false })).toEqual({ rule });
  return [
    [rule, expected],
    [{ not: rule }, !expected],
    [{ ...rule, times: { atMost: 0 } } as Rule, !expected],
    [{ ...rule, times: { exactly: 1 } } as Rule, expected],
  ];
}

/** Dates without a time of day have the days of the examples' instants, and cannot tell what asks for hours. */
function examplesFor(attribute: Attribute, examples: Case["example"][]): Case["example"][] {
  if (!isCalendar(attribute)) return examples;
  const { dayOf } = clockIn(ZONE, EXAMPLE_NOW);
  const day = (at: unknown) => (typeof at === "number" ? dayOf(at) * DAY : at);
  return examples
    .filter(([, value]) => !JSON.stringify(value ?? null).includes("hours"))
    .map(([actual, value, expected]) => [day(actual), day(value), expected] as Case["example"]);
}

function typeOf(actual: unknown): FactType {
  if (Array.isArray(actual)) return "list";
  if (typeof actual === "string") return /^-?[\d.]+,-?[\d.]+$/.test(actual) ? "place" : "text";
  return typeof actual === "boolean" ? "boolean" : "number";
}
