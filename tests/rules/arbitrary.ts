/** Random rules and random people from a small world, so that conditions are met about as often as not. */
import fc from "fast-check";
import type { Attribute } from "../../core/attributes/attribute";
import { attributesOf } from "../../core/attributes/standard";
import { attributeTypes, type FactType, isCalendar } from "../../core/attributes/types";
import type { Profile } from "../../core/profiles/profile";
import { activities } from "../../core/rules/activities";
import type { Anniversary } from "../../core/rules/anniversaries";
import { type ItemFilter, type ItemFilterKey, itemFilterKeys } from "../../core/rules/item-filters";
import { filterOf, type Items } from "../../core/rules/items";
import { type LiveFacts, type LiveKey, liveSignals } from "../../core/rules/live";
import { operatorOf, operatorsFor } from "../../core/rules/operators";
import { type Cutoffs, type RankRule, rankKey } from "../../core/rules/ranks";
import type { Rule, Value } from "../../core/rules/rule";
import type { Timeframe, Unit } from "../../core/rules/timeframes";
import { DAY, HOUR, MINUTE } from "../../core/time/zone";
import { behaviours } from "./arbitrary-did";
import { ORDER, PETS, rowsOf } from "./arbitrary-has";
import { aProfile, type Did } from "./people";

export const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** The evening before clocks go back in Berlin, so that days of 23, 24 and 25 hours are near. */
export const NOW = Date.UTC(2026, 9, 24, 20, 30);

export const own: Attribute[] = [
  { key: "size", label: "Size", group: "Other", type: "number" },
  { key: "colour", label: "Colour", group: "Other", type: "shortText" },
  { key: "sports", label: "Sports", group: "Other", type: "checkboxes" },
  { key: "since", label: "Since", group: "Other", type: "dateTime" },
  { key: "renewal", label: "Renewal", group: "Other", type: "date" },
  { key: "member", label: "Member", group: "Other", type: "yesNo" },
];
export const TABLES = [PETS, ORDER];
export const attributes = attributesOf(own, TABLES);
const USED = [
  ...own.map(({ key }) => key),
  "place",
  "first_order_at",
  "orders",
  "spent",
  "identified",
  "last_order_at",
  "country",
  "birthday",
  "tags",
  "visit_started_at",
  "last_seen_at",
  "returns",
  "shopping_hour",
];

const DERIVED = [
  "age",
  "days_since_last_order",
  "days_since_first_order",
  "average_days_between_orders",
  "discount_share",
  "price_sensitivity",
  "spent_past_year",
  "reachable_by_email",
  "reachable_by_phone",
  "reachable_by_ads",
];
/** What people have of which something is derived. */
const STORED = [
  ...USED,
  "orders_with_coupon",
  "discounted_items",
  "items_bought",
  ...["email", "phone", "email_consent", "sms_consent", "marketing_consent"],
];

const TEXTS = ["Zürich", "zurich", "Bern", "a%b_c", "it's", "Łódź", "ZÜRICH West", "0123", "😀 ski"];
const NUMBERS = [-1, 0, 0.5, 1, 2, 3, 10, 1999, 2 ** 40];
const PRODUCTS = ["p1", "p2", "p3", "q7"];
const CATEGORIES = ["tents", "socks", "schlafsäcke"];
const NAMES = ["quiz", "Quiz night", "it's", "Łódź"];

/** Around now, and around the edges of its days. */
const recent = fc.oneof(
  fc.integer({ min: -40, max: 10 }).map((hours) => NOW + hours * HOUR),
  fc.integer({ min: -90, max: 5 }).map((minutes) => NOW + minutes * MINUTE),
  fc.integer({ min: -70, max: 3 }).map((days) => NOW + days * DAY),
  fc
    .tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom(-1, 0, 1))
    .map(([day, ms]) => Date.UTC(2026, 9, 24 + day, 22) + ms),
);

/** Some of them years ago. */
const instant = fc.oneof(
  { weight: 3, arbitrary: recent },
  {
    weight: 1,
    arbitrary: fc
      .tuple(recent, fc.integer({ min: 1, max: 130 }))
      .map(([at, years]) => new Date(at).setUTCFullYear(2026 - years)),
  },
);

