import { abortAllDurableObjects, env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Command } from "../../core/profiles/commands";
import type { Rule } from "../../core/rules/rule";
import type { SignalBody } from "../../core/signals/catalogue";
import { tellPeople } from "../profiles/recognise";
import { tellProfiles } from "../profiles/tell";
import { aBrowser, aShop, flushed, pageView, type TestShop } from "../testing/shop";
import { currentProfile } from "./current";

const segments: Record<string, Rule> = {
  buyers: { attribute: "orders", is: "atLeast", value: 2 },
};
const order = (id: string): SignalBody => ({
  type: "order",
  id,
  total: 5_000,
  currency: "EUR",
  lines: [{ product: "tent", quantity: 1, price: 5_000 }],
});
const proof = (value: string): Command => ({
  ...{ do: "identify", at: Date.now(), kind: "email", value, written: value, verified: true },
});

interface Row {
  id: string;
  home: string | null;
  page_views: number;
  orders: number | null;
}
const SOON = { timeout: 20_000 };
const people = async (shop: string) =>
  (
    await env.DB.prepare("SELECT id, home, page_views, orders FROM profiles WHERE shop = ?1 ORDER BY rowid")
      .bind(shop)
      .all<Row>()
  ).results;
const numberOf = async (sql: string, shop: string) =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${sql}`).bind(shop).first<{ n: number }>())?.n;

/** A browser whose first home is in a region of its own. */
const browserIn = (shop: TestShop, home: "weur" | "enam" | "apac") => {
  const browser = aBrowser(shop);
  return {
    tell: (...signals: SignalBody[]) => browser.post(browser.request(signals, { home })),
    /** The same request again. */
    again: (request: Record<string, unknown>) => browser.post(request),
    request: (...signals: SignalBody[]) => browser.request(signals, { home }),
  };
};

/** Two browsers of one person, each with a profile of its own, in shards of their own. */
async function twoBrowsers() {
  const shop = await aShop({ segments });
  const [laptop, phone] = [browserIn(shop, "weur"), browserIn(shop, "enam")];
  await laptop.tell(pageView, order("1"));
  await phone.tell(pageView, pageView, order("2"));
  await flushed();
  const found = await people(shop.id);
  const idIn = (region: string) => found.find(({ home }) => home?.includes(region))!.id;
  const [one, other] = [idIn("weur"), idIn("enam")];
  const prove = async () => {
    for (const profile of [one, other])
      await tellProfiles(env, shop.id, [{ profile, commands: [proof("ann@x.example")] }], "signal");
  };
  return { shop, laptop, phone, one, other, prove };
}

describe("two profiles with one proven email", () => {
  it("become one, of which everything is known and nothing counted twice", async () => {
    const { shop, laptop, phone, one, other, prove } = await twoBrowsers();
    await prove();
    await expect.poll(() => flushed().then(() => people(shop.id)), SOON).toHaveLength(1);
    const [person] = await people(shop.id);
    expect(person).toMatchObject({ page_views: 3, orders: 2 });
    // Both browsers are that person now, wherever their requests arrive.
    expect((await laptop.tell(pageView)).body.segments).toEqual(["buyers"]);
    expect((await phone.tell(pageView)).body.segments).toEqual(["buyers"]);
    await flushed();
    expect(await people(shop.id)).toMatchObject([{ page_views: 5, orders: 2 }]);
    expect(await numberOf("activities WHERE shop = ?1 AND kind = 'viewed_page'", shop.id)).toBe(5);
    expect(await numberOf("identities WHERE shop = ?1", shop.id)).toBe(1);
    expect(await numberOf(`orders WHERE shop = ?1 AND profile = '${person!.id}'`, shop.id)).toBe(2);
    expect(await env.DB.prepare("SELECT people FROM shops WHERE id = ?1").bind(shop.id).first()).toEqual({
      people: 1,
    });
    expect([one, other]).toContain(person!.id);
  });

  it("are two again when the merge is undone, each with what its own browser did", async () => {
    const { shop, laptop, phone, prove } = await twoBrowsers();
    await prove();
    await expect.poll(() => flushed().then(() => people(shop.id)), SOON).toHaveLength(1);
    await laptop.tell(pageView);
    await phone.tell(pageView);
    await flushed();
    const [person] = await people(shop.id);
    const merge = await env.DB.prepare("SELECT id FROM merges WHERE shop = ?1")
      .bind(shop.id)
      .first<{ id: string }>();
    const name = person!.home!;
    const shard = env.SHARDS.get(env.SHARDS.idFromName(name));
    expect(await shard.part({ shop: shop.id, name, revision: 0 }, merge!.id)).toBe(true);
    await expect
      .poll(
        async () =>
          (await flushed().then(() => people(shop.id))).map((one) => [one.page_views, one.orders]).sort(),
        SOON,
      )
      .toEqual([
        [2, 1],
        [3, 1],
      ]);
    expect((await phone.tell(pageView)).body.segments).toEqual([]);
    await flushed();
    expect((await people(shop.id)).map(({ page_views }) => page_views).sort()).toEqual([2, 4]);
    expect(await numberOf("activities WHERE shop = ?1 AND kind = 'viewed_page'", shop.id)).toBe(6);
    const { results: orders } = await env.DB.prepare("SELECT DISTINCT profile FROM orders WHERE shop = ?1")
      .bind(shop.id)
      .all();
    expect(orders).toHaveLength(2);
  });

  it("lose nothing of what arrives meanwhile, also twice, and through crashes at any step", async () => {
    const { shop, laptop, phone, prove } = await twoBrowsers();
    await prove();
    const requests: [typeof laptop, Record<string, unknown>][] = [];
    for (let i = 0; i < 6; i++) {
      for (const browser of [laptop, phone]) {
        const request = browser.request(pageView);
        requests.push([browser, request]);
        await browser.again(request).catch(() => undefined);
      }
      if (i % 2) await abortAllDurableObjects();
      await flushed();
    }
    // What was not answered is sent again, and everything else too.
    for (const [browser, request] of requests) await browser.again(request);
    await expect
      .poll(() => flushed().then(() => people(shop.id)), SOON)
      .toMatchObject([{ page_views: 15, orders: 2 }]);
    expect(await numberOf("activities WHERE shop = ?1 AND kind = 'viewed_page'", shop.id)).toBe(15);
  });
});

it("a chain of profiles becomes one, in whatever order its links are found, through crashes", async () => {
  for (let round = 0; round < 5; round++) {
    const shop = await aShop({ segments });
    const browsers = (["weur", "enam", "apac", "weur", "enam"] as const).map((home) => browserIn(shop, home));
    for (const [i, browser] of browsers.entries()) await browser.tell(pageView, order(`${round}.${i}`));
    await flushed();
    const links = (await people(shop.id)).flatMap(({ id }, i, { length }) => [
      ...(i > 0 ? [[id, `${i - 1}@x.example`] as const] : []),
      ...(i < length - 1 ? [[id, `${i}@x.example`] as const] : []),
    ]);
    await Promise.all(
      links
        .sort(() => Math.random() - 0.5)
        .map(([profile, email]) =>
          tellProfiles(env, shop.id, [{ profile, commands: [proof(email)] }], "signal"),
        ),
    );
    await flushed();
    if (round % 2 > 0) await abortAllDurableObjects();
    await expect.poll(() => flushed().then(() => people(shop.id)), SOON).toHaveLength(1);
    expect(await people(shop.id)).toMatchObject([{ page_views: 5, orders: 5 }]);
    for (const browser of browsers) expect((await browser.tell(pageView)).body.segments).toEqual(["buyers"]);
    await flushed();
    expect(await people(shop.id)).toMatchObject([{ page_views: 10, orders: 5 }]);
    expect(await numberOf("activities WHERE shop = ?1 AND kind = 'viewed_page'", shop.id)).toBe(10);
    expect(await numberOf("(SELECT DISTINCT profile FROM orders WHERE shop = ?1)", shop.id)).toBe(1);
  }
});

it("somebody who was imported takes their home where their browser lives", async () => {
  const shop = await aShop({ segments });
  const [known] = await tellPeople(
    env,
    shop.id,
    [
      {
        identities: [{ kind: "email", value: "bo@x.example", written: "Bo@x.example" }],
        commands: [{ do: "start", at: 1, counts: { orders: 4 } }],
        at: Date.now() - 1_000_000,
      },
    ],
    "import",
  );
  const browser = aBrowser(shop);
  expect((await browser.tell(pageView)).body.segments).toEqual([]);
  await flushed();
  const seen = (await people(shop.id)).find(({ home }) => home !== null)!;
  await tellProfiles(env, shop.id, [{ profile: seen.id, commands: [proof("bo@x.example")] }], "signal");
  await expect.poll(() => flushed().then(() => people(shop.id)), SOON).toHaveLength(1);
  expect(await people(shop.id)).toMatchObject([{ id: known!.profile, page_views: 1, orders: 4 }]);
  expect((await browser.tell(pageView)).body.segments).toEqual(["buyers"]);
  // Who asks for the one that is gone is told of the one that stayed.
  expect((await currentProfile(env, shop.id, seen.id))?.id).toBe(known!.profile);
});
