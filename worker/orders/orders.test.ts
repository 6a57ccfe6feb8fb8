/** Orders from the shop's server, on a real D1 and real shards: whose they are, that they count once, and what follows. */
import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { OrderTold } from "../../core/profiles/order";
import type { Rule } from "../../core/rules/rule";
import type { SignalBody } from "../../core/signals/catalogue";
import { DAY, HOUR } from "../../core/time/zone";
import { tellPeople } from "../profiles/recognise";
import { aBrowser, aShop, flushed, pageView, type TestShop } from "../testing/shop";
import { everyMinute } from "../visit/cron";
import { currentProfile } from "../visit/current";
import { tellOrders } from "./tell-orders";

const NOW = Date.now();
const segments: Record<string, Rule> = { buyers: { attribute: "orders", is: "atLeast", value: 1 } };
const email = (written: string) => ({ kind: "email" as const, value: written.toLowerCase(), written });
const ann = email("Ann@x.example");
const lines = [{ product: "tent", category: "Outdoor", price: 20_000, quantity: 1 }];
const bought: SignalBody = { type: "order", id: "1001", total: 20_000, currency: "EUR", lines };

const tell = async (shop: TestShop, change: Partial<OrderTold> = {}, identities = [ann], at = NOW) =>
  (
    await tellOrders(env, shop.id, [
      {
        order: { id: "1001", total: 20_000, currency: "EUR", lines, ...change, source: "server" },
        identities,
        at,
      },
    ])
  )[0]!;
const all = async <T>(sql: string, shop: TestShop) =>
  (await env.DB.prepare(sql).bind(shop.id).all<T>()).results;
const orderRows = (shop: TestShop) =>
  all(
    "SELECT id, profile, claim, status, total, refunded, source FROM orders WHERE shop = ?1 ORDER BY id",
    shop,
  );
const facts = async (shop: TestShop, profile: string) => {
  const { attributes, memberships, identities } = (await currentProfile(env, shop.id, profile))!;
  return {
    orders: attributes.orders ?? 0,
    spent: attributes.spent ?? 0,
    segments: Object.keys(memberships),
    identities,
  };
};
const activities = (shop: TestShop) =>
  all(
    "SELECT p.id AS profile, a.kind, a.quantity, a.amount FROM activities a JOIN profiles p ON p.num = a.person WHERE a.shop = ?1 AND a.kind IN ('ordered', 'bought', 'returned') ORDER BY a.kind",
    shop,
  );
const aVisitor = async (shop: TestShop) => {
  const browser = aBrowser(shop);
  await browser.tell(pageView);
  await flushed();
  const [row] = await all<{ id: string }>(
    "SELECT id FROM profiles WHERE shop = ?1 AND home IS NOT NULL",
    shop,
  );
  return { browser, id: row!.id };
};

