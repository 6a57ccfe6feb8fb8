/** A file that is dropped into the builder: attributes of the people whom the shop knows, until a day. */
import { env } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { printDay } from "../../core/time/zone";
import { tellPeople } from "../profiles/recognise";
import { aBrowser, aShop as aVisitedShop, flushed, pageView } from "../testing/shop";
import { aMember, aShop, type Signed } from "../testing/world";
import { everyMinute } from "../visit/cron";
import { currentProfile } from "../visit/current";
import { publishShop } from "../visit/publish";
import { clearEnded } from "./ends";

const DAY = 86_400_000;
const dayIn = (days: number) => printDay(Math.floor(Date.now() / DAY) + days);
let shop: Signed;
beforeEach(async () => {
  shop = await aShop();
  await publishShop(env, shop.shop);
  await tellPeople(
    env,
    shop.shop,
    ["ann@x.example", "bo@x.example"].map((value) => ({
      identities: [{ kind: "email" as const, value, written: value }],
      commands: [],
      at: 1,
    })),
    "signal",
  );
});

const COLUMNS = [
  { heading: "E-mail", identity: "email" },
  { heading: "Score", label: "Score", type: "number" },
  { heading: "Country", label: "Country", type: "shortText" },
];
const begin = (more: object = {}) =>
  shop.call("POST", "/attribute-files", {
    ...{ file: "panel.csv", size: 100, columns: COLUMNS, until: dayIn(30) },
    ...more,
  });

/** Brings the rows and imports them. */
async function bring(id: string, rows: string[][]) {
  const records = rows.map((row, i) => [i + 2, row]);
  expect((await shop.call("PUT", `/imports/${id}/chunks/0`, { records })).status).toBe(204);
  await shop.call("POST", `/imports/${id}/complete`, { chunks: 1 });
  const ready = (await shop.call("GET", "/attribute-files")).json.files[0];
  await shop.call("POST", `/imports/${id}/start`);
  await expect
    .poll(async () => (await shop.call("GET", `/imports/${id}`)).json.state, { timeout: 15_000 })
    .toBe("done");
  return ready;
}

const count = async (rule: Rule) =>
  (await shop.call("POST", "/rules/count", { steps: [rule] })).json.counts[0] as number;

it("becomes attributes of those who are known; nobody is made", async () => {
  const { status, json: file } = await begin();
  expect(status).toBe(201);
  // “Country” is an attribute that every shop has.
  expect(file.attributes).toEqual(["score", "country_2"]);
  const before = await peopleOf();
  const ready = await bring(file.id, [
    ["ann@x.example", "7", "AT"],
    ["bo@x.example", "x", "IT"],
    ["cy@x.example", "9", "DE"],
    ["nobody", "9", "DE"],
  ]);
  expect(ready).toMatchObject({ state: "ready", rows: 4, matched: 2 });
  expect((await shop.call("GET", "/attribute-files")).json.files).toMatchObject([
    { id: file.id, state: "done", rows: 4, matched: 2 },
  ]);
  expect(await peopleOf()).toBe(before);
  expect(await count({ attribute: "score", is: "atLeast", value: 5 })).toBe(1);
  expect(await count({ attribute: "country_2", is: "known" })).toBe(2);
  const { json } = await shop.call("GET", `/imports/${file.id}/refusals`);
  expect(json.items.map(({ reasons }: { reasons: string[] }) => reasons[0])).toEqual([
    "Score: “x” must be a number",
    "Is nobody whom your shop knows",
    "E-mail: “nobody” is not an email address",
  ]);
});

it("ends on its day: nobody has its values, and what no rule uses is gone", async () => {
  const { json: file } = await begin();
  await bring(file.id, [["ann@x.example", "7", "AT"]]);
  const rule: Rule = { attribute: "score", is: "known" };
  const segment = await shop.call("POST", "/segments", { name: "Scored", kind: "dynamic", rule });
  expect(segment.status).toBe(201);
  await everyMinute(env, Date.now() + 29 * DAY);
  expect(await count(rule)).toBe(1);
  await everyMinute(env, Date.now() + 32 * DAY);
  await everyMinute(env, Date.now() + 32 * DAY);
  expect(await count(rule)).toBe(0);
  const keys = (await shop.call("GET", "/attributes")).json.attributes.map(({ key }: { key: string }) => key);
  expect(keys).toContain("score");
  expect(keys).not.toContain("country_2");
  expect((await shop.call("DELETE", `/segments/${segment.json.id}`)).status).toBeLessThan(300);
  await everyMinute(env, Date.now() + 32 * DAY);
  expect((await shop.call("GET", "/attribute-files")).json.files).toEqual([]);
});

it("can be ended before, or go on for longer", async () => {
  const { json: file } = await begin();
  await bring(file.id, [["ann@x.example", "7", "AT"]]);
  const longer = await shop.call("PATCH", `/attribute-files/${file.id}`, { until: dayIn(60) });
  expect(longer.json.endsAt).toBeGreaterThan(file.endsAt);
  expect((await shop.call("PATCH", `/attribute-files/${file.id}`, { until: dayIn(-2) })).status).toBe(200);
  expect((await currentProfile(env, shop.shop, await annsId()))!.attributes.score).toBeUndefined();
});

it("says what is wrong, and is for marketers", async () => {
  expect((await begin({ columns: COLUMNS.slice(1) })).json.errors).toEqual([
    { path: "columns", reason: "must hold whose each row is: an email, a phone or a customer id" },
  ]);
  expect((await begin({ until: "2020-01-01" })).json.errors).toEqual([
    { path: "until", reason: "must be a date such as 2026-12-31, today or later" },
  ]);
  const analyst = await aMember(shop.shop, "analyst");
  expect((await analyst.call("GET", "/attribute-files")).status).toBe(200);
  expect((await analyst.call("POST", "/attribute-files", {})).status).toBe(403);
});

it("takes its values from people in shards too", async () => {
  const visited = await aVisitedShop();
  const browser = aBrowser(visited);
  await env.DB.prepare(
    `INSERT INTO attribute_definitions (shop, key, label, "group", type, notes, options, formerly, browser, personal, created_at)
     VALUES (?1, 'score', 'Score', 'Other', 'number', '', '[]', '[]', 1, 0, 0)`,
  )
    .bind(visited.id)
    .run();
  await env.DB.prepare("UPDATE shops SET revision = revision + 1 WHERE id = ?1").bind(visited.id).run();
  await publishShop(env, visited.id);
  await browser.tell(pageView, { type: "set", attributes: { score: 3 } });
  await flushed();
  const values = () =>
    env.DB.prepare("SELECT count(*) AS n FROM attribute_values WHERE shop = ?1").bind(visited.id).first("n");
  expect(await values()).toBe(1);
  await clearEnded(env, { shop: visited.id, id: "f", attributes: ["score"] }, Date.now() + 1_000);
  await flushed();
  expect(await values()).toBe(0);
});

const peopleOf = () =>
  env.DB.prepare("SELECT people FROM shops WHERE id = ?1").bind(shop.shop).first<number>("people");
const annsId = async () =>
  (await env.DB.prepare("SELECT profile FROM identities WHERE shop = ?1 AND value = 'ann@x.example'")
    .bind(shop.shop)
    .first<string>("profile"))!;
