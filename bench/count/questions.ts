/** What a marketer asks, as a rule, and as the best SQL that we could write for this one question on the same tables. */
import type { Rule } from "../../core/rules/rule";
import { clockIn } from "../../core/time/zone";
import { products } from "../../demo/catalogue";
import { ZONE } from "../../demo/generate/index";
import { NOW } from "../rules/people";
import { SEGMENT } from "./people";

export interface Question {
  name: string;
  rule: Rule;
  /** Alternatives, of which the fastest counts. */
  byHand: string[];
}

export const CLOCK = clockIn(ZONE, NOW);
const daysAgo = (days: number) => CLOCK.startOf(CLOCK.today - days);
const IDS = products.slice(0, 20).map(({ id }) => id);
const OURS = "num > 4294967296 AND num < 8589934592";
const count = (where: string) => `SELECT count(*) AS people FROM profiles p WHERE ${OURS} AND ${where}`;

const country: Rule = { attribute: "country", is: "oneOf", value: ["DE", "AT"] };
const consent: Rule = { attribute: "email_consent", is: "isTrue" };
const visits: Rule = { attribute: "visits", is: "atLeast", value: 3 };
const spent: Rule = { attribute: "spent", is: "atLeast", value: 20_000 };
const phone: Rule = { attribute: "device", is: "equals", value: "phone" };
const viewedTents: Rule = {
  did: "viewed_product",
  items: { categories: ["Tents"] },
  during: { inTheLast: [90, "days"] },
};
const noOrder: Rule = { not: { did: "ordered", during: { inTheLast: [60, "days"] } } };
const fewOfTwenty: Rule = {
  not: { did: "bought", items: { ids: IDS }, times: { atLeast: 2 }, during: { inTheLast: [180, "days"] } },
};

const COUNTRY = "country IN ('de', 'at')";
const TENTS = `num IN (SELECT person FROM activities WHERE shop = 'benchshop1' AND kind = 'viewed_product' AND category = 'tents' AND at >= ${daysAgo(90)})`;
const TENTS_OF = `EXISTS (SELECT 1 FROM activities a WHERE a.person = p.num AND a.kind = 'viewed_product' AND a.category = 'tents' AND a.at >= ${daysAgo(90)})`;
const NO_ORDER = `(ordered_last IS NULL OR ordered_last < ${daysAgo(60)})`;
const NO_ORDER_ROWS = `num NOT IN (SELECT person FROM activities WHERE shop = 'benchshop1' AND kind = 'ordered' AND at >= ${daysAgo(60)})`;
const TWENTY = `num NOT IN (SELECT person FROM activities WHERE shop = 'benchshop1' AND kind = 'bought' AND product IN (${IDS.map((id) => `'${id}'`)}) AND at >= ${daysAgo(180)} GROUP BY 1 HAVING sum(times) >= 2)`;

