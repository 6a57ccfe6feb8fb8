/** A thousand segments as shops make them: two to six conditions each, with values that marketers would type. */

import type { ActivityKind } from "../../core/rules/activities";
import type { SegmentDefinition } from "../../core/rules/dependencies";
import type { DidRule, Rule, Times } from "../../core/rules/rule";
import type { Timeframe } from "../../core/rules/timeframes";
import { products } from "../../demo/catalogue";
import { type Random, randomFrom } from "../../demo/generate/random";

export function segmentsOf(count: number, seed = 11): SegmentDefinition[] {
  const random = randomFrom(seed);
  const segments: SegmentDefinition[] = [];
  for (let i = 0; i < count; i++) segments.push({ id: `segment-${i}`, rule: aRule(random, i) });
  return segments;
}

/** `before`: how many segments there are that it may refer to. */
function aRule(random: Random, before: number): Rule {
  const parts = Array.from({ length: random.whole(2, 6) }, () => aCondition(random, before));
  // Some combine with "any", some have a group within.
  if (random.chance(0.12)) return { any: parts };
  if (parts.length >= 4 && random.chance(0.3))
    return { all: [...parts.slice(2), { any: parts.slice(0, 2) }] };
  return { all: parts };
}

function aCondition(random: Random, before: number): Rule {
  const condition = random.weighted<Rule>([
    [aNumber(random), 22],
    [aText(random), 16],
    [aDate(random), 10],
    [aYesNo(random), 8],
    [aList(random), 4],
    [aBehaviour(random), 34],
    ...(before > 0
      ? [[{ segment: `segment-${random.whole(0, before - 1)}` }, 6] satisfies [Rule, number]]
      : []),
  ]);
  return random.chance(0.12) ? { not: condition } : condition;
}

const NUMBERS: readonly (readonly [attribute: string, step: number, max: number])[] = [
  ["orders", 1, 8],
  ["spent", 2_500, 80_000],
  ["average_order", 1_000, 30_000],
  ["largest_order", 2_500, 50_000],
  ["items_bought", 1, 12],
  ["visits", 1, 20],
  ["page_views", 1, 50],
  ["product_views", 1, 40],
  ["searches", 1, 6],
  ["seconds_on_site", 30, 3_600],
  ["cart_total", 1_000, 30_000],
  ["cart_quantity", 1, 6],
  ["messages_shown", 1, 8],
];

function aNumber(random: Random): Rule {
  const [attribute, step, max] = random.pick(NUMBERS);
  const value = step * random.whole(1, max / step);
  const is = random.weighted([
    ["atLeast", 40],
    ["moreThan", 15],
    ["lessThan", 15],
    ["atMost", 15],
    ["equals", 5],
    ["between", 10],
  ] as const);
  return { attribute, is, value: is === "between" ? [value, value + step * random.whole(1, 5)] : value };
}

const TEXTS: Record<string, readonly string[]> = {
  country: ["DE", "AT", "CH", "IT", "FR", "NL"],
  city: [
    "Munich",
    "Berlin",
    "Hamburg",
    "Cologne",
    "Leipzig",
    "Vienna",
    "Zürich",
    "Bern",
    "Milan",
    "Grenoble",
  ],
  language: ["de", "it", "fr", "nl", "en"],
  device: ["phone", "desktop", "tablet"],
  browser: ["Safari", "Chrome", "Firefox"],
  last_channel: ["direct", "organic search", "organic social", "email", "paid search", "referral"],
  first_channel: ["direct", "organic search", "organic social", "email", "paid search", "referral"],
  last_utm_source: ["newsletter", "google"],
  first_utm_campaign: ["season", "tents"],
  last_landing_page: ["/p/", "/c/", "/"],
  gender: ["female", "male"],
};

function aText(random: Random): Rule {
  const attribute = random.pick(Object.keys(TEXTS));
  const values = TEXTS[attribute]!;
  const is = random.weighted([
    ["equals", 45],
    ["differs", 10],
    ["oneOf", 25],
    ["noneOf", 8],
    ["contains", 6],
    ["startsWith", 3],
    ["known", 3],
  ] as const);
  if (is === "known") return { attribute, is };
  if (is !== "oneOf" && is !== "noneOf") return { attribute, is, value: random.pick(values) };
  return { attribute, is, value: some(random, values, 3) };
}

const DATES = ["first_seen_at", "last_seen_at", "first_order_at", "last_order_at", "cart_updated_at"];
const DAYS = [1, 3, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365];

const aDate = (random: Random): Rule => ({
  attribute: random.pick(DATES),
  is: "during",
  value: aTimeframe(random),
});

function aTimeframe(random: Random): Timeframe {
  const days = random.pick(DAYS);
  return random.weighted<Timeframe>([
    [{ inTheLast: [days, "days"] }, 55],
    [{ moreThanAgo: [days, "days"] }, 20],
    [{ betweenAgo: [days, days + random.pick(DAYS), "days"] }, 12],
    [{ inTheLast: [random.pick([1, 2, 6, 12, 24, 48]), "hours"] }, 8],
    [{ after: random.pick(["2026-01-01", "2026-06-01", "2026-09-01", "2026-11-01"]) }, 5],
  ]);
}

const aYesNo = (random: Random): Rule => ({
  attribute: random.pick(["email_consent", "identified", "eu"]),
  is: random.pick(["isTrue", "isFalse"] as const),
});

const aList = (random: Random): Rule => ({
  attribute: "interests",
  is: random.pick(["hasAny", "hasAll", "hasNone"] as const),
  value: some(random, ["Hiking", "Climbing", "Trail running", "Ski touring", "Camping", "Travel"], 2),
});

const KINDS: readonly (readonly [ActivityKind, number])[] = [
  ["viewed_product", 32],
  ["bought", 20],
  ["ordered", 18],
  ["added_to_cart", 12],
  ["visited", 8],
  ["searched", 4],
  ["saw_message", 3],
  ["started_checkout", 3],
];
const WITH_ITEMS: readonly ActivityKind[] = ["viewed_product", "bought", "added_to_cart"];
const CATEGORIES = [...new Set(products.map((product) => product.categories[1]))];
const IDS = products.map((product) => product.id);

function aBehaviour(random: Random): DidRule {
  const did = random.weighted(KINDS);
  const times = random.weighted<Times | undefined>([
    [undefined, 45],
    [{ atLeast: random.whole(2, 6) }, 30],
    [{ exactly: 0 }, 15],
    [{ atMost: random.whole(1, 4) }, 10],
  ]);
  const items = random.chance(0.3)
    ? { ids: some(random, IDS, 5) }
    : { categories: some(random, CATEGORIES, 3) };
  return {
    did,
    ...(WITH_ITEMS.includes(did) && random.chance(0.6) && { items }),
    ...(times && { times }),
    ...(random.chance(0.65) && { during: aTimeframe(random) }),
  };
}

/** One to `max` of them. */
const some = (random: Random, from: readonly string[], max: number): string[] => [
  ...new Set(Array.from({ length: random.whole(1, max) }, () => random.pick(from))),
];
