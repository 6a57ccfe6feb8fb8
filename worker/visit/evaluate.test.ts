/** After new rules everybody is evaluated again: whatever happens meanwhile, no change is lost or told twice. */
import { abortAllDurableObjects, env, runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { newId } from "../../core/ids";
import type { Rule } from "../../core/rules/rule";
import { HOUR } from "../../core/time/zone";
import { evaluationOf } from "../segments/evaluation";
import { aBrowser, aShop, change, flushed, pageView, type TestShop } from "../testing/shop";
import { people } from "../testing/world";
import { configOf } from "./config";
import { everyMinute } from "./cron";
import { evaluateDue, evaluateUnhomed } from "./evaluate-unhomed";
import { shardNamed } from "./home";
import type { ProfileShard } from "./profile-shard";
import { publishShop, snapshotOf } from "./publish";
import { startEvaluation } from "./walk-unhomed";

const MANY = 1_300;
const orders = (n: number): Rule => ({ attribute: "orders", is: "atLeast", value: n });
const imported = (shop: TestShop, size = MANY) =>
  people(
    shop.id,
    Array.from({ length: size }, (_, i) => ({ id: newId(), attributes: { orders: (i % 2) + 1 } })),
  );
const rows = async (sql: string, shop: TestShop) => (await env.DB.prepare(sql).bind(shop.id).all()).results;
const changesOf = (shop: TestShop) =>
  rows(
    "SELECT segment, entered, cause, count(*) AS n, count(DISTINCT profile) AS people FROM membership_changes WHERE shop = ?1 GROUP BY 1, 2, 3 ORDER BY 1, 2",
    shop,
  );
/** D1's rows and the documents must say the same. */
const sizes = async (shop: TestShop) => {
  const members = await rows(
    "SELECT segment, count(*) AS n FROM memberships WHERE shop = ?1 GROUP BY 1 ORDER BY 1",
    shop,
  );
  const documents = await rows(
    "SELECT m.key AS segment, count(*) AS n FROM profile_documents d, json_each(d.document, '$.memberships') m WHERE d.shop = ?1 GROUP BY 1 ORDER BY 1",
    shop,
  );
  expect(documents).toEqual(members);
  return Object.fromEntries(members.map(({ segment, n }) => [segment, n]));
};
const again = (shop: TestShop, cursor: string) =>
  env.DB.prepare("UPDATE evaluations SET finished_at = NULL, cursor = ?2 WHERE shop = ?1")
    .bind(shop.id, cursor)
    .run();

/** Rules are out and nobody is evaluated by them yet, as when the Worker stops right then. */
async function publishedOnly(shop: TestShop, segments: Record<string, Rule>): Promise<void> {
  await change(shop, { segments });
  await env.DB.batch(
    [
      "DELETE FROM membership_changes WHERE shop = ?1",
      "DELETE FROM memberships WHERE shop = ?1",
      "UPDATE profiles SET version = 1 WHERE shop = ?1",
      "UPDATE profile_documents SET document = json_set(document, '$.version', 1, '$.memberships', json('{}')) WHERE shop = ?1",
      "UPDATE evaluations SET cursor = '', done = 0, finished_at = NULL WHERE shop = ?1",
    ].map((sql) => env.DB.prepare(sql).bind(shop.id)),
  );
}

/** A worker to which something happens between its reading and its first writing. */
function interrupted(happens: () => Promise<unknown>): typeof env {
  let still: typeof happens | undefined = happens;
  const DB = new Proxy(env.DB, {
    get(target, key) {
      if (key === "batch")
        return async (statements: D1PreparedStatement[]) => {
          const first = still;
          still = undefined;
          await first?.();
          return target.batch(statements);
        };
      const value = Reflect.get(target, key) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { ...env, DB };
}

describe("people of D1, after new rules", () => {
  it("are all moved, once each, however many workers and crons are at it", async () => {
    const shop = await aShop();
    await imported(shop);
    await change(shop, { segments: { any: orders(1), two: orders(2) } });
    await Promise.all([
      evaluateUnhomed(env, shop.id, 5_000),
      evaluateUnhomed(env, shop.id, 5_000),
      everyMinute(env, Date.now()),
      everyMinute(env, Date.now()),
    ]);
    await everyMinute(env, Date.now());
    expect(await evaluationOf(env, shop.id)).toMatchObject({ underWay: false, done: MANY, total: MANY });
    expect(await changesOf(shop)).toEqual([
      { segment: "any", entered: 1, cause: "rule", n: MANY, people: MANY },
      { segment: "two", entered: 1, cause: "rule", n: MANY / 2, people: MANY / 2 },
    ]);
    expect(await sizes(shop)).toEqual({ any: MANY, two: MANY / 2 });
  });

  it("are asked for nothing but the changed segments, and those that refer to them", async () => {
    const shop = await aShop();
    await imported(shop, 20);
    await change(shop, { segments: { two: orders(2), kept: orders(1), not: { not: { segment: "two" } } } });
    // As if they had never been in it: nobody looks.
    await env.DB.prepare("DELETE FROM memberships WHERE shop = ?1 AND segment = 'kept'").bind(shop.id).run();
    await change(shop, { segments: { two: orders(9) } });
    expect(
      await rows("SELECT segment, count(*) AS n FROM memberships WHERE shop = ?1 GROUP BY 1", shop),
    ).toEqual([{ segment: "not", n: 20 }]);
    expect(await rows("SELECT max(version) AS most FROM profiles WHERE shop = ?1", shop)).toEqual([
      { most: 3 },
    ]);
  });

  it("are all read where it is not known by which rules they were sorted", async () => {
    const shop = await aShop();
    await imported(shop, 20);
    await publishedOnly(shop, { two: orders(2) });
    await env.DB.prepare("UPDATE evaluations SET plan = NULL WHERE shop = ?1").bind(shop.id).run();
    await change(shop, { segments: { any: orders(1) } });
    expect(await sizes(shop)).toEqual({ any: 20, two: 10 });
  });

  it("are asked again for what an evaluation that was overtaken had not done", async () => {
    const shop = await aShop();
    await imported(shop, 20);
    await publishedOnly(shop, { two: orders(2) });
    await change(shop, { segments: { any: orders(1) } });
    expect(await sizes(shop)).toEqual({ any: 20, two: 10 });
  });

  it("are not taken back when their time comes by a worker that newer rules have overtaken", async () => {
    const shop = await aShop();
    const [id] = await imported(shop, 1);
    await change(shop, { segments: { all: orders(9) } });
    const slow = interrupted(() => change(shop, { segments: { all: orders(1) } }));
    await env.DB.prepare("UPDATE profiles SET next_change_at = 1 WHERE shop = ?1").bind(shop.id).run();
    await evaluateDue(slow, shop.id, [id!], Date.now());
    expect(await sizes(shop)).toEqual({ all: 1 });
  });

  it("are moved once when a step is done again after a stop", async () => {
    const shop = await aShop();
    await imported(shop, 700);
    await change(shop, { segments: { two: orders(2) } });
    await evaluateUnhomed(env, shop.id, 5_000);
    await again(shop, "");
    await evaluateUnhomed(env, shop.id, 5_000);
    expect(await changesOf(shop)).toEqual([
      { segment: "two", entered: 1, cause: "rule", n: 350, people: 350 },
    ]);
    expect(await sizes(shop)).toEqual({ two: 350 });
  });

  it("end as the newest rules say, when they are published in the middle", async () => {
    const shop = await aShop();
    await imported(shop);
    for (let round = 0; round < 3; round++) {
      await Promise.all([
        change(shop, { segments: { changing: orders(2) } }),
        evaluateUnhomed(env, shop.id, 5_000),
        everyMinute(env, Date.now()),
      ]);
      await Promise.all([
        evaluateUnhomed(env, shop.id, 1),
        change(shop, { segments: { changing: orders(1) } }),
        everyMinute(env, Date.now()),
      ]);
    }
    for (let i = 0; i < 3; i++) await everyMinute(env, Date.now());
    expect(await evaluationOf(env, shop.id)).toMatchObject({ underWay: false });
    expect(await sizes(shop)).toEqual({ changing: MANY });
    // Everyone's changes go in, out, in: never twice the same.
    const wrong = await rows(
      `SELECT profile FROM (SELECT profile, entered, lag(entered, 1, 0) OVER (PARTITION BY profile ORDER BY version) AS before
       FROM membership_changes WHERE shop = ?1) WHERE entered = before`,
      shop,
    );
    expect(wrong).toEqual([]);
  });

  it("are evaluated at last when D1 failed between publishing and beginning", async () => {
    const shop = await aShop();
    await imported(shop, 10);
    await env.DB.prepare("ALTER TABLE evaluations RENAME TO evaluations_gone").run();
    await expect(change(shop, { segments: { any: orders(1) } })).rejects.toThrow();
    await env.DB.prepare("ALTER TABLE evaluations_gone RENAME TO evaluations").run();
    expect(await sizes(shop)).toEqual({});
    await everyMinute(env, Date.now());
    expect(await sizes(shop)).toEqual({ any: 10 });
  });

  it("are left alone by a worker that knows older rules only", async () => {
    const shop = await aShop();
    await imported(shop, 10);
    await change(shop, { segments: { any: orders(1) } });
    await startEvaluation(env.DB, shop.id, 1_000, Date.now());
    expect(await evaluateUnhomed(env, shop.id, 1_000)).toBe(false);
    expect(await rows("SELECT done FROM evaluations WHERE shop = ?1", shop)).toEqual([{ done: 0 }]);
  });

  it("are not taken back by a worker that newer rules have overtaken", async () => {
    const shop = await aShop();
    await imported(shop, 10);
    await publishedOnly(shop, { all: orders(1) });
    const slow = interrupted(() => change(shop, { segments: { all: orders(9) } }));
    expect(await evaluateUnhomed(slow, shop.id, 5_000)).toBe(false);
    expect(await sizes(shop)).toEqual({});
    expect(await changesOf(shop)).toEqual([]);
  });

  it("are read again when one of them was changed meanwhile, or has found a home", async () => {
    const shop = await aShop();
    await imported(shop, 10);
    await publishedOnly(shop, { all: orders(1) });
    const slow = interrupted(() =>
      env.DB.prepare(
        "UPDATE profiles SET home = 'theirs', version = 7 WHERE shop = ?1 AND id = (SELECT max(id) FROM profiles WHERE shop = ?1)",
      )
        .bind(shop.id)
        .run(),
    );
    expect(await evaluateUnhomed(slow, shop.id, 5_000)).toBe(true);
    expect(await sizes(shop)).toEqual({ all: 9 });
    expect(
      await rows("SELECT home, version FROM profiles WHERE shop = ?1 AND home IS NOT NULL", shop),
    ).toEqual([{ home: "theirs", version: 7 }]);
  });

  it("are all moved when their documents are more than D1 takes at once", async () => {
    const shop = await aShop();
    const history = Array.from({ length: 1_000 }, (_, i) => ({
      kind: "viewed_page" as const,
      at: i,
      name: "/a",
    }));
    for (let i = 0; i < 40; i++)
      await people(shop.id, [{ id: newId(), attributes: { orders: 1 }, did: history }]);
    await change(shop, { segments: { all: orders(1) } });
    await everyMinute(env, Date.now());
    expect(await sizes(shop)).toEqual({ all: 40 });
  });

  it("get the time of their next change without being written anew", async () => {
    const shop = await aShop();
    const now = Date.now();
    await people(shop.id, [{ id: newId(), did: [{ kind: "ordered", at: now - HOUR }] }]);
    await change(shop, { segments: { late: { did: "ordered", during: { moreThanAgo: [2, "hours"] } } } });
    expect(await rows("SELECT version, next_change_at FROM profiles WHERE shop = ?1", shop)).toEqual([
      { version: 1, next_change_at: now + HOUR + 1 },
    ]);
    await everyMinute(env, now + HOUR + 1);
    expect(await changesOf(shop)).toMatchObject([{ segment: "late", entered: 1, cause: "time", n: 1 }]);
  });
});

describe("people of the shards, after new rules", () => {
  const viewed = (n: number): Rule => ({ attribute: "page_views", is: "atLeast", value: n });
  /** More than a shard looks at in one step. */
  const PEOPLE = 310;

  /** One came by; the others are put into the shard as they would have come. */
  async function aBusyShard(): Promise<TestShop> {
    const shop = await aShop();
    await env.DB.prepare("UPDATE shops SET shards = 1 WHERE id = ?1").bind(shop.id).run();
    await change(shop, {});
    await aBrowser(shop).tell(pageView);
    await flushed();
    await people(
      shop.id,
      Array.from({ length: PEOPLE - 1 }, () => ({ id: newId(), attributes: { page_views: 1 } })),
    );
    const others = await rows(
      "SELECT p.id AS profile, d.document FROM profile_documents d JOIN profiles p ON p.num = d.num WHERE d.shop = ?1 AND p.home IS NULL",
      shop,
    );
    await env.DB.prepare("UPDATE profiles SET home = ?2 WHERE shop = ?1").bind(shop.id, homeOf(shop)).run();
    await runInDurableObject(shardNamed(env, homeOf(shop)), (_, { storage }) => {
      for (const { profile, document } of others)
        storage.sql.exec("INSERT INTO profiles (id, document) VALUES (?, ?)", profile, document);
    });
    return shop;
  }
  const homeOf = ({ id }: TestShop) => `${id}.weur.0`;
  /** One step of the walk, and then no more by itself. */
  async function oneStep(shop: TestShop): Promise<void> {
    await runInDurableObject(shardNamed(env, homeOf(shop)), async (shard, { storage }) => {
      await storage.deleteAlarm();
      await (shard as ProfileShard).alarm();
      await storage.deleteAlarm();
    });
  }

  /** Cron comes until there is nothing left to do. */
  async function settled(shop: TestShop): Promise<void> {
    do {
      await everyMinute(env, Date.now());
      await flushed();
    } while ((await evaluationOf(env, shop.id)).underWay);
  }

  it("are moved once, through crashes, crons and newer rules in the middle, and it tells how far it is", async () => {
    const shop = await aBusyShard();
    await change(shop, { segments: { all: viewed(1), none: viewed(1) } });
    expect(await evaluationOf(env, shop.id)).toMatchObject({ underWay: true, done: 0, total: PEOPLE });
    await oneStep(shop);
    // Of two segments one was asked, of nearly all.
    expect(await evaluationOf(env, shop.id)).toMatchObject({ underWay: true, done: 150, total: PEOPLE });
    await abortAllDurableObjects();
    await change(shop, { segments: { none: viewed(9) } });
    await oneStep(shop);
    await abortAllDurableObjects();
    await settled(shop);
    expect(await evaluationOf(env, shop.id)).toMatchObject({ underWay: false, done: PEOPLE });
    expect(await sizes(shop)).toEqual({ all: PEOPLE });
    expect(await changesOf(shop)).toEqual([
      { segment: "all", entered: 1, cause: "rule", n: PEOPLE, people: PEOPLE },
      { segment: "none", entered: 0, cause: "rule", n: 300, people: 300 },
      { segment: "none", entered: 1, cause: "rule", n: 300, people: 300 },
    ]);
  });

  it("are looked at from the beginning when the shard learns of newer rules only after a crash", async () => {
    const shop = await aBusyShard();
    await change(shop, { segments: { late: viewed(9) } });
    await oneStep(shop);
    // Newer rules reach the Config object; the shard is down before it hears of them, and wakes in its walk.
    await env.DB.prepare("UPDATE segments SET rule = ?2 WHERE shop = ?1")
      .bind(shop.id, JSON.stringify(viewed(1)))
      .run();
    await env.DB.prepare("UPDATE shops SET revision = revision + 1 WHERE id = ?1").bind(shop.id).run();
    const { rulesRevision } = await configOf(env, shop.id).publish(
      await snapshotOf(env.DB, shop.id, Date.now()),
    );
    await abortAllDurableObjects();
    await startEvaluation(env.DB, shop.id, rulesRevision, Date.now());
    await settled(shop);
    expect(await sizes(shop)).toEqual({ late: PEOPLE });
  });

  it("count as done only when D1 has what came of it", async () => {
    const shop = await aBusyShard();
    await env.DB.prepare("ALTER TABLE membership_changes RENAME TO changes_gone").run();
    await change(shop, { segments: { all: viewed(1) } });
    await oneStep(shop);
    await oneStep(shop);
    expect(await evaluationOf(env, shop.id)).toMatchObject({ underWay: true });
    await env.DB.prepare("ALTER TABLE changes_gone RENAME TO membership_changes").run();
    await abortAllDurableObjects();
    await settled(shop);
    expect(await sizes(shop)).toEqual({ all: PEOPLE });
    // Publishing the same again begins nothing.
    await publishShop(env, shop.id);
    expect(await evaluationOf(env, shop.id)).toMatchObject({ underWay: false });
  });
});
