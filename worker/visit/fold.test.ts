/** Somebody of whom very much is known: their document stays small, and every reader still says the same of them. */
import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { MOST_CHARACTERS } from "../../core/profiles/fold-history";
import type { Rule } from "../../core/rules/rule";
import { DAY } from "../../core/time/zone";
import { tellEvents } from "../customers/customers";
import { tellPeople } from "../profiles/recognise";
import { aBrowser, aShop, flushed, pageView, type TestShop } from "../testing/shop";

const CALLS = 2500;
const segments: Record<string, Rule> = {
  callers: { did: "event", named: "call", times: { atLeast: CALLS } },
  many: { did: "event", times: { atLeast: CALLS + 1 } },
  lately: { did: "event", times: { atLeast: 740 }, during: { inTheLast: [150, "days"] } },
};
const ANN = { kind: "email" as const, value: "ann@x.example", written: "ann@x.example" };
const NOW = Date.now();

/** Five calls of each day, oldest first. */
const calls = Array.from({ length: CALLS }, (_, i) => ({
  ...{ id: String(i), name: "call", customer: { email: ANN.value } },
  at: NOW - Math.floor((CALLS - 1 - i) / 5) * DAY - 1000 + (i % 5),
}));

interface Known {
  id: string;
  home: string | null;
  length: number;
  segments: string[];
  times: number;
  rows: number;
}

/** Of each person what D1 has, after it was seen to be what their document says. */
async function known(shop: TestShop): Promise<Known[]> {
  await flushed();
  await flushed();
  const { results } = await env.DB.prepare(
    `SELECT p.id, p.num, p.home, d.document FROM profiles p JOIN profile_documents d ON d.num = p.num WHERE p.shop = ?1`,
  )
    .bind(shop.id)
    .all<{ id: string; num: number; home: string | null; document: string }>();
  return Promise.all(
    results.map(async ({ num, document, ...profile }) => {
      const all = await env.DB.prepare("SELECT kind, at, id, times FROM activities WHERE person = ?1")
        .bind(num)
        .all<{ kind: string; at: number; id: string; times: number }>();
      const rows = all.results.map(({ kind, at, id, times }) => `${kind} ${at} ${id} ${times}`).sort();
      const { history } = JSON.parse(document) as { history: Record<string, typeof all.results> };
      const entries = Object.entries(history).flatMap(([kind, list]) =>
        list.map(({ at, id, times }) => `${kind} ${at} ${id} ${times}`),
      );
      expect(rows).toEqual(entries.sort());
      const { results: memberships } = await env.DB.prepare(
        "SELECT segment FROM memberships WHERE person = ?1 ORDER BY segment",
      )
        .bind(num)
        .all<{ segment: string }>();
      const calls = all.results.filter(({ kind }) => kind === "event");
      return {
        ...profile,
        length: document.length,
        segments: memberships.map(({ segment }) => segment),
        times: calls.reduce((sum, { times }) => sum + times, 0),
        rows: calls.length,
      };
    }),
  );
}

describe("somebody with very many activities", () => {
  it("is kept as daily totals of what is long ago, which count as often", async () => {
    const shop = await aShop({ segments });
    const answers = await tellEvents(env, shop.id, calls);
    expect(answers.flatMap(({ problems }) => problems)).toEqual([]);
    const [ann] = await known(shop);
    expect(ann).toMatchObject({ times: CALLS, segments: ["callers", "lately"] });
    expect(ann!.length).toBeLessThan(MOST_CHARACTERS);
    expect(ann!.rows).toBeLessThan(1200);

    // Told again, what is young counts once, and of what is old it is said that nobody can tell.
    const again = (await tellEvents(env, shop.id, calls)).flatMap(({ problems }) => problems);
    expect(again.length).toBeGreaterThan(1000);
    expect(new Set(again.map(({ path, reason }) => `${path}: ${reason}`)).size).toBe(1);
    expect(await known(shop)).toEqual([ann]);
  });

  it("becomes one with a browser's profile, and two again, losing nothing", async () => {
    const shop = await aShop({ segments });
    const browser = aBrowser(shop);
    await browser.tell(pageView);
    const [visitor] = await known(shop);
    // Known after the browser: hers becomes part of its profile.
    const [ann] = await tellPeople(
      env,
      shop.id,
      [{ identities: [ANN], commands: [], at: Date.now() }],
      "import",
    );
    await tellEvents(env, shop.id, calls.slice(0, 2000));
    // It grows there while D1 does not know of the merge yet.
    const shard = env.SHARDS.get(env.SHARDS.idFromName(visitor!.home!));
    const call = { shop: shop.id, name: visitor!.home!, revision: 0 };
    await shard.join(call, [[visitor!.id, ann!.profile]]);
    await tellEvents(env, shop.id, calls.slice(2000));
    await expect.poll(async () => (await known(shop)).length, { timeout: 20_000 }).toBe(1);
    const [one] = await known(shop);
    expect(one).toMatchObject({ times: CALLS, segments: ["callers", "lately"] });
    expect((await browser.tell(pageView)).body.segments).toEqual(["callers", "lately"]);

    const merge = await env.DB.prepare("SELECT id FROM merges WHERE shop = ?1")
      .bind(shop.id)
      .first<string>("id");
    expect(await shard.part(call, merge!)).toBe(true);
    await expect.poll(async () => (await known(shop)).length, { timeout: 20_000 }).toBe(2);
    const times = (await known(shop)).map((person) => person.times).reduce((sum, n) => sum + n, 0);
    expect(times).toBe(CALLS);
  });
});