describe("an order from the server", () => {
  it("changes the segments of a buyer who was never seen in a browser, and of one who was, at once", async () => {
    const shop = await aShop({ segments });
    const unhomed = await tell(shop);
    expect(unhomed.made).toBe(true);
    expect(await facts(shop, unhomed.profile)).toMatchObject({
      orders: 1,
      spent: 20_000,
      segments: ["buyers"],
    });

    const { browser, id } = await aVisitor(shop);
    await browser.tell({ ...bought, id: "1002" });
    await flushed();
    await tell(shop, { id: "1002", status: "cancelled", updatedAt: NOW + 1 });
    expect(await facts(shop, id)).toMatchObject({ orders: 0, segments: [] });
    expect((await browser.tell(pageView)).body.segments).toEqual([]);
    await tell(shop, { id: "1002", updatedAt: NOW + 2 });
    expect((await browser.tell(pageView)).body.segments).toEqual(["buyers"]);
    await flushed();
    expect(
      await all(
        "SELECT profile FROM memberships m JOIN profiles p ON p.num = m.person, (SELECT 1 AS profile) WHERE m.shop = ?1",
        shop,
      ),
    ).toHaveLength(2);
  });

  it("counts once when it comes twice, at the same time, and out of order", async () => {
    const shop = await aShop({ segments });
    const newest = { updatedAt: NOW + HOUR, total: 15_000 };
    const [first, second] = await Promise.all([tell(shop, newest), tell(shop, newest)]);
    expect(second!.profile).toBe(first!.profile);
    await tell(shop, { updatedAt: NOW });
    expect(await facts(shop, first!.profile)).toMatchObject({ orders: 1, spent: 15_000 });
    expect(await orderRows(shop)).toMatchObject([{ total: 15_000, claim: 1, source: "server" }]);
  });

  it("counts its newest version when several come in one batch", async () => {
    const shop = await aShop();
    const version = (updatedAt: number, total: number) => ({
      ...{ identities: [ann], at: NOW },
      order: { id: "1001", total, currency: "EUR", lines, updatedAt, source: "server" as const },
    });
    await tellOrders(env, shop.id, [version(NOW, 1_000), version(NOW + 2, 3_000), version(NOW + 1, 2_000)]);
    expect(await activities(shop)).toMatchObject([{ kind: "bought" }, { kind: "ordered", amount: 3_000 }]);
    expect(await orderRows(shop)).toMatchObject([{ total: 3_000 }]);
    const cancelled = version(NOW + 4, 4_000);
    await tellOrders(env, shop.id, [
      version(NOW + 3, 4_000),
      { ...cancelled, order: { ...cancelled.order, status: "cancelled" } },
    ]);
    expect(await activities(shop)).toEqual([]);
  });

  it("gives back what was returned and all of it when it is cancelled, in rows as in facts", async () => {
    const shop = await aShop({ segments });
    const refunds = [
      { id: "r1", at: NOW + HOUR, amount: 5_000, lines: [{ product: "tent", quantity: 1, amount: 5_000 }] },
    ];
    const { profile } = await tell(shop);
    await tell(shop, { refunds, updatedAt: NOW + HOUR });
    expect(await facts(shop, profile)).toMatchObject({ orders: 1, spent: 15_000 });
    expect(await activities(shop)).toEqual([
      { profile, kind: "bought", quantity: 1, amount: 20_000 },
      { profile, kind: "ordered", quantity: 1, amount: 15_000 },
      { profile, kind: "returned", quantity: 1, amount: 5_000 },
    ]);
    expect(await orderRows(shop)).toMatchObject([{ status: "placed", refunded: 5_000 }]);
    await tell(shop, { refunds, status: "cancelled", updatedAt: NOW + DAY });
    expect(await facts(shop, profile)).toMatchObject({ orders: 0, spent: 0, segments: [] });
    expect(await activities(shop)).toEqual([]);
    expect(await orderRows(shop)).toMatchObject([{ status: "cancelled" }]);
  });

  it("that names nobody is one person's of their own, until it names somebody", async () => {
    const shop = await aShop();
    const { profile } = await tell(shop, {}, []);
    expect((await tell(shop, { updatedAt: NOW + 1 }, [])).profile).toBe(profile);
    expect(await facts(shop, profile)).toMatchObject({ orders: 1, identities: [] });
    const named = await tell(shop, { updatedAt: NOW + 2 });
    expect(named.profile).not.toBe(profile);
    expect(await facts(shop, profile)).toMatchObject({ orders: 0 });
    expect(await facts(shop, named.profile)).toMatchObject({ orders: 1 });
  });
});

