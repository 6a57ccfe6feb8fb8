import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../core/ids";
import type { Rule } from "../../core/rules/rule";
import { aBrowser, flushed, pageView } from "../testing/shop";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { everyMinute } from "../visit/cron";

let owner: Signed;
let buyers: string;
const MANY = 2_300;
const SOON = { timeout: 15_000 };
const rule: Rule = {
  any: [
    { attribute: "orders", is: "atLeast", value: 1 },
    { attribute: "tags", is: "hasAny", value: ["vip"] },
  ],
};

beforeAll(async () => {
  owner = await aShop({ consent: "not_required", origin: "https://shop.example" });
  await people(
    owner.shop,
    Array.from({ length: MANY }, (_, i) => ({ id: `p${i}`, attributes: { orders: i % 2 } })),
  );
  buyers = (await create({ name: "Buyers", rule })).id;
  await everyMinute(env, Date.now());
}, 60_000);

const create = async (body: object) => (await owner.call("POST", "/segments", body)).json;
const rows = async (sql: string, ...values: unknown[]) =>
  (
    await env.DB.prepare(sql)
      .bind(...values)
      .all<Record<string, unknown>>()
  ).results;
/** As D1's rows have it, which the documents must say too. */
const membersOf = async (segment: string) => {
  const found = await rows(
    "SELECT p.id FROM memberships m JOIN profiles p ON p.num = m.person WHERE m.segment = ?1 ORDER BY p.id",
    segment,
  );
  const documents = await rows(
    `SELECT p.id FROM profiles p JOIN profile_documents d ON d.num = p.num
     WHERE p.shop = ?1 AND d.document ->> ?2 IS NOT NULL ORDER BY p.id`,
    owner.shop,
    `$.memberships."${segment}"`,
  );
  expect(documents).toEqual(found);
  return found.map(({ id }) => id as string);
};
const change = (segment: string, body: object) => owner.call("POST", `/segments/${segment}/members`, body);
/** Somebody with a browser, whose page may know of a segment. */
async function aVisitor() {
  const { key } = (await owner.call("GET", "/keys")).json.keys[0];
  const browser = aBrowser({ id: owner.shop, key });
  const before = new Set(
    (await rows("SELECT id FROM profiles WHERE shop = ?1", owner.shop)).map(({ id }) => id),
  );
  await browser.tell(pageView);
  await flushed();
  const all = await rows("SELECT id FROM profiles WHERE shop = ?1", owner.shop);
  return { browser, id: all.map(({ id }) => id as string).find((id) => !before.has(id))! };
}

describe("members of a static segment, by hand", () => {
  it("are in it at the edge at once, and in D1 a moment later; taken out, they are not", async () => {
    const { id: fixed } = await create({ name: `Fixed ${newId()}`, kind: "static", visible: true });
    const { browser, id } = await aVisitor();
    const { json } = await change(fixed, { add: [id, "p1", "p2", "nobody"] });
    expect(json).toEqual({ told: 3, unknown: ["nobody"] });
    expect((await browser.tell(pageView)).body.segments).toEqual([fixed]);
    await flushed();
    expect(await membersOf(fixed)).toEqual([id, "p1", "p2"].sort());
    await change(fixed, { remove: [id, "p2"] });
    expect((await browser.tell(pageView)).body.segments).toEqual([]);
    await flushed();
    expect(await membersOf(fixed)).toEqual(["p1"]);
    const { items } = (await owner.call("GET", `/segments/${fixed}/changes`)).json;
    expect(items).toHaveLength(5);
    expect(new Set(items.map(({ cause }: { cause: string }) => cause))).toEqual(new Set(["hand"]));
  });

  it("move at once in the segments that look at it", async () => {
    const { id: fixed } = await create({ name: `Fixed ${newId()}`, kind: "static" });
    const { id: others } = await create({
      name: `Not in it ${newId()}`,
      rule: { all: [{ attribute: "orders", is: "atLeast", value: 1 }, { not: { segment: fixed } }] },
    });
    await everyMinute(env, Date.now());
    expect(await membersOf(others)).toContain("p3");
    await change(fixed, { add: ["p3"] });
    expect(await membersOf(others)).not.toContain("p3");
  });

  it("are refused for a dynamic segment, and to analysts", async () => {
    const { status, json } = await change(buyers, { add: ["p1"] });
    expect([status, json.errors[0].reason]).toEqual([
      422,
      "is a dynamic segment: its rule decides who is in it",
    ]);
    const analyst = await aMember(owner.shop, "analyst");
    expect((await analyst.call("POST", `/segments/${buyers}/members`, { add: [] })).status).toBe(403);
  });
});

