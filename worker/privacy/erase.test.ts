import { abortAllDurableObjects, env, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Command } from "../../core/profiles/commands";
import { readProfile } from "../../core/profiles/profile";
import type { SignalBody } from "../../core/signals/catalogue";
import { tellPeople } from "../profiles/recognise";
import { tellProfiles } from "../profiles/tell";
import { aBrowser, aShop, flushed, newVisitor, pageView, type TestShop } from "../testing/shop";
import { everyMinute } from "../visit/cron";
import { storeMoves } from "../visit/store-moves";
import { askForErasure, carryOut } from "./erase";
import { erasedAmong } from "./erased";
import { repeatErasures } from "./repeat";

const EMAIL = "ann.erased@x.example";
const order: SignalBody = {
  type: "order",
  id: "o1",
  total: 5_000,
  currency: "EUR",
  lines: [{ product: "tent", quantity: 1, price: 5_000 }],
};
const ann: SignalBody[] = [
  pageView,
  {
    type: "identify",
    email: EMAIL,
    phone: "+49 170 5550123",
    attributes: { first_name: "Annegret", last_name: "Vanishing" },
  },
  order,
];
const SECRETS = [EMAIL, "+491705550123", "+49 170 5550123", "annegret", "vanishing"];

const idsOf = async (shop: string) =>
  (
    await env.DB.prepare("SELECT id FROM profiles WHERE shop = ?1 ORDER BY num")
      .bind(shop)
      .all<{ id: string }>()
  ).results.map(({ id }) => id);