describe("an order that a browser and the server report", () => {
  it("is the browser's when that was first; the email of its guest opens nobody's history to it", async () => {
    const shop = await aShop({ segments });
    const stranger = await tell(shop, { id: "900" }, [ann], NOW - 30 * DAY);
    const { browser, id } = await aVisitor(shop);
    await browser.tell(bought);
    await flushed();
    expect((await tell(shop)).profile).toBe(id);
    expect(await facts(shop, id)).toMatchObject({
      orders: 1,
      identities: [{ value: "ann@x.example", verified: false }],
    });
    expect(await facts(shop, stranger.profile)).toMatchObject({ orders: 1 });
    await flushed();
    expect((await orderRows(shop))[0]).toMatchObject({ id: "1001", profile: id, claim: 2, source: "server" });
  });

  it("moves to the browser's profile when the server was first, and then counts there alone, as the server told it", async () => {
    const shop = await aShop({ segments });
    const { browser, id } = await aVisitor(shop);
    const buyer = await tell(shop, { total: 19_000 });
    expect(await facts(shop, buyer.profile)).toMatchObject({ orders: 1, segments: ["buyers"] });
    await browser.tell(bought);
    await flushed();
    expect(await facts(shop, buyer.profile)).toMatchObject({ orders: 0, spent: 0, segments: [] });
    expect(await facts(shop, id)).toMatchObject({ orders: 1, spent: 19_000, segments: ["buyers"] });
    await flushed();
    expect(await activities(shop)).toMatchObject([{ profile: id }, { profile: id }]);
    expect(await orderRows(shop)).toMatchObject([{ profile: id, claim: 2, total: 19_000, source: "server" }]);
    expect(await all('SELECT "order" FROM order_moves WHERE shop = ?1', shop)).toEqual([]);
    // Its updates go there, too.
    await tell(shop, { updatedAt: NOW + DAY, status: "cancelled" });
    expect(await facts(shop, id)).toMatchObject({ orders: 0, segments: [] });
  });

  it("stays with the first browser that reported it", async () => {
    const shop = await aShop({ segments });
    const { browser, id } = await aVisitor(shop);
    await browser.tell(bought);
    await flushed();
    const other = aBrowser(shop);
    await other.tell(bought);
    await flushed();
    // What its shard was told then.
    await flushed();
    expect(await all("SELECT id FROM profiles WHERE shop = ?1 AND orders = 1", shop)).toEqual([{ id }]);
    expect((await other.tell(pageView)).body.segments).toEqual([]);
  });

  it("is not taken by a browser that says an old order's id", async () => {
    const shop = await aShop({ segments });
    const buyer = await tell(shop, {}, [ann], NOW - 3 * DAY);
    const { browser, id } = await aVisitor(shop);
    await browser.tell(bought);
    await flushed();
    expect(await facts(shop, buyer.profile)).toMatchObject({ orders: 1 });
    expect(await facts(shop, id)).toMatchObject({ orders: 0, segments: [] });
  });

  it("ends up right by cron when whoever told it was interrupted", async () => {
    const shop = await aShop({ segments });
    const { id } = await aVisitor(shop);
    const buyer = await tell(shop);
    await env.DB.batch([
      env.DB.prepare("UPDATE orders SET profile = ?2, claim = 2 WHERE shop = ?1").bind(shop.id, id),
      env.DB.prepare("INSERT INTO order_moves VALUES (?1, '1001', ?2, ?3)").bind(
        shop.id,
        buyer.profile,
        NOW - DAY,
      ),
    ]);
    await everyMinute(env, NOW);
    expect(await facts(shop, buyer.profile)).toMatchObject({ orders: 0 });
    expect(await facts(shop, id)).toMatchObject({ orders: 1, spent: 20_000 });
  });
});

it("a message's revenue follows the order that it won", async () => {
  const shop = await aShop({ messages: { offer: {} } });
  const { browser } = await aVisitor(shop);
  const { body } = await browser.tell(pageView);
  const { variant } = body.candidates[0]!;
  await browser.tell({ type: "message", message: "offer", variant, event: "clicked" }, bought);
  await flushed();
  const conversions = () =>
    all("SELECT event, revenue FROM message_events WHERE shop = ?1 AND \"order\" = '1001'", shop);
  expect(await conversions()).toEqual([{ event: "converted", revenue: 20_000 }]);
  await tell(shop, { updatedAt: NOW + 1, refunds: [{ id: "r", at: NOW, amount: 8_000, lines: [] }] });
  await flushed();
  expect(await conversions()).toEqual([{ event: "converted", revenue: 12_000 }]);
  await tell(shop, { updatedAt: NOW + 2, status: "cancelled" });
  await flushed();
  expect(await conversions()).toEqual([]);
});

it("people told within a batch with an order are one with it", async () => {
  const shop = await aShop({ segments });
  const [person] = await tellPeople(env, shop.id, [{ identities: [ann], commands: [], at: NOW }], "signal");
  expect((await tell(shop)).profile).toBe(person!.profile);
});
