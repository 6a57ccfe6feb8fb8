import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { saveBatch } from "../products/batch";
import { saveDiscount } from "../products/discounts";
import { aBrowser, aShop, change, flushed, type TestShop } from "../testing/shop";
import { configOf } from "./config";
import { everyMinute } from "./cron";
import { publishShop } from "./publish";

const HOUR = 3_600_000;
const ofBrand: Rule = { did: "viewed_product", items: { brand: ["Skarv"] } };

const changesOf = async (shop: TestShop, segment: string) =>
  (
    await env.DB.prepare(
      "SELECT entered, cause FROM membership_changes WHERE shop = ?1 AND segment = ?2 ORDER BY version",
    )
      .bind(shop.id, segment)
      .all()
  ).results;

const save = (shop: TestShop, ...products: unknown[]) => saveBatch(env.DB, shop.id, products);
const revisionOf = async (shop: TestShop) => (await configOf(env, shop.id).snapshot())!.revision;

describe("filters over a catalogue that changes", () => {
  it("let somebody in who viewed a product before it got its brand, within one run of cron", async () => {
    const shop = await aShop({ segments: { skarv: ofBrand } });
    const { body } = await aBrowser(shop).tell({ type: "product_view", product: { id: "t-1" } });
    expect(body.segments).toEqual([]);
    await flushed();
    await save(shop, { id: "t-1", name: "Dome", brand: "Skarv" });
    await everyMinute(env, Date.now());
    await flushed();
    expect(await changesOf(shop, "skarv")).toEqual([{ entered: 1, cause: "rule" }]);
  });

  it("let go of who is in by a product that changed its brand", async () => {
    const shop = await aShop();
    await save(shop, { id: "t-1", name: "Dome", brand: "Skarv" });
    await change(shop, { segments: { skarv: ofBrand } });
    const browser = aBrowser(shop);
    expect((await browser.tell({ type: "product_view", product: { id: "t-1" } })).body.segments).toEqual([
      "skarv",
    ]);
    await flushed();
    await save(shop, { id: "t-1", name: "Dome", brand: "Varde" });
    await everyMinute(env, Date.now());
    await flushed();
    expect(await changesOf(shop, "skarv")).toEqual([
      { entered: 1, cause: "signal" },
      { entered: 0, cause: "rule" },
    ]);
  });

  it("know a product that a page view introduced", async () => {
    const shop = await aShop({ segments: { skarv: ofBrand } });
    await aBrowser(shop).tell({
      type: "product_view",
      product: { id: "new", name: "New tent", brand: "Skarv", category: "Camping>Tents" },
    });
    await flushed();
    await everyMinute(env, Date.now());
    await flushed();
    expect(await changesOf(shop, "skarv")).toEqual([{ entered: 1, cause: "rule" }]);
    expect((await configOf(env, shop.id).snapshot())!.itemSets).toMatchObject(
      Object.fromEntries(
        Object.keys((await configOf(env, shop.id).snapshot())!.itemSets).map((id) => [
          id,
          { products: ["new"] },
        ]),
      ),
    );
  });

  it("follow a discount as it begins and ends", async () => {
    const now = Date.now();
    const shop = await aShop();
    await save(shop, { id: "t-1", name: "Dome" });
    const sale = {
      name: "Sale",
      code: null,
      startsAt: now + HOUR,
      endsAt: now + 2 * HOUR,
      products: ["t-1"],
    };
    await saveDiscount(env.DB, shop.id, "sale", sale, now);
    await change(shop, { segments: { bargain: { did: "viewed_product", items: { onDiscount: true } } } });
    const sets = async () =>
      Object.values((await configOf(env, shop.id).snapshot())!.itemSets).map((set) => set!.products);
    expect(await sets()).toEqual([[]]);
    await everyMinute(env, now + HOUR);
    expect(await sets()).toEqual([["t-1"]]);
    await everyMinute(env, now + 2 * HOUR);
    expect(await sets()).toEqual([[]]);
  });

  it("publish nothing when they find what they found before", async () => {
    const shop = await aShop({ segments: { skarv: ofBrand } });
    const before = await revisionOf(shop);
    await save(shop, { id: "o-1", name: "Lamp", brand: "Other" });
    await everyMinute(env, Date.now());
    expect(await revisionOf(shop)).toBe(before);
    await save(shop, { id: "o-2", name: "Rope", brand: "Skarv" });
    await everyMinute(env, Date.now());
    expect(await revisionOf(shop)).toBe(before + 1);
  });

  it("serve conditions of messages without evaluating everyone again", async () => {
    const shop = await aShop({ messages: { hello: { condition: ofBrand } } });
    const rules = async () => (await configOf(env, shop.id).snapshot())!.rulesRevision;
    const before = await rules();
    await save(shop, { id: "t-1", name: "Dome", brand: "Skarv" });
    await everyMinute(env, Date.now());
    expect(await rules()).toBe(before);
    const { body } = await aBrowser(shop).tell({ type: "product_view", product: { id: "t-1" } });
    expect(body.candidates.map(({ message }) => message)).toEqual(["hello"]);
  });

  it("are refused when they find more products than the edge can carry, and the shop goes on as before", async () => {
    const shop = await aShop({ segments: { skarv: ofBrand } });
    const before = await revisionOf(shop);
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
       INSERT INTO products (shop, id, name, brand, keys, updated_at)
       SELECT ?1, printf('%0200d', i), 'Many', 'Skarv', '{"brand":["skarv"]}', 0 FROM n`,
    )
      .bind(shop.id)
      .run();
    await env.DB.prepare("UPDATE shops SET catalogue_revision = catalogue_revision + 1 WHERE id = ?1")
      .bind(shop.id)
      .run();
    await everyMinute(env, Date.now());
    expect(await revisionOf(shop)).toBe(before);
    await expect(publishShop(env, shop.id)).rejects.toThrow(/more than 2097152/);
  });
});