const someValue: Record<FactType, fc.Arbitrary<Value>> = {
  number: fc.constantFrom(...NUMBERS),
  text: fc.constantFrom(...TEXTS),
  date: instant,
  boolean: fc.boolean(),
  list: fc.uniqueArray(fc.constantFrom(...TEXTS), { maxLength: 3 }),
  place: fc.constantFrom("47.38,8.54", "46.95,7.45", "-17,179.9", "90,0", "0,0"),
};

const amount = fc.integer({ min: 0, max: 65 });
const dayUnit = fc.constantFrom("days", "weeks", "months") as fc.Arbitrary<"days" | "weeks" | "months">;
const unit = fc.constantFrom("minutes", "hours", "days", "weeks", "months") as fc.Arbitrary<Unit>;
const date = fc
  .integer({ min: -70, max: 4 })
  .map((days) => new Date(NOW + days * DAY).toISOString().slice(0, 10));

export const timeframe: fc.Arbitrary<Timeframe> = fc.oneof(
  fc.record({ inTheLast: fc.tuple(amount, unit) }),
  fc.record({ moreThanAgo: fc.tuple(amount, unit) }),
  fc.record({ exactlyAgo: fc.tuple(amount, dayUnit) }),
  fc.record({ betweenAgo: fc.tuple(amount, amount, dayUnit) }),
  fc.record({ inTheNext: fc.tuple(amount, dayUnit) }),
  fc.record({ on: date }),
  fc.record({ before: date }),
  fc.record({ after: date }),
  fc.record({ between: fc.tuple(date, date).map(([a, b]) => (a < b ? [a, b] : [b, a]) as [string, string]) }),
);

const anniversary: fc.Arbitrary<Anniversary> = fc.oneof(
  fc.record({ inTheNext: fc.tuple(fc.integer({ min: 0, max: 12 }), dayUnit) }),
  fc.record({ inTheLast: fc.tuple(fc.integer({ min: 0, max: 12 }), dayUnit) }),
  fc.record({ exactlyAgo: fc.tuple(fc.integer({ min: 0, max: 12 }), dayUnit) }),
  fc.record({ inTheNext: fc.tuple(fc.integer({ min: 0, max: 365 }), fc.constant("days" as const)) }),
  fc.record({ inMonth: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ on: date.map((day) => day.slice(5)) }),
);

function comparison(type: FactType) {
  const withValue = operatorsFor(type).filter((is) => operatorOf(is).input !== "attribute");
  return fc.constantFrom(...withValue).chain((is) => {
    const value = {
      none: fc.constant(undefined),
      number: fc.constantFrom(...NUMBERS),
      numbers: fc
        .tuple(fc.constantFrom(...NUMBERS), fc.constantFrom(...NUMBERS))
        .map(([a, b]) => (a < b ? [a, b] : [b, a])),
      text: type === "number" ? fc.constantFrom(...NUMBERS) : fc.constantFrom(...TEXTS, "z", "ri", "%", "'"),
      texts: fc.uniqueArray(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 3 }),
      timeframe,
      anniversary,
      circle: fc.record({
        lat: fc.constantFrom(47.38, 46, -90),
        lon: fc.constantFrom(8.54, -179, 0.001),
        km: fc.constantFrom(1, 95, 1000, 20_015),
      }),
      attribute: fc.constant(undefined),
    }[operatorOf(is).input] as fc.Arbitrary<unknown>;
    return value.map((given) => (given === undefined ? { is } : { is, value: given }));
  });
}

const typeOf = (key: string) => attributeTypes[attributes.get(key)!.type].fact;
const sameKind = (key: string) =>
  [...USED, ...DERIVED].filter(
    (other) =>
      typeOf(other) === typeOf(key) &&
      isCalendar(attributes.get(other)!) === isCalendar(attributes.get(key)!),
  );

/** One fact with another. */
const factsRule = fc
  .constantFrom(...[...USED, ...DERIVED].filter((key) => ["number", "text", "date"].includes(typeOf(key))))
  .chain((attribute) => {
    const comparing = operatorsFor(typeOf(attribute)).filter((is) => operatorOf(is).compares);
    return fc
      .record({
        is: fc.constantFrom(...comparing),
        other: fc.constantFrom(...sameKind(attribute)),
        times: fc.constantFrom(undefined, 1, 2, 0.1, 1e6),
      })
      .map(
        ({ is, other, times }): Rule => ({
          attribute,
          is,
          value: {
            attribute: other,
            ...(times !== undefined && typeOf(attribute) === "number" && { times }),
          },
        }),
      );
  });

