/** Rows of people who are in the shop: their shard has them, and every signal is decided with them. */
import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import type { Command } from "../../core/profiles/commands";
import type { Rule } from "../../core/rules/rule";
import { tellPeople } from "../profiles/recognise";
import { tellProfiles } from "../profiles/tell";
import { aBrowser, aShop, change, flushed, pageView, type TestShop } from "../testing/shop";
import { currentProfile } from "../visit/current";
import { removeTable } from "./definitions";
import { type RowTold, tellRows } from "./rows";

const SOON = { timeout: 20_000 };
const GOLD: Rule = { has: "plans", where: [{ column: "level", is: "equals", value: "gold" }] };
const AT = Date.now() - 60_000;

async function aShopWithPlans() {
  const shop = await aShop();
  await env.DB.prepare(
    `INSERT INTO shop_tables (shop, key, label, columns, row_id, created_at) VALUES (?1, 'plans', 'Plans', ?2, 'no', 0)`,
  )
    .bind(
      shop.id,
      JSON.stringify([
        { key: "no", label: "No", type: "shortText" },
        { key: "level", label: "Level", type: "shortText" },
      ]),
    )
    .run();
  await change(shop, { segments: { gold: GOLD } });
  return shop;
}

const plan = (profile: string, no: string, level: string, at = AT): RowTold => ({
  ...{ row: no, values: { no, level }, at },
  whose: { profile },
});
const tell = async (shop: TestShop, ...rows: RowTold[]) => {
  const taken = await tellRows(env, shop.id, "plans", rows, "signal");
  expect(taken.flatMap(({ problems }) => problems)).toEqual([]);
};
const rowsInD1 = async (shop: TestShop) =>
  (
    await env.DB.prepare(
      `SELECT p.id, r.row, r.cells ->> '$.level' AS level FROM table_rows r JOIN profiles p ON p.num = r.person
       WHERE r.shop = ?1 ORDER BY r.row`,
    )
      .bind(shop.id)
      .all<{ id: string; row: string; level: string }>()
  ).results;
const idsOf = async (shop: TestShop) =>
  (
    await env.DB.prepare("SELECT id FROM profiles WHERE shop = ?1 ORDER BY num")
      .bind(shop.id)
      .all<{ id: string }>()
  ).results.map(({ id }) => id);
const proof = (value: string): Command => ({
  ...{ do: "identify", at: Date.now(), kind: "email", value, written: value, verified: true },
});

it("a row moves its visitor between segments at once; D1 follows", async () => {
  const shop = await aShopWithPlans();
  const browser = aBrowser(shop);
  await browser.tell(pageView);
  await flushed();
  const [id] = await idsOf(shop);
  await tell(shop, plan(id!, "1", "Gold"), plan(id!, "2", "silver"));
  expect((await browser.tell(pageView)).body.segments).toEqual(["gold"]);
  await flushed();
  expect(await rowsInD1(shop)).toEqual([
    { id, row: "1", level: "Gold" },
    { id, row: "2", level: "silver" },
  ]);
  await tellProfiles(
    env,
    shop.id,
    [{ profile: id!, commands: [{ do: "row", at: AT + 1, table: "plans", row: "1" }] }],
    "signal",
  );
  expect((await browser.tell(pageView)).body.segments).toEqual([]);
  await flushed();
  expect(await rowsInD1(shop)).toEqual([{ id, row: "2", level: "silver" }]);
});

it("a row that goes to somebody else leaves who had it, though both live in shards", async () => {
  const shop = await aShopWithPlans();
  const [one, other] = [aBrowser(shop), aBrowser(shop)];
  await one.tell(pageView);
  await flushed();
  await other.tell(pageView);
  await flushed();
  const [first, second] = await idsOf(shop);
  await tell(shop, plan(first!, "1", "gold"));
  // Before D1 knows of the first.
  await tell(shop, plan(second!, "1", "gold", AT + 1));
  await flushed();
  await flushed();
  expect((await one.tell(pageView)).body.segments).toEqual([]);
  expect((await other.tell(pageView)).body.segments).toEqual(["gold"]);
  await flushed();
  expect(await rowsInD1(shop)).toEqual([{ id: second, row: "1", level: "gold" }]);
});

it("two people who become one have the rows of both; parted, each has their own", async () => {
  const shop = await aShopWithPlans();
  const [laptop, phone] = [aBrowser(shop), aBrowser(shop)];
  await laptop.post(laptop.request([pageView], { home: "weur" }));
  await phone.post(phone.request([pageView], { home: "enam" }));
  await flushed();
  const [one, other] = await idsOf(shop);
  await tell(shop, plan(one!, "1", "silver"), plan(other!, "2", "gold"));
  for (const profile of [one!, other!])
    await tellProfiles(env, shop.id, [{ profile, commands: [proof("ann@x.example")] }], "signal");
  await expect.poll(() => flushed().then(() => idsOf(shop)), SOON).toHaveLength(1);
  const [id] = await idsOf(shop);
  expect(await rowsInD1(shop)).toMatchObject([
    { id, row: "1" },
    { id, row: "2" },
  ]);
  expect((await laptop.post(laptop.request([pageView], { home: "weur" }))).body.segments).toEqual(["gold"]);
  const row = await env.DB.prepare(
    "SELECT m.id, p.home FROM merges m JOIN profiles p ON p.id = m.survivor AND p.shop = m.shop WHERE m.shop = ?1",
  )
    .bind(shop.id)
    .first<{ id: string; home: string }>();
  const shard = env.SHARDS.get(env.SHARDS.idFromName(row!.home));
  expect(await shard.part({ shop: shop.id, name: row!.home, revision: 0 }, row!.id)).toBe(true);
  await expect.poll(() => flushed().then(() => idsOf(shop)), SOON).toHaveLength(2);
  expect(await rowsInD1(shop)).toEqual([
    { id: one, row: "1", level: "silver" },
    { id: other, row: "2", level: "gold" },
  ]);
});

it("a table that goes leaves nobody's document", async () => {
  const shop = await aShopWithPlans();
  const browser = aBrowser(shop);
  await browser.tell(pageView);
  await tellPeople(
    env,
    shop.id,
    [
      {
        identities: [{ kind: "email", value: "bo@x.example", written: "bo@x.example" }],
        commands: [{ do: "row", at: AT, table: "plans", row: "7", values: { no: "7", level: "gold" } }],
        at: AT,
      },
    ],
    "import",
  );
  await flushed();
  const ids = await idsOf(shop);
  await tell(shop, ...ids.map((id, i) => plan(id, `${i}`, "gold")));
  await flushed();
  await change(shop, { segments: { gold: { all: [] } } });
  await removeTable(env, shop.id, "plans");
  await flushed();
  expect(await rowsInD1(shop)).toEqual([]);
  for (const id of ids) expect((await currentProfile(env, shop.id, id))!.rows).toEqual({});
});
