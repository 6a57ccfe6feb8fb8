import {
  abortAllDurableObjects,
  env,
  listDurableObjectIds,
  runDurableObjectAlarm,
  SELF,
} from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { attributesOf } from "../../core/attributes/standard";
import { exitOffer } from "../../core/messages/templates/exit-offer";
import { readProfile } from "../../core/profiles/profile";
import type { Rule } from "../../core/rules/rule";
import type { SignalBody } from "../../core/signals/catalogue";
import { HOUR } from "../../core/time/zone";
import { aBrowser, aShop, change, flushed, newVisitor, ORIGIN, pageView } from "../testing/shop";
import { everyMinute } from "./cron";
import { flushToD1 } from "./flush";

const cart = (price: number): SignalBody => ({
  type: "cart",
  lines: [{ product: "tent", category: "Tents", price, quantity: 1 }],
  currency: "EUR",
});
const rows = async (sql: string, ...values: unknown[]) =>
  (
    await env.DB.prepare(sql)
      .bind(...values)
      .all()
  ).results;

describe("one visit", () => {
  it("records, evaluates and chooses in the same request", async () => {
    const shop = await aShop({
      segments: { carts: { attribute: "cart_total", is: "atLeast", value: 8_000 } },
      messages: { offer: { audience: { include: ["carts"], exclude: [] }, trigger: { on: "exit" } } },
    });
    const browser = aBrowser(shop);
    const first = await browser.tell(pageView);
    expect(first).toMatchObject({ status: 200, body: { v: 1, candidates: [], segments: [] } });
    const second = await browser.tell(cart(9_000));
    expect(second.body.segments).toEqual(["carts"]);
    expect(second.body.candidates).toMatchObject([
      { message: "offer", variant: "a", trigger: { on: "exit" } },
    ]);
  });

  it("leaves profile, activities, memberships and events in D1, each once", async () => {
    const shop = await aShop({
      segments: { carts: { attribute: "cart_total", is: "atLeast", value: 8_000 } },
      messages: { offer: {} },
    });
    const browser = aBrowser(shop);
    await browser.tell(pageView, cart(9_000));
    await browser.tell({ type: "message", message: "offer", variant: "a", event: "exposed" });
    await browser.tell({
      type: "order",
      id: "A1",
      total: 9_000,
      currency: "EUR",
      lines: [{ product: "tent", quantity: 1, price: 9_000 }],
    });
    await flushed();
    const [profile] = await rows("SELECT * FROM profiles WHERE shop = ?1", shop.id);
    expect(profile).toMatchObject({ visits: 1, page_views: 1, orders: 1, spent: 9_000, cart_total: 0 });
    expect(profile).toMatchObject({ country: "at", bought_times: 1, searched_times: null });
    expect(await rows("SELECT kind FROM activities WHERE shop = ?1 ORDER BY kind", shop.id)).toEqual(
      ["added_to_cart", "bought", "ordered", "viewed_page", "visited"].map((kind) => ({ kind })),
    );
    expect(
      await rows("SELECT entered FROM membership_changes WHERE shop = ?1 ORDER BY version", shop.id),
    ).toEqual([{ entered: 1 }, { entered: 0 }]);
    expect(await rows("SELECT * FROM memberships WHERE shop = ?1", shop.id)).toEqual([]);
    expect(await rows("SELECT event FROM message_events WHERE shop = ?1", shop.id)).toEqual([
      { event: "exposed" },
    ]);
    expect(await rows("SELECT id, total, source FROM orders WHERE shop = ?1", shop.id)).toEqual([
      { id: "A1", total: 9_000, source: "browser" },
    ]);
    expect(
      await rows("SELECT first_signal_at FROM shops WHERE id = ?1 AND first_signal_at IS NOT NULL", shop.id),
    ).toHaveLength(1);
  });

  it("counts a repeated request once, the very first included, also after a crash", async () => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    const first = browser.request([pageView]);
    await browser.post(first);
    await browser.post(first);
    await abortAllDurableObjects();
    await browser.post(first);
    await flushed();
    expect(await rows("SELECT page_views, visits FROM profiles WHERE shop = ?1", shop.id)).toEqual([
      { page_views: 1, visits: 1 },
    ]);
  });

  it("is the work of one profile, however many requests come at one instant", async () => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    const requests = Array.from({ length: 20 }, () => browser.request([pageView]));
    await Promise.all(requests.map((request) => browser.post(request)));
    await flushed();
    expect(await rows("SELECT page_views FROM profiles WHERE shop = ?1", shop.id)).toEqual([
      { page_views: 20 },
    ]);
  });

  it("survives a crash once it is acknowledged", async () => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    await browser.tell(pageView, cart(9_000));
    await abortAllDurableObjects();
    const answer = await browser.tell(pageView);
    expect(answer.status).toBe(200);
    await flushed();
    expect(await rows("SELECT page_views, cart_total FROM profiles WHERE shop = ?1", shop.id)).toEqual([
      { page_views: 2, cart_total: 9_000 },
    ]);
  });

  it("is answered while D1 is down, and arrives when it is back", async () => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    await env.DB.prepare("ALTER TABLE profiles RENAME TO profiles_gone").run();
    try {
      for (let i = 0; i < 5; i++) expect((await browser.tell(pageView)).status).toBe(200);
      for (const id of await listDurableObjectIds(env.SHARDS))
        await runDurableObjectAlarm(env.SHARDS.get(id));
    } finally {
      await env.DB.prepare("ALTER TABLE profiles_gone RENAME TO profiles").run();
    }
    await flushed();
    expect(await rows("SELECT page_views FROM profiles WHERE shop = ?1", shop.id)).toEqual([
      { page_views: 5 },
    ]);
  });

  it("is the same however its fields are ordered, and what a text says last counts", async () => {
    const [shop, other] = [await aShop(), await aShop()];
    const browser = aBrowser(shop);
    const { v, ...rest } = browser.request([pageView]);
    expect(await browser.post(JSON.stringify({ ...rest, v }))).toMatchObject({ status: 200 });
    const begun = JSON.stringify(browser.request([pageView])).slice(0, -1);
    const visitor = newVisitor();
    const last = `${begun},"key":"${other.key}","home":"afr","visitor":"${visitor}"}`;
    expect(await browser.post(last)).toMatchObject({ status: 200 });
    await aBrowser(other, visitor).post(
      aBrowser(other, visitor).request([pageView], { home: "afr", queue: "another" }),
    );
    await flushed();
    expect(await rows("SELECT page_views FROM profiles WHERE shop = ?1", shop.id)).toEqual([
      { page_views: 1 },
    ]);
    expect(await rows("SELECT page_views, home FROM profiles WHERE shop = ?1", other.id)).toMatchObject([
      { page_views: 2, home: expect.stringContaining(".afr.") },
    ]);
  });

  it("brings the content of a message once, and again when it was published anew", async () => {
    const shop = await aShop({ messages: { offer: {} } });
    const browser = aBrowser(shop);
    const ask = async (kept?: string) =>
      (await browser.post(browser.request([pageView], { kept }))).body.candidates[0]!;
    const { version, content } = await ask();
    expect(content?.blocks.length).toBeGreaterThan(0);
    expect(await ask(version)).toMatchObject({ message: "offer", version });
    expect(await ask(version)).not.toHaveProperty("content");
    const [variant] = exitOffer.design.variants;
    const anew = { ...variant!, content: { ...variant!.content, label: "Anew" } };
    await change(shop, { messages: { offer: { variants: [anew] } } });
    // A shard hears of new messages within ten seconds, or as it starts.
    await abortAllDurableObjects();
    const next = await ask(version);
    expect(next.content).toEqual(anew.content);
    expect(next.version).not.toBe(version);
    expect(await ask(`${version},${next.version}`)).not.toHaveProperty("content");
  });

  it("keeps shops apart: the same visitor is another person in another shop", async () => {
    const [one, two] = [await aShop(), await aShop()];
    const visitor = newVisitor();
    await aBrowser(one, visitor).tell(pageView, cart(9_000));
    await aBrowser(two, visitor).tell(pageView);
    await flushed();
    const [a] = await rows("SELECT id, cart_total FROM profiles WHERE shop = ?1", one.id);
    const [b] = await rows("SELECT id, cart_total FROM profiles WHERE shop = ?1", two.id);
    expect(a!.id).not.toBe(b!.id);
    expect(b!.cart_total).toBeNull();
  });
});