const valueRule = fc
  .constantFrom(...USED, ...DERIVED)
  .chain((attribute) => comparison(typeOf(attribute)).map((rest) => ({ attribute, ...rest }) as Rule));

const attributeRule = fc.oneof({ weight: 3, arbitrary: valueRule }, { weight: 1, arbitrary: factsRule });

const RANKS: readonly RankRule[] = [
  { rank: "spent", top: { percent: 20 } },
  { rank: "size", bottom: { people: 3 } },
  { rank: "days_since_last_order", bottom: { percent: 50 } },
  { rank: "spent_past_year", top: { people: 10 } },
  { rank: "orders", top: { people: 10 } },
];
/** Of the last rank nobody knows where its line is. */
export const CUTOFFS: Cutoffs = new Map([
  [rankKey(RANKS[0]!), 10],
  [rankKey(RANKS[1]!), 0.5],
  [rankKey(RANKS[2]!), 14],
  [rankKey(RANKS[3]!), 1000],
]);
const rankRule = fc.constantFrom<Rule>(...RANKS);

/** More than 16 of one brand: evaluation looks at long lists in another way than at short ones. */
export const CATALOGUE = [
  {
    id: "p1",
    name: "Dome tent",
    brand: "Skarv",
    categories: ["Camping > Tents"],
    price: 1999,
    stock: 0,
    discounts: ["black-friday" as const],
  },
  {
    id: "p2",
    name: "Zürich socks",
    brand: "Varde",
    supplier: "Nord",
    tags: ["wool"],
    price: 500,
    compareAt: 900,
  },
  {
    id: "p3",
    name: "Tunnel tent",
    categories: ["Camping > Tents > Tunnels", "Sale"],
    discounts: ["spring" as const],
  },
  ...Array.from({ length: 20 }, (_, i) => ({
    id: `q${i}`,
    name: "Stock",
    brand: "Skarv",
    price: i,
    tags: ["wool"],
  })),
];
export const DISCOUNTS = {
  spring: { startsAt: NOW - 20 * DAY, endsAt: NOW - DAY },
  "black-friday": { startsAt: NOW - HOUR, endsAt: null },
};

const filterValues: { [K in ItemFilterKey]-?: fc.Arbitrary<ItemFilter[K]> } = {
  ids: fc.constantFrom(["p1", "p3"], ["p2", "nosuch"]),
  search: fc.constantFrom("tent", "zurich", "SOCK zür", "nothing"),
  brand: fc.constantFrom(["skarv"], ["Varde", "it's"]),
  supplier: fc.constant(["nord"]),
  inCategory: fc.constantFrom(["camping"], ["Camping > Tents > tunnels"], ["Sale", "Packs"]),
  tag: fc.constant(["Wool"]),
  price: fc.constantFrom({ lessThan: 1000 }, { atLeast: 3, atMost: 1999 }, { moreThan: 1e12 }),
  inStock: fc.boolean(),
  onDiscount: fc.boolean(),
  discount: fc.constantFrom("spring", "spring", "black-friday"),
};

/** Filters of one or two parts, to be resolved once for all rules. */
export const FILTERS: readonly ItemFilter[] = fc.sample(
  fc
    .subarray(itemFilterKeys, { minLength: 1, maxLength: 2 })
    .chain(
      (keys) =>
        fc.record(
          Object.fromEntries(keys.map((key) => [key, filterValues[key]])),
        ) as fc.Arbitrary<ItemFilter>,
    )
    .filter((filter) => filterOf(filter) !== undefined),
  { seed: SEED, numRuns: 80 },
);

export const { didRule, didTimeRule } = behaviours({
  products: PRODUCTS,
  categories: CATEGORIES,
  names: NAMES,
  timeframe,
  filters: FILTERS,
});

const { hasRule, hasTimeRule, rows } = rowsOf({ timeframe, values: someValue, comparison });

