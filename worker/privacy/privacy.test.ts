import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { DAY } from "../../core/time/zone";
import { tellOrders } from "../orders/tell-orders";
import { tellPeople } from "../profiles/recognise";
import { aBrowser, aShop as aShopWithPages, flushed, pageView } from "../testing/shop";
import { aMember, aShop, people } from "../testing/world";
import { everyMinute } from "../visit/cron";
import { publishShop } from "../visit/publish";
import { takePerson } from "../webhooks/things";
import { accessByIdentities, eraseByIdentities } from "./by-identities";
import { erasedAmong } from "./erased";

const NOW = Date.now();
const LONG_AGO = NOW - 400 * DAY;
const email = (value: string) => ({ kind: "email" as const, value });

describe("a member", () => {
  it("erases a person by their id, and has a receipt that says nothing of them", async () => {
    const shop = await aShop();
    const [ann, bo] = await people(shop.shop, [{ email: "ann@person.test" }, { email: "bo@person.test" }]);
    const rule = { attribute: "email", is: "equals", value: "Ann@person.test" };
    await shop.call("POST", "/segments", { name: "Ann herself", rule });
    const marketer = await aMember(shop.shop, "marketer");
    const { status, json } = await marketer.call("POST", "/privacy/erasures", { profile: ann });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      reason: "request",
      by: "A marketer",
      people: 1,
      doneAt: expect.any(Number),
    });
    expect(json.namedIn).toMatchObject([{ name: "Ann herself" }]);
    expect(json.backupsExpireAt - json.doneAt).toBe(30 * DAY);
    const receipt = await marketer.call("GET", `/privacy/erasures/${json.id}/receipt`);
    expect(receipt.headers.get("content-disposition")).toMatch(/^attachment; filename="erasure-.*\.json"$/);
    expect(receipt.json.erased.database).toMatchObject({ profiles: 1, identities: 1 });
    expect(JSON.stringify(receipt.json)).not.toContain("person.test");
    expect((await shop.call("GET", `/profiles/${ann}`)).status).toBe(404);
    expect((await shop.call("GET", `/profiles/${bo}`)).status).toBe(200);
    expect((await shop.call("POST", "/privacy/erasures", { profile: ann })).status).toBe(404);
    expect((await shop.call("GET", "/privacy/erasures")).json.erasures).toHaveLength(1);
  });

  it("reads all that is kept of a person, as a file for that person", async () => {
    const shop = await aShop();
    const [ann] = await people(shop.shop, [
      {
        email: "ann@person.test",
        attributes: { first_name: "Ann", spent: 5_000, birthday: Date.UTC(1990, 4, 1) },
        did: [{ kind: "searched", at: NOW - DAY, name: "tents" }],
        orders: [{ id: "o1", at: NOW, total: 5_000 }],
      },
    ]);
    const { headers, json } = await shop.call("GET", `/privacy/people/${ann}/data`);
    expect(headers.get("content-disposition")).toContain("personal-data");
    const [profile] = json.profiles;
    expect(profile.facts).toContainEqual({ name: "First name", group: "Profile", value: "Ann" });
    expect(profile.facts).toContainEqual({ name: "Birthday", group: "Profile", value: "1990-05-01" });
    expect(profile.identities).toMatchObject([{ kind: "email", value: "ann@person.test", proven: false }]);
    expect(profile.activities).toMatchObject([{ did: "searched", name: "tents" }]);
    expect(profile.orders).toMatchObject([{ id: "o1", total: 5_000 }]);
    const analyst = await aMember(shop.shop, "analyst");
    expect((await analyst.call("GET", `/privacy/people/${ann}/data`)).status).toBe(403);
  });
});