describe("publishing", () => {
  it("moves people who never came back, and tells who entered why", async () => {
    const shop = await aShop();
    await aBrowser(shop).tell(pageView, cart(9_000));
    await aBrowser(shop).tell(pageView);
    await flushed();
    await change(shop, { segments: { carts: { attribute: "cart_total", is: "atLeast", value: 8_000 } } });
    await flushed();
    expect(await rows("SELECT cause, entered FROM membership_changes WHERE shop = ?1", shop.id)).toEqual([
      { cause: "rule", entered: 1 },
    ]);
    const [{ behind }] = (await rows(
      "SELECT count(*) AS behind FROM shards s JOIN evaluations e ON e.shop = s.shop WHERE s.shop = ?1 AND s.evaluated_revision < e.revision",
      shop.id,
    )) as [{ behind: number }];
    expect(behind).toBe(0);
  });

  it("a newer snapshot is never overtaken by an older one", async () => {
    const shop = await aShop();
    const config = env.CONFIG.get(env.CONFIG.idFromName(shop.id));
    const newest = (await config.header())!.revision;
    await Promise.all([1, 2, 3, 4].map((i) => change(shop, { messages: { [`m${i}`]: {} } })));
    const header = (await config.header())!;
    expect(header.revision).toBe(newest + 4);
    expect(
      await rows("SELECT revision - published_revision AS behind FROM shops WHERE id = ?1", shop.id),
    ).toEqual([{ behind: 0 }]);
  });
});