const interestRule = fc
  .record(
    {
      interestedIn: fc.constantFrom<Items>({ ids: ["p1", "p2"] }, ...FILTERS),
      likelihood: fc.constantFrom(1, 30, 60, 100),
      atLeast: fc.integer({ min: 1, max: 3 }),
      of: fc.constantFrom(3, 10),
    },
    { requiredKeys: ["interestedIn", "likelihood"] },
  )
  .map((rule): Rule => rule);

export const SEGMENTS = ["vip", "news"];
const segmentRule = fc.constantFrom<Rule>(
  ...SEGMENTS.map((segment) => ({ segment })),
  { segment: "vip", notIn: ["news"] },
  { segment: "news", notIn: ["vip", "gone"] },
);

const liveRule = fc
  .constantFrom(...(Object.keys(liveSignals) as LiveKey[]))
  .chain((live) => comparison(liveSignals[live].type).map((rest) => ({ live, ...rest }) as Rule));

const grouped = (leaf: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> =>
  fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 5, arbitrary: leaf },
      { weight: 2, arbitrary: fc.array(tie("rule"), { maxLength: 3 }).map((all): Rule => ({ all })) },
      { weight: 2, arbitrary: fc.array(tie("rule"), { maxLength: 3 }).map((any): Rule => ({ any })) },
      { weight: 1, arbitrary: tie("rule").map((not): Rule => ({ not })) },
    ),
  })).rule;

/** A condition that time alone may change. */
export const timeRule: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .record({ attribute: fc.constantFrom("since", "renewal", "birthday", "last_order_at"), value: timeframe })
    .map((rest): Rule => ({ ...rest, is: "during" })),
  fc
    .record({
      attribute: fc.constantFrom("since", "renewal", "birthday", "first_order_at"),
      value: anniversary,
    })
    .map((rest): Rule => ({ ...rest, is: "anniversary" })),
  valueRule.filter((rule) => DERIVED.includes((rule as { attribute: string }).attribute)),
  factsRule,
  rankRule,
  didTimeRule,
  hasTimeRule,
);

/** A rule that a segment may have. */
export const segmentLikeRule = grouped(
  fc.oneof(
    { weight: 4, arbitrary: attributeRule },
    { weight: 3, arbitrary: didRule },
    { weight: 2, arbitrary: hasRule },
    { weight: 1, arbitrary: segmentRule },
    { weight: 1, arbitrary: rankRule },
    { weight: 1, arbitrary: interestRule },
  ),
);
/** A rule that a message's condition may have: live conditions too. */
export const messageRule = grouped(
  fc.oneof(
    attributeRule,
    didRule,
    hasRule,
    segmentRule,
    rankRule,
    interestRule,
    liveRule,
    liveRule,
    liveRule,
  ),
);

export const liveFacts: fc.Arbitrary<LiveFacts> = fc.record(
  Object.fromEntries(Object.entries(liveSignals).map(([key, { type }]) => [key, someValue[type]])),
  { requiredKeys: [] },
) as fc.Arbitrary<LiveFacts>;

const did: fc.Arbitrary<Did> = fc.record(
  {
    at: instant,
    times: fc.constantFrom(1, 1, 1, 2, 5),
    product: fc.constantFrom(...PRODUCTS),
    category: fc.constantFrom("tents", "socks", "schlafsacke"),
    name: fc.constantFrom(...NAMES),
    amount: fc.constantFrom(0, 1, 999, 1000, 2000),
    quantity: fc.constantFrom(0, 0.1, 0.2, 1, 1.5, 2),
  },
  { requiredKeys: ["at"] },
);

export const profile = (id: string): fc.Arbitrary<Profile> =>
  fc
    .record({
      attributes: fc.record(
        Object.fromEntries(
          STORED.map((key) => [key, someValue[attributeTypes[attributes.get(key)!.type].fact]]),
        ),
        { requiredKeys: [] },
      ),
      did: fc.record(
        Object.fromEntries(Object.keys(activities).map((kind) => [kind, fc.array(did, { maxLength: 4 })])),
        { requiredKeys: [] },
      ),
      rows,
      segments: fc.subarray(SEGMENTS),
      interests: fc.dictionary(fc.constantFrom(...PRODUCTS), fc.constantFrom(0.01, 0.3, 0.6, 0.99)),
    })
    .map((facts) => aProfile(id, facts as Parameters<typeof aProfile>[1]));