/** Everything that is stored anywhere, as one text. */
async function everything(): Promise<string> {
  const parts: string[] = [];
  const { results: tables } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  for (const { name } of tables)
    for (const row of (await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results)
      parts.push(`D1 ${name} ${JSON.stringify(row)}`);
  for (const namespace of [env.SHARDS, env.CONFIG] as unknown as DurableObjectNamespace[])
    for (const id of await listDurableObjectIds(namespace))
      parts.push(
        ...(await runInDurableObject(namespace.get(id), (_, { storage: { sql } }) =>
          [...sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")]
            .filter(({ name }) => !name.startsWith("_cf"))
            .flatMap(({ name }) =>
              [...sql.exec(`SELECT * FROM "${name}"`)].map((row) => `shard ${name} ${JSON.stringify(row)}`),
            ),
        )),
      );
  return parts.join("\n");
}

/** Where any of these texts still stands. */
async function tracesOf(texts: readonly string[]): Promise<string[]> {
  const lines = (await everything()).split("\n");
  return lines.filter((line) => texts.some((text) => line.toLowerCase().includes(text.toLowerCase())));
}

async function erase(shop: string, profiles: string[]): Promise<string> {
  const id = await askForErasure(env, shop, { profiles, reason: "request" });
  await carryOut(env, id);
  return id;
}

async function annIn(shop: TestShop) {
  const browser = aBrowser(shop);
  await browser.tell(...ann);
  await flushed();
  const [profile] = await idsOf(shop.id);
  return { browser, profile: profile! };
}

const proof = (value: string): Command => ({
  ...{ do: "identify", at: Date.now(), kind: "email", value, written: value, verified: true },
});

describe("somebody who is erased", () => {
  it("is nowhere any more, and a later file is told so", async () => {
    const shop = await aShop();
    const { browser, profile } = await annIn(shop);
    await browser.tell({ type: "search", query: "tents" });
    expect(await tracesOf([EMAIL, browser.visitor])).not.toEqual([]);
    await erase(shop.id, [profile]);
    await flushed();
    expect(await tracesOf([...SECRETS, browser.visitor])).toEqual([]);
    expect(await idsOf(shop.id)).toEqual([]);
    expect(await env.DB.prepare("SELECT people FROM shops WHERE id = ?1").bind(shop.id).first()).toEqual({
      people: 0,
    });
    const asked = [
      { kind: "email" as const, value: EMAIL },
      { kind: "email" as const, value: "bo@x.example" },
    ];
    expect([...(await erasedAmong(env, shop.id, asked))]).toEqual([`email ${EMAIL}`]);
    const other = await aShop();
    expect((await erasedAmong(env, other.id, asked)).size).toBe(0);
  });

  it("leaves the shop's numbers, under nobody's name", async () => {
    const shop = await aShop({ messages: { offer: {} } });
    const browser = aBrowser(shop);
    const seen = (message: "shown" | "clicked"): SignalBody => ({
      ...{ type: "message", message: "offer", variant: "a", event: message },
    });
    await browser.tell(...ann, seen("shown"), seen("clicked"));
    await flushed();
    const [profile] = await idsOf(shop.id);
    const before = await env.DB.prepare("SELECT count(*) AS n FROM message_events WHERE shop = ?1")
      .bind(shop.id)
      .first<{ n: number }>();
    await erase(shop.id, [profile!]);
    const { results: orders } = await env.DB.prepare("SELECT id, profile, total FROM orders WHERE shop = ?1")
      .bind(shop.id)
      .all();
    expect(orders).toEqual([{ id: "o1", profile: "", total: 5_000 }]);
    const { results: events } = await env.DB.prepare(
      `SELECT DISTINCT profile FROM message_events WHERE shop = ?1`,
    )
      .bind(shop.id)
      .all<{ profile: string }>();
    const after = await env.DB.prepare(
      `SELECT count(*) AS n, max("order") AS o FROM message_events WHERE shop = ?1`,
    )
      .bind(shop.id)
      .first();
    expect(after).toEqual({ n: before!.n, o: null });
    expect(events).toHaveLength(1);
    expect(events[0]!.profile).toMatch(/^erased-/);
  });

  it("goes with every browser and merged profile, and with who only said to be them", async () => {
    const shop = await aShop();
    const [laptop, phone, tablet] = [aBrowser(shop), aBrowser(shop), aBrowser(shop)];
    await laptop.post(laptop.request(ann, { home: "weur" }));
    await phone.post(phone.request([pageView], { home: "enam" }));
    await tablet.post(tablet.request([{ type: "identify", email: EMAIL }], { home: "apac" }));
    await flushed();
    const { results } = await env.DB.prepare("SELECT id, home FROM profiles WHERE shop = ?1")
      .bind(shop.id)
      .all<{ id: string; home: string }>();
    const idIn = (region: string) => results.find(({ home }) => home.includes(region))!.id;
    for (const profile of [idIn("weur"), idIn("enam")])
      await tellProfiles(env, shop.id, [{ profile, commands: [proof(EMAIL)] }], "signal");
    await expect.poll(() => flushed().then(() => idsOf(shop.id)), { timeout: 20_000 }).toHaveLength(2);
    await phone.post(phone.request([pageView], { home: "enam" }));
    const survivor = [idIn("weur"), idIn("enam")].find((id) => id)!;
    await erase(shop.id, [survivor]);
    await flushed();
    expect(await idsOf(shop.id)).toEqual([]);
    expect(await tracesOf([...SECRETS, laptop.visitor, phone.visitor, tablet.visitor])).toEqual([]);
  });

  it("leaves another person who once typed their email, who no longer has it", async () => {
    const shop = await aShop();
    const { profile } = await annIn(shop);
    const bo = aBrowser(shop);
    await bo.tell({ type: "identify", email: EMAIL });
    await flushed();
    const other = (await idsOf(shop.id)).find((id) => id !== profile)!;
    await tellProfiles(env, shop.id, [{ profile, commands: [proof(EMAIL)] }], "signal");
    await tellProfiles(env, shop.id, [{ profile: other, commands: [proof("bo@x.example")] }], "signal");
    await flushed();
    await erase(shop.id, [profile]);
    await flushed();
    expect(await idsOf(shop.id)).toEqual([other]);
    expect(await tracesOf(SECRETS)).toEqual([]);
    expect(await tracesOf(["bo@x.example"])).not.toEqual([]);
    expect((await erasedAmong(env, shop.id, [{ kind: "email", value: "bo@x.example" }])).size).toBe(0);
  });

  it("does not take along the owner of an email that they only typed", async () => {
    const shop = await aShop();
    const [told] = await tellPeople(
      env,
      shop.id,
      [
        {
          identities: [{ kind: "email", value: "carl@x.example", written: "carl@x.example" }],
          commands: [],
          at: Date.now(),
        },
      ],
      "import",
    );
    const browser = aBrowser(shop);
    await browser.tell({ type: "identify", email: "carl@x.example" });
    await flushed();
    const liar = (await idsOf(shop.id)).find((id) => id !== told!.profile)!;
    await erase(shop.id, [liar]);
    expect(await idsOf(shop.id)).toEqual([told!.profile]);
    expect((await erasedAmong(env, shop.id, [{ kind: "email", value: "carl@x.example" }])).size).toBe(0);
  });
});

describe("nothing brings somebody back", () => {
  it("not a request that is sent again, nor one that was under way", async () => {
    const shop = await aShop();
    const browser = aBrowser(shop);
    const counted = browser.request(ann);
    const underWay = browser.request([{ type: "identify", email: EMAIL }]);
    await browser.post(counted);
    await flushed();
    await erase(shop.id, await idsOf(shop.id));
    for (const request of [counted, underWay, { ...underWay, sent: Date.now() + 5_000 }])
      expect(await browser.post(request)).toMatchObject({ status: 200, body: { candidates: [] } });
    await abortAllDurableObjects();
    await browser.post(counted);
    await flushed();
    expect(await tracesOf([...SECRETS, browser.visitor])).toEqual([]);
    expect(await idsOf(shop.id)).toEqual([]);
  });

  it("what their browser does from now on is somebody new's", async () => {
    const shop = await aShop();
    const { browser, profile } = await annIn(shop);
    await erase(shop.id, [profile]);
    const late = browser.request([pageView], { sent: Date.now() + 10_000 });
    const signals = (late.signals as { at: number }[]).map((signal) => ({
      ...signal,
      at: Date.now() + 10_000,
    }));
    await browser.post({ ...late, signals });
    await flushed();
    const [someone, ...rest] = await idsOf(shop.id);
    expect(rest).toEqual([]);
    expect(someone).not.toBe(profile);
    expect(await tracesOf(SECRETS)).toEqual([]);
  });

  it("not a flush that comes late, nor a shard that was restored", async () => {
    const shop = await aShop();
    const { browser, profile } = await annIn(shop);
    const [shard] = (
      await Promise.all(
        (
          await listDurableObjectIds(env.SHARDS)
        ).map((id) =>
          runInDurableObject(env.SHARDS.get(id), (_, { storage: { sql } }) => {
            const [row] = sql.exec<{ document: string }>(
              "SELECT document FROM profiles WHERE id = ?",
              profile,
            );
            return row ? { id, document: row.document } : undefined;
          }),
        ),
      )
    ).filter((one) => one !== undefined);
    await erase(shop.id, [profile]);
    await runInDurableObject(env.SHARDS.get(shard!.id), (_, { storage }) => {
      storage.sql.exec("DELETE FROM gone");
      storage.sql.exec("INSERT INTO profiles (id, document) VALUES (?, ?)", profile, shard!.document);
      storage.sql.exec("INSERT INTO visitors (visitor, profile) VALUES (?, ?)", browser.visitor, profile);
    });
    await abortAllDurableObjects();
    await browser.tell(pageView);
    await flushed();
    expect(await idsOf(shop.id)).toEqual([]);
    expect(await tracesOf([...SECRETS, browser.visitor])).toEqual([]);
  });

  it("not an evaluation that had read them before", async () => {
    const shop = await aShop();
    const identities = [{ kind: "email" as const, value: EMAIL, written: EMAIL }];
    const [told] = await tellPeople(env, shop.id, [{ identities, commands: [], at: Date.now() }], "import");
    const read = await env.DB.prepare(
      "SELECT p.num, p.version, d.document FROM profiles p JOIN profile_documents d ON d.num = p.num WHERE p.id = ?1",
    )
      .bind(told!.profile)
      .first<{ num: number; version: number; document: string }>();
    await erase(shop.id, [told!.profile]);
    const moved = [{ num: read!.num, profile: readProfile(read!.document), changes: [], values: [] }];
    const moves = { moved, later: [], sooner: [], read: [[read!.num, read!.version] as [number, number]] };
    expect(await storeMoves(env.DB, shop.id, moves, [])).toBe(false);
    expect(await tracesOf([EMAIL])).toEqual([]);
  });

  it("not a restore of D1: what was erased since is erased again, and who came anew since then is not", async () => {
    const shop = await aShop();
    const BACK = "back@x.example";
    const person = (at: number) => ({
      identities: [{ kind: "email" as const, value: BACK, written: BACK }],
      ...{ commands: [], at },
    });
    const [told] = await tellPeople(env, shop.id, [person(Date.now() - 1000)], "import");
    const id = await erase(shop.id, [told!.profile]);
    expect(await repeatErasures(env, shop.id)).toBe(0);
    // As D1 was before the erasure; by another id, as an import of a backup would give it.
    await env.DB.batch(
      ["erasures", "erased_profiles", "erased_identities"].map((table) =>
        env.DB.prepare(`DELETE FROM ${table} WHERE shop = ?1`).bind(shop.id),
      ),
    );
    await tellPeople(env, shop.id, [person(Date.now() - 1000)], "import");
    expect(await repeatErasures(env, shop.id)).toBe(1);
    expect(await idsOf(shop.id)).toEqual([]);
    expect(await tracesOf([BACK])).toEqual([]);
    expect((await erasedAmong(env, shop.id, [{ kind: "email", value: BACK }])).size).toBe(1);
    await tellPeople(env, shop.id, [person(Date.now() + 1000)], "signal");
    await env.DB.prepare("DELETE FROM erasures WHERE id = ?1").bind(id).run();
    expect(await repeatErasures(env, shop.id)).toBe(1);
    expect(await idsOf(shop.id)).toHaveLength(1);
  });

  it("not a crash at any step: the job goes on until nothing is left", async () => {
    const shop = await aShop();
    const { browser, profile } = await annIn(shop);
    const id = await askForErasure(env, shop.id, { profiles: [profile], reason: "request" });
    const broken = (after: number) => {
      let calls = 0;
      const DB = new Proxy(env.DB, {
        get(db, key) {
          if ((key === "prepare" || key === "batch") && ++calls > after) throw new Error("killed");
          const value = Reflect.get(db, key) as unknown;
          return typeof value === "function" ? value.bind(db) : value;
        },
      });
      return { ...env, DB } as typeof env;
    };
    for (let after = 0; after < 60; after += 3) {
      await carryOut(broken(after), id).catch((error: unknown) => expect(String(error)).toContain("killed"));
      await abortAllDurableObjects();
      await browser.tell(pageView).catch(() => undefined);
    }
    await everyMinute(env, Date.now());
    await flushed();
    expect(await tracesOf(SECRETS)).toEqual([]);
    const job = await env.DB.prepare("SELECT done_at, receipt FROM erasures WHERE id = ?1")
      .bind(id)
      .first<{ done_at: number; receipt: string }>();
    expect(job!.done_at).toBeGreaterThan(0);
    expect(JSON.parse(job!.receipt)).toMatchObject({
      shards: [{ profiles: 1, browsers: 1 }],
      rows: { profiles: 1, profile_documents: 1 },
      anonymous: { orders: 1 },
    });
  });
});

describe("a withdrawal", () => {
  const withdrawn = { consent: { analytics: false, marketing: false } };
  const consent = { type: "consent", analytics: false, marketing: false } as const;

  it("erases, where the shop wants it so", async () => {
    const shop = await aShop();
    await env.DB.prepare("UPDATE shops SET withdrawal = 'erase', revision = revision + 1 WHERE id = ?1")
      .bind(shop.id)
      .run();
    await everyMinute(env, Date.now());
    const browser = aBrowser(shop, newVisitor());
    await browser.tell(...ann);
    await browser.post(browser.request([consent], withdrawn));
    await abortAllDurableObjects();
    await flushed();
    await everyMinute(env, Date.now());
    await flushed();
    expect(await idsOf(shop.id)).toEqual([]);
    expect(await tracesOf([...SECRETS, browser.visitor])).toEqual([]);
  });

  it("otherwise keeps what is known, and stops", async () => {
    const shop = await aShop();
    const { browser, profile } = await annIn(shop);
    await browser.post(browser.request([consent], withdrawn));
    await flushed();
    await everyMinute(env, Date.now());
    expect(await idsOf(shop.id)).toEqual([profile]);
  });
});
