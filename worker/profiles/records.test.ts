import { env } from "cloudflare:test";
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { proofText } from "../../core/profiles/proof";
import type { Rule } from "../../core/rules/rule";
import { tellCustomers, tellEvents } from "../customers/customers";
import { tellOrders } from "../orders/tell-orders";
import { identifySecret } from "../shops/identify-secret";
import { aBrowser, aShop, flushed, pageView, type TestShop } from "../testing/shop";
import { type PersonTold, tellPeople } from "./recognise";

const segments: Record<string, Rule> = { regulars: { attribute: "orders", is: "atLeast", value: 3 } };
const EMAIL = { kind: "email" as const, value: "ann@x.example", written: "ann@x.example" };
const CUSTOMER = { kind: "customer" as const, value: "7", written: "7" };
const NOW = Date.now();
const HISTORY: PersonTold = {
  identities: [EMAIL],
  commands: [{ do: "start", at: 1, counts: { orders: 4 } }],
  at: NOW - 1_000_000,
};
const RECORD = { id: "7", email: EMAIL.value };

/** Somebody with a history by email, and a customer by id of whom nothing else is known. */
async function twoPeople(more: PersonTold[] = []): Promise<TestShop> {
  const shop = await aShop({ segments });
  await tellPeople(
    env,
    shop.id,
    [HISTORY, { identities: [CUSTOMER], commands: [], at: NOW }, ...more],
    "import",
  );
  return shop;
}

async function peopleOf(shop: TestShop) {
  await flushed();
  await flushed();
  const { results } = await env.DB.prepare(
    `SELECT (SELECT group_concat(v, ' ') FROM (SELECT i.value AS v FROM identities i
       WHERE i.shop = ?1 AND i.profile = p.id AND i.verified = 1 ORDER BY 1)) AS has, orders FROM profiles p WHERE shop = ?1 ORDER BY 1`,
  )
    .bind(shop.id)
    .all();
  return results;
}
const APART = [
  { has: "7", orders: null },
  { has: "ann@x.example", orders: 4 },
];
const ONE = [{ has: "7 ann@x.example", orders: 4 }];

describe("a customer's record with an id and an email", () => {
  it("makes one of those who have them, once, however often it is told", async () => {
    const shop = await twoPeople();
    expect(await peopleOf(shop)).toEqual(APART);
    await tellCustomers(env, shop.id, [RECORD, RECORD]);
    await tellCustomers(env, shop.id, [RECORD]);
    await expect.poll(() => peopleOf(shop), { timeout: 20_000 }).toEqual(ONE);
    await tellCustomers(env, shop.id, [RECORD]);
    expect(await peopleOf(shop)).toEqual(ONE);
    const merges = await env.DB.prepare("SELECT count(*) AS n FROM merges WHERE shop = ?1")
      .bind(shop.id)
      .first("n");
    expect(merges).toBe(1);
  });

  it("brings the customer's browser the history that the email has", async () => {
    const shop = await twoPeople();
    const browser = aBrowser(shop);
    const issuedAt = Math.floor(NOW / 1000);
    const signature = createHmac("sha256", await identifySecret(env.AUTH_SECRET, shop.id, 1))
      .update(proofText({ issuedAt, customerId: "7" }))
      .digest("hex");
    await browser.tell(pageView, { type: "identify", customerId: "7", proof: { issuedAt, signature } });
    await tellCustomers(env, shop.id, [RECORD]);
    await expect
      .poll(
        async () => {
          await flushed();
          return (await browser.tell(pageView)).body.segments;
        },
        { timeout: 20_000 },
      )
      .toEqual(["regulars"]);
  });

  it("does so when a file says it", async () => {
    const shop = await twoPeople();
    await tellPeople(
      env,
      shop.id,
      [{ identities: [CUSTOMER, EMAIL], commands: [], at: NOW, isRecord: true }],
      "import",
    );
    await expect.poll(() => peopleOf(shop), { timeout: 20_000 }).toEqual(ONE);
  });

  it("takes nothing from another customer who has that email", async () => {
    const shop = await twoPeople([
      { identities: [{ ...CUSTOMER, value: "5", written: "5" }, EMAIL], commands: [], at: NOW },
    ]);
    await tellCustomers(env, shop.id, [RECORD]);
    expect(await peopleOf(shop)).toEqual([
      { has: "5 ann@x.example", orders: 4 },
      { has: "7", orders: null },
    ]);
  });
});

describe("nobody becomes one with Ann", () => {
  it("by an order in which a customer typed her email", async () => {
    const shop = await twoPeople();
    await tellOrders(env, shop.id, [
      {
        order: { id: "X", source: "server", total: 100, currency: "EUR", lines: [] },
        at: NOW,
        identities: [CUSTOMER, EMAIL],
      },
    ]);
    expect(await peopleOf(shop)).toEqual([{ ...APART[0], orders: 1 }, APART[1]]);
  });

  it("by an event that names both, or by a phone that both have", async () => {
    const shop = await twoPeople();
    await tellEvents(env, shop.id, [{ id: "1", name: "call", at: NOW, customer: RECORD }]);
    await tellCustomers(env, shop.id, [
      { email: EMAIL.value, phone: "+4366012" },
      { id: "7", phone: "+4366012" },
    ]);
    const people = await peopleOf(shop);
    expect(people.map(({ orders }) => orders)).toEqual([4, null]);
  });
});