describe("a frozen segment", () => {
  it("has all who were in the dynamic one, of D1 and of the shards, once each, and stays when they leave it", async () => {
    const { browser, id } = await aVisitor();
    await owner.call("PATCH", `/profiles/${id}`, { add: { tags: ["vip"] } });
    await flushed();
    const all = await membersOf(buyers);
    expect(all).toHaveLength(MANY / 2 + 1);
    const { status, json } = await owner.call("POST", `/segments/${buyers}/freeze`, {
      name: `Then ${newId()}`,
    });
    expect([status, json.kind]).toEqual([201, "static"]);
    const now = () => owner.call("GET", `/segments/${json.id}`);
    await expect.poll(async () => (await now()).json.filling, SOON).toBeNull();
    await flushed();
    expect(await membersOf(json.id)).toEqual(all);
    expect((await now()).json.size).toBe(all.length);
    // Done again, as cron does after a stop, nothing happens twice.
    await env.DB.prepare(
      "UPDATE segment_copies SET finished_at = NULL, since = 0, person = 0 WHERE segment = ?1",
    )
      .bind(json.id)
      .run();
    await everyMinute(env, Date.now());
    await flushed();
    expect((await now()).json.filling).toBeNull();
    expect(await membersOf(json.id)).toEqual(all);
    const moves = await rows(
      "SELECT count(*) AS n, count(DISTINCT profile) AS people FROM membership_changes WHERE segment = ?1",
      json.id,
    );
    expect(moves).toEqual([{ n: all.length, people: all.length }]);
    await owner.call("PATCH", `/profiles/${id}`, { remove: { tags: ["vip"] } });
    await browser.tell(pageView);
    await flushed();
    expect(await membersOf(buyers)).not.toContain(id);
    expect(await membersOf(json.id)).toContain(id);
    // Its documents are no older than its rows: an edit of somebody in it is taken.
    expect((await owner.call("PATCH", "/profiles/p1", { attributes: { first_name: "Pia" } })).status).toBe(
      200,
    );
    expect(await membersOf(json.id)).toContain("p1");
  });

  it("does not take back in who was taken out by hand meanwhile", async () => {
    const { json } = await owner.call("POST", `/segments/${buyers}/freeze`, { name: `Again ${newId()}` });
    const now = () => owner.call("GET", `/segments/${json.id}`);
    await expect.poll(async () => (await now()).json.filling, SOON).toBeNull();
    await change(json.id, { remove: ["p5"] });
    await env.DB.prepare(
      "UPDATE segment_copies SET finished_at = NULL, since = 0, person = 0 WHERE segment = ?1",
    )
      .bind(json.id)
      .run();
    await everyMinute(env, Date.now());
    expect(await membersOf(json.id)).not.toContain("p5");
  });

  it("needs a name of its own and something to freeze", async () => {
    const freeze = async (segment: string, name: string) =>
      (await owner.call("POST", `/segments/${segment}/freeze`, { name })).json.errors;
    expect(await freeze(buyers, "Buyers")).toEqual([
      { path: "name", reason: "is the name of another segment" },
    ]);
    const { id } = await create({ name: `Fixed ${newId()}`, kind: "static" });
    expect((await freeze(id, "Other"))[0].reason).toBe("is a fixed list already");
  });
});