describe("time alone", () => {
  it("moves people between segments, those of a shard and those of D1, and only when it is due", async () => {
    const rule: Rule = { did: "visited", during: { inTheLast: [2, "hours"] } };
    const shop = await aShop({ segments: { recent: rule } });
    await aBrowser(shop).tell(pageView);
    await flushed();
    const [{ document }] = (await rows(
      "SELECT document FROM profile_documents WHERE shop = ?1",
      shop.id,
    )) as [{ document: string }];
    const imported = { ...readProfile(document), id: "imported00000000" };
    await flushToD1(env.DB, {
      shop: shop.id,
      home: null,
      currency: "EUR",
      attributes: attributesOf([]),
      rows: [{ profile: imported, entry: {} }],
      now: 0,
    });
    const left = () =>
      rows("SELECT profile, cause FROM membership_changes WHERE shop = ?1 AND entered = 0", shop.id);
    await everyMinute(env, Date.now() + HOUR);
    await flushed();
    expect(await left()).toEqual([]);
    await everyMinute(env, Date.now() + 3 * HOUR);
    await flushed();
    expect((await left()).map(({ cause }) => cause)).toEqual(["time", "time"]);
    await everyMinute(env, Date.now() + 4 * HOUR);
    await flushed();
    expect(await left()).toHaveLength(2);
  });
});