describe("retention", () => {
  const seen = (at: number) => ({ attributes: { last_seen_at: at } });

  it("is seen before it is set, erases who was not seen for so long, and never who is identified", async () => {
    const shop = await aShop();
    const ids = await people(shop.shop, [
      seen(LONG_AGO),
      seen(NOW - DAY),
      seen(NOW - 2 * DAY),
      { ...seen(LONG_AGO), email: "old@person.test" },
    ]);
    const preview = await shop.call("GET", "/privacy/retention/preview?people=12");
    expect(preview.json).toMatchObject({ people: 1, ofPeople: 3, confirm: null, examples: [{ id: ids[0] }] });
    const { json } = await shop.call("POST", "/privacy/retention", { people: 12, signals: null });
    expect(json.retention).toEqual({ people: 12, signals: null });
    await everyMinute(env, NOW);
    const left = await shop.call("GET", "/profiles");
    expect(left.json.items.map(({ id }: { id: string }) => id).sort()).toEqual(ids.slice(1).sort());
    const { erasures } = (await shop.call("GET", "/privacy/erasures")).json;
    expect(erasures).toMatchObject([{ reason: "retention", people: 1, by: null }]);
    await everyMinute(env, NOW + 60_000);
    expect((await shop.call("GET", "/privacy/erasures")).json.erasures).toHaveLength(1);
  });

  it("asks for the number when more than half would go", async () => {
    const shop = await aShop();
    await people(shop.shop, [seen(LONG_AGO), seen(LONG_AGO), seen(NOW)]);
    const asked = { people: 6, signals: null };
    const refused = await shop.call("POST", "/privacy/retention", asked);
    expect(refused).toMatchObject({ status: 422, json: { errors: [{ path: "confirm" }] } });
    expect((await shop.call("GET", "/privacy")).json.retention).toEqual({ people: null, signals: null });
    expect((await shop.call("POST", "/privacy/retention", { ...asked, confirm: 20 })).status).toBe(422);
    expect((await shop.call("POST", "/privacy/retention", { ...asked, confirm: 2 })).status).toBe(200);
  });

  it("forgets old signals in documents and rows alike, and keeps orders and what was counted", async () => {
    const shop = await aShop();
    const [ann] = await people(shop.shop, [
      {
        attributes: { page_views: 2, orders: 1 },
        did: [
          { kind: "viewed_page", at: LONG_AGO, name: "/old" },
          { kind: "viewed_page", at: NOW - DAY, name: "/new" },
          { kind: "viewed_page", at: NOW, name: "/newest" },
          { kind: "ordered", at: LONG_AGO, name: "o1" },
        ],
      },
    ]);
    await publishShop(env, shop.shop);
    await shop.call("POST", "/privacy/retention", { people: null, signals: 12 });
    await everyMinute(env, Date.now());
    const { results } = await env.DB.prepare(
      "SELECT kind, name FROM activities WHERE shop = ?1 ORDER BY at, kind",
    )
      .bind(shop.shop)
      .all();
    expect(results).toEqual([
      { kind: "ordered", name: "o1" },
      { kind: "viewed_page", name: "/new" },
      { kind: "viewed_page", name: "/newest" },
    ]);
    const row = await env.DB.prepare(
      "SELECT page_views, viewed_page_times, ordered_times FROM profiles WHERE shop = ?1",
    )
      .bind(shop.shop)
      .first();
    expect(row).toEqual({ page_views: 2, viewed_page_times: 2, ordered_times: 1 });
    const timeline = await shop.call("GET", `/profiles/${ann}/timeline`);
    expect(JSON.stringify(timeline.json)).not.toContain("/old");
  });

  it("leaves somebody whom a shard has seen since", async () => {
    const shop = await aShopWithPages();
    const browser = aBrowser(shop);
    await browser.tell(pageView);
    await flushed();
    await env.DB.batch([
      env.DB.prepare("UPDATE profiles SET last_seen_at = ?2 WHERE shop = ?1").bind(shop.id, LONG_AGO),
      env.DB.prepare("UPDATE shops SET keep_people = 12 WHERE id = ?1").bind(shop.id),
    ]);
    await everyMinute(env, Date.now());
    const { results } = await env.DB.prepare("SELECT id FROM profiles WHERE shop = ?1").bind(shop.id).all();
    expect(results).toHaveLength(1);
    const jobs = await env.DB.prepare("SELECT id FROM erasures WHERE shop = ?1").bind(shop.id).all();
    expect(jobs.results).toEqual([]);
  });
});

describe("a platform's request", () => {
  it("erases whoever has the email, and remembers it even if nobody has", async () => {
    const shop = await aShopWithPages();
    const identities = [{ ...email("cy@person.test"), written: "cy@person.test" }];
    await tellPeople(env, shop.id, [{ identities, commands: [], at: NOW }], "import");
    const data = await accessByIdentities(env, shop.id, [email("cy@person.test")]);
    expect(data.profiles).toMatchObject([{ identities: [{ value: "cy@person.test", proven: true }] }]);
    await eraseByIdentities(env, shop.id, [email("cy@person.test"), email("di@person.test")]);
    expect((await accessByIdentities(env, shop.id, [email("cy@person.test")])).profiles).toEqual([]);
    const asked = [email("cy@person.test"), email("di@person.test"), email("ed@person.test")];
    expect(await erasedAmong(env, shop.id, asked)).toEqual(
      new Set(["email cy@person.test", "email di@person.test"]),
    );
  });

  it("is carried out by itself, and nothing of the shop system brings them back", async () => {
    const shop = await aShopWithPages();
    const identities = [{ ...email("fay@person.test"), written: "fay@person.test" }];
    const order = (total: number, updatedAt: number) => ({
      ...{ at: NOW - DAY, identities },
      order: {
        ...{ id: "o9", source: "server" as const, total, currency: "EUR", lines: [], updatedAt },
      },
    });
    await tellOrders(env, shop.id, [order(5_000, NOW - DAY)]);
    await env.DB.prepare(
      `INSERT INTO privacy_requests (shop, id, platform, kind, identities, requested_at) VALUES (?1, 'r', 'shopify', 'erase', ?2, 1)`,
    )
      .bind(shop.id, JSON.stringify([email("fay@person.test")]))
      .run();
    await everyMinute(env, NOW);
    const asked = await env.DB.prepare("SELECT identities, done_at FROM privacy_requests WHERE shop = ?1")
      .bind(shop.id)
      .first();
    expect(asked).toEqual({ identities: null, done_at: NOW });
    await tellOrders(env, shop.id, [order(4_000, NOW)]);
    await takePerson({ env, shop: shop.id, now: NOW } as never, {
      ...{ identities, at: NOW, attributes: { first_name: "Fay" }, tags: [], consents: [] },
    });
    const people = await env.DB.prepare("SELECT id FROM profiles WHERE shop = ?1").bind(shop.id).all();
    expect(people.results).toEqual([]);
    expect(
      await env.DB.prepare("SELECT profile, total FROM orders WHERE shop = ?1").bind(shop.id).first(),
    ).toEqual({ profile: "", total: 4_000 });
  });
});