export const questions: readonly Question[] = [
  {
    name: "four columns",
    rule: { all: [country, consent, visits, spent] },
    byHand: [count(`email_consent = 1 AND spent >= 20000 AND visits >= 3 AND ${COUNTRY}`)],
  },
  {
    name: "two columns, one attribute of the shop's own",
    rule: { all: [country, visits, { attribute: "loyalty_tier", is: "equals", value: "Gold" }] },
    byHand: [
      count(
        `visits >= 3 AND ${COUNTRY} AND num IN (SELECT person FROM attribute_values WHERE shop = 'benchshop1' AND attribute = 'loyalty_tier' AND value = 'gold')`,
      ),
      count(
        `visits >= 3 AND ${COUNTRY} AND EXISTS (SELECT 1 FROM attribute_values v WHERE v.person = p.num AND v.attribute = 'loyalty_tier' AND v.value = 'gold')`,
      ),
    ],
  },
  {
    name: "two columns, one long text",
    rule: { all: [consent, phone, { attribute: "postal_code", is: "startsWith", value: "80" }] },
    byHand: [
      count(
        "email_consent = 1 AND device = 'phone' AND (SELECT postal_code FROM profile_details d WHERE d.num = p.num) GLOB '80*'",
      ),
      `SELECT count(*) AS people FROM profiles p JOIN profile_details d USING (num) WHERE ${OURS} AND email_consent = 1 AND device = 'phone' AND postal_code GLOB '80*'`,
    ],
  },
  {
    name: "three columns, viewed a category in 90 days",
    rule: { all: [country, consent, visits, viewedTents] },
    byHand: [
      count(`${TENTS} AND email_consent = 1 AND visits >= 3 AND ${COUNTRY}`),
      count(`email_consent = 1 AND visits >= 3 AND ${COUNTRY} AND ${TENTS_OF}`),
    ],
  },
  {
    name: "that, and not bought 2 of 20 products in 180 days",
    rule: { all: [country, consent, visits, viewedTents, fewOfTwenty] },
    byHand: [count(`${TENTS} AND email_consent = 1 AND visits >= 3 AND ${COUNTRY} AND ${TWENTY}`)],
  },
  {
    name: "bought 4 articles or more in 180 days",
    rule: { did: "bought", times: { atLeast: 4 }, during: { inTheLast: [180, "days"] } },
    byHand: [
      `SELECT count(*) AS people FROM (SELECT 1 FROM activities WHERE shop = 'benchshop1' AND kind = 'bought' AND at >= ${daysAgo(180)} GROUP BY person HAVING sum(times) >= 4)`,
      count(
        `bought_times >= 4 AND bought_last >= ${daysAgo(180)} AND (SELECT sum(times) FROM activities a WHERE a.person = p.num AND a.kind = 'bought' AND a.at >= ${daysAgo(180)}) >= 4`,
      ),
    ],
  },
  {
    name: "viewed any product 3 times in 30 days",
    rule: { did: "viewed_product", times: { atLeast: 3 }, during: { inTheLast: [30, "days"] } },
    byHand: [
      `SELECT count(*) AS people FROM (SELECT 1 FROM activities WHERE shop = 'benchshop1' AND kind = 'viewed_product' AND at >= ${daysAgo(30)} GROUP BY person HAVING sum(times) >= 3)`,
      count(
        `viewed_product_times >= 3 AND viewed_product_last >= ${daysAgo(30)} AND (SELECT sum(times) FROM activities a WHERE a.person = p.num AND a.kind = 'viewed_product' AND a.at >= ${daysAgo(30)}) >= 3`,
      ),
    ],
  },
  {
    name: "spent over 200 € in 180 days",
    rule: { did: "bought", sum: { of: "amount", atLeast: 20_000 }, during: { inTheLast: [180, "days"] } },
    byHand: [
      `SELECT count(*) AS people FROM (SELECT 1 FROM activities WHERE shop = 'benchshop1' AND kind = 'bought' AND at >= ${daysAgo(180)} GROUP BY person HAVING sum(amount) >= 20000)`,
      count(
        `bought_last >= ${daysAgo(180)} AND (SELECT sum(amount) FROM activities a WHERE a.person = p.num AND a.kind = 'bought' AND a.at >= ${daysAgo(180)}) >= 20000`,
      ),
    ],
  },
  { name: "no order in 60 days", rule: noOrder, byHand: [count(NO_ORDER), count(NO_ORDER_ROWS)] },
  {
    name: "in a segment of a third, two columns",
    rule: { all: [{ segment: SEGMENT }, country, consent] },
    byHand: [
      count(
        `email_consent = 1 AND ${COUNTRY} AND EXISTS (SELECT 1 FROM memberships m WHERE m.segment = '${SEGMENT}' AND m.person = p.num)`,
      ),
      count(
        `email_consent = 1 AND ${COUNTRY} AND num IN (SELECT person FROM memberships WHERE shop = 'benchshop1' AND segment = '${SEGMENT}')`,
      ),
    ],
  },
  {
    name: "five conditions: three columns, two of behaviour",
    rule: { all: [country, consent, visits, viewedTents, noOrder] },
    byHand: [
      count(`${TENTS} AND email_consent = 1 AND visits >= 3 AND ${COUNTRY} AND ${NO_ORDER}`),
      count(`email_consent = 1 AND visits >= 3 AND ${COUNTRY} AND ${NO_ORDER} AND ${TENTS_OF}`),
    ],
  },
];

/** Funnels of the builder: five steps, from the widest on, and one that begins with what costs most. */
export const funnels: readonly { name: string; steps: [Rule, ...Rule[]] }[] = [
  { name: "funnel of five steps", steps: [country, consent, visits, viewedTents, noOrder] },
  {
    name: "funnel of five steps, behaviour first",
    steps: [
      { did: "viewed_product", times: { atLeast: 3 }, during: { inTheLast: [30, "days"] } },
      noOrder,
      viewedTents,
      { attribute: "postal_code", is: "startsWith", value: "80" },
      { segment: SEGMENT },
    ],
  },
];