describe("what is refused", () => {
  it.each([
    ["an unknown key", { key: "pk_nosuchshop_00000000" }, {}, 401, "/problems/unknown-key"],
    ["another origin", {}, { origin: "https://evil.example" }, 403, "/problems/foreign-origin"],
    ["a visitor id of the wrong form", { visitor: "short" }, {}, 422, "/problems/invalid"],
    ["an unknown region", { home: "moon" }, {}, 422, "/problems/invalid"],
    [
      "more signals than a request holds",
      { signals: Array(101).fill(pageView) },
      {},
      422,
      "/problems/invalid",
    ],
    [
      "no consent",
      { consent: { analytics: false, marketing: false } },
      {},
      403,
      "/problems/consent-required",
    ],
    ["Global Privacy Control", {}, { "sec-gpc": "1" }, 403, "/problems/consent-required"],
  ])("%s, with a problem that says what", async (_, change, headers, status, type) => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    const answer = await browser.post(browser.request([pageView], change), headers as Record<string, string>);
    expect(answer).toMatchObject({ status, body: { type } });
    await flushed();
    expect(await rows("SELECT id FROM profiles WHERE shop = ?1", shop.id)).toEqual([]);
  });

  it("what is refused further on in a text that begins well", async () => {
    const [shop, foreign] = [await aShop(), await aShop()];
    const browser = aBrowser(shop);
    const begin = (rest: string) => `${JSON.stringify(browser.request([pageView])).slice(0, -1)},${rest}`;
    const type = async (body: string) => (await browser.post(body)).body.type;
    expect(await type(begin(`"sent":`))).toBe("/problems/malformed");
    expect(await type(begin(`"key":"pk_nosuchshop_00000000"}`))).toBe("/problems/unknown-key");
    expect(await type(begin(`"proof":`))).toBe("/problems/malformed");
    expect(await type(begin(`"proof":1,"signals":1}`))).toBe("/problems/invalid");
    expect(await type(begin(`"home":"moon"}`))).toBe("/problems/invalid");
    expect(await type(begin(`"consent":{"analytics":false,"marketing":false}}`))).toBe(
      "/problems/consent-required",
    );
    await flushed();
    expect(await rows("SELECT id FROM profiles WHERE shop IN (?1, ?2)", shop.id, foreign.id)).toEqual([]);
  });

  it("a body that is no JSON, and one that is too large", async () => {
    const browser = aBrowser(await aShop());
    expect(await browser.post("<html>")).toMatchObject({
      status: 400,
      body: { type: "/problems/malformed" },
    });
    expect(await browser.post(JSON.stringify({ v: "x".repeat(70_000) }))).toMatchObject({ status: 413 });
  });

  it("says where it is wrong", async () => {
    const browser = aBrowser(await aShop());
    const answer = await browser.post(browser.request([pageView], { queue: "!", page: {} }));
    expect(answer.body.errors?.map(({ path }) => path)).toContain("queue");
  });

  it("implied consent, where the shop asks first", async () => {
    const shop = await aShop({ consent: "required" });
    const browser = aBrowser(shop);
    const implied = browser.request([pageView], {
      consent: { analytics: true, marketing: false, implied: true },
    });
    expect(await browser.post(implied)).toMatchObject({ status: 403 });
    expect(await browser.tell(pageView)).toMatchObject({ status: 200 });
  });

  it("spoils only itself: the rest of a batch is kept", async () => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    const request = browser.request([
      pageView,
      { type: "nonsense" } as never,
      { type: "set", attributes: { first_name: "Ada", nothing: 1 } },
    ]);
    const answer = await browser.post(request);
    expect(answer.status).toBe(200);
    expect(answer.body.problems?.map(({ path }) => path)).toEqual([
      "signals[1].type",
      "signals[2].attributes.nothing",
    ]);
    await flushed();
    expect(await rows("SELECT first_name FROM profile_details WHERE shop = ?1", shop.id)).toEqual([
      { first_name: "ada" },
    ]);
  });

  it("too many requests of one visitor", async () => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    const statuses = await Promise.all(
      Array.from({ length: 80 }, () => browser.tell(pageView).then(({ status }) => status)),
    );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
    expect((await aBrowser(shop).tell(pageView)).status).toBe(200);
  });

  it("robots: answered, never counted", async () => {
    const shop = await aShop({ messages: { offer: {} } });
    const browser = aBrowser(shop);
    const answer = await browser.post(browser.request([pageView]), {
      "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)",
    });
    expect(answer).toMatchObject({ status: 200, body: { candidates: [] } });
    await flushed();
    expect(await rows("SELECT id FROM profiles WHERE shop = ?1", shop.id)).toEqual([]);
  });
});

describe("without consent", () => {
  it("anybody gets the messages that look at nobody, and nothing else", async () => {
    const shop = await aShop({
      messages: {
        bar: { kind: "bar" },
        members: { audience: { include: ["carts"], exclude: [] } },
        returning: { condition: { attribute: "visits", is: "atLeast", value: 2 } },
      },
      segments: { carts: { attribute: "cart_total", is: "known" } },
    });
    const response = await SELF.fetch(
      `https://vitrine.example/v1/anonymous?shop=${shop.key}&type=home&language=de`,
      { headers: { origin: ORIGIN } },
    );
    expect(response.headers.get("cache-control")).toContain("public");
    expect(response.headers.get("set-cookie")).toBeNull();
    const { candidates } = (await response.json()) as { candidates: { message: string }[] };
    expect(candidates.map(({ message }) => message)).toEqual(["bar"]);
  });

  it("taking it back before we know somebody leaves no trace; later it is kept with its time", async () => {
    const shop = await aShop();
    const withdrawn = { consent: { analytics: false, marketing: false } };
    const signal = { type: "consent", analytics: false, marketing: false } as const;
    const stranger = aBrowser(shop);
    await stranger.post(stranger.request([signal], withdrawn));
    const known = aBrowser(shop);
    await known.tell(pageView);
    await known.post(known.request([signal], withdrawn));
    await flushed();
    const documents = await rows(
      "SELECT document ->> '$.consent.analytics' AS analytics FROM profile_documents WHERE shop = ?1",
      shop.id,
    );
    expect(documents).toEqual([{ analytics: 0 }]);
  });
});
