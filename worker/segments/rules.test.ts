import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { evaluate } from "../../core/rules/why";
import { DAY } from "../../core/time/zone";
import { shopContext } from "../shops/context";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { currentProfile } from "../visit/current";

let owner: Signed;
let ids: string[];
const now = Date.now();

beforeAll(async () => {
  owner = await aShop();
  ids = await people(owner.shop, [
    {
      attributes: { first_name: "Anna", country: "DE", orders: 3, spent: 25_000, email_consent: true },
      email: "anna@one.test",
    },
    { attributes: { country: "AT", orders: 1, last_order_at: now - 3 * DAY, interests: ["Hiking"] } },
    {
      attributes: { country: "DE" },
      did: [{ kind: "viewed_product", at: now - DAY, product: "p1", category: "tents" }],
    },
    { attributes: {}, did: [{ kind: "bought", at: now - 90 * DAY, product: "p1" }] },
    { attributes: { country: "de", email_consent: true } },
  ]);
});

const rules: Rule[] = [
  { all: [] },
  { any: [] },
  { attribute: "country", is: "equals", value: "DE" },
  { not: { attribute: "country", is: "equals", value: "de" } },
  { attribute: "orders", is: "atLeast", value: 2 },
  { attribute: "orders", is: "unknown" },
  { attribute: "interests", is: "hasAny", value: ["hiking"] },
  { attribute: "last_order_at", is: "during", value: { inTheLast: [7, "days"] } },
  { did: "viewed_product", items: { categories: ["Tents"] } },
  { did: "bought", times: { exactly: 0 }, during: { inTheLast: [60, "days"] } },
  {
    all: [
      { attribute: "country", is: "known" },
      { any: [{ did: "viewed_product" }, { attribute: "identified", is: "isTrue" }] },
    ],
  },
];

describe("counting people", () => {
  it("counts exactly those whom each rule holds for", async () => {
    const { attributes, clock } = await shopContext(env, owner.shop, now);
    const profiles = await Promise.all(ids.map((id) => currentProfile(env, owner.shop, id)));
    for (const rule of rules) {
      const { json } = await owner.call("POST", "/rules/count", { rule });
      const held = profiles.filter((profile) => evaluate(rule, profile!, { attributes, clock }));
      expect(json, JSON.stringify(rule)).toEqual({ total: ids.length, counts: [held.length] });
      const sample = await owner.call("POST", "/rules/sample", { rule });
      expect(sample.json.people.map((person: { id: string }) => person.id).sort()).toEqual(
        held.map((profile) => profile!.id).sort(),
      );
    }
  });

  it("shows how many are left after each step of a funnel", async () => {
    const steps = [
      { attribute: "country", is: "known" },
      { attribute: "country", is: "equals", value: "DE" },
      { attribute: "orders", is: "atLeast", value: 1 },
    ];
    const { json } = await owner.call("POST", "/rules/count", { steps });
    expect(json).toEqual({ total: 5, counts: [4, 3, 1] });
  });

  it("says what those at the end of the funnel are worth", async () => {
    const steps = [
      { attribute: "country", is: "known" },
      { attribute: "orders", is: "known" },
    ];
    const { json } = await owner.call("POST", "/rules/count", { steps, insights: true });
    expect(json.insights).toEqual({
      ...{ identified: 1, reachableByEmail: 1, orders: 4, spent: 25_000, averageOrder: 6_250 },
    });
    const nobody = await owner.call("POST", "/rules/count", { rule: { any: [] }, insights: true });
    expect(nobody.json.insights).toEqual({
      ...{ identified: 0, reachableByEmail: 0, orders: 0, spent: 0, averageOrder: null },
    });
  });

  it("never counts another shop's people", async () => {
    const other = await aShop();
    expect((await other.call("POST", "/rules/count", { rule: { all: [] } })).json).toEqual({
      total: 0,
      counts: [0],
    });
  });

  it("shows analysts people without saying who they are, nor lets them ask", async () => {
    const analyst = await aMember(owner.shop, "analyst");
    const rule = { attribute: "orders", is: "atLeast", value: 3 };
    const { json } = await analyst.call("POST", "/rules/sample", { rule });
    expect(json.people).toMatchObject([{ name: "A•••", email: "a•••@•••", orders: 3 }]);
    const asking = { rule: { not: { attribute: "email", is: "startsWith", value: "anna" } } };
    expect((await analyst.call("POST", "/rules/count", asking)).status).toBe(403);
    expect((await owner.call("POST", "/rules/count", asking)).json.counts).toEqual([4]);
  });
});
