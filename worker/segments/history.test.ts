import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateProfile } from "../../core/profiles/memberships";
import { newProfile } from "../../core/profiles/profile";
import { compileSegments } from "../../core/rules/segments";
import { clockIn, DAY, HOUR, MINUTE, printDay } from "../../core/time/zone";
import { shopContext } from "../shops/context";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { flushToD1 } from "../visit/flush";
import { recordSizes } from "./daily-sizes";

const clock = clockIn("Europe/Berlin", Date.now());
/** So many hours into a day of the shop's zone, counted back from today. */
const on = (daysAgo: number, hours: number) => clock.startOf(clock.today - daysAgo) + hours * HOUR;
const day = (daysAgo: number) => printDay(clock.today - daysAgo);

/** One person who enters and leaves the segments in turn, as real evaluation would tell it. */
async function comeAndGo(shop: string, segment: string, id: string, ...times: number[]) {
  const { attributes } = await shopContext(env, shop);
  const profile = newProfile(id, times[0]!);
  for (const [i, at] of times.entries()) {
    const rule = i % 2 === 0 ? { all: [] } : { any: [] };
    const compiled = compileSegments([{ id: segment, rule }], attributes, clockIn("Europe/Berlin", at));
    profile.version++;
    const { changes } = evaluateProfile(profile, compiled, () => true, at, i === 0 ? "import" : "time");
    await flushToD1(env.DB, {
      ...{ shop, home: null, currency: "EUR", attributes, now: at },
      rows: [{ profile, entry: { changes } }],
    });
  }
}

let owner: Signed;
let segment: string;
const history = async (days = 90) => {
  const { json } = await owner.call("GET", `/segments/${segment}/history?days=${days}`);
  return json.days.map((d: { day: string; size: number; entered: number; left: number }) => [
    d.day,
    d.size,
    d.entered,
    d.left,
  ]);
};

beforeAll(async () => {
  owner = await aShop();
  const { json } = await owner.call("POST", "/segments", { name: "Buyers", rule: { all: [] } });
  segment = json.id;
  // The last minute of a day, the first of the next, and once around within a day.
  await comeAndGo(owner.shop, segment, "early", on(4, 0) - MINUTE);
  await comeAndGo(owner.shop, segment, "midnight", on(4, 0), on(2, 9));
  await comeAndGo(owner.shop, segment, "twice", on(2, 8), on(2, 10), on(2, 12));
});

const expected = () => [
  [day(5), 1, 1, 0],
  [day(4), 2, 1, 0],
  [day(3), 2, 0, 0],
  [day(2), 2, 2, 2],
  [day(1), 2, 0, 0],
  [day(0), 2, 0, 0],
];

describe("the history of a segment", () => {
  it("tells each day's size and who came and went, in the shop's days, before anything was written down", async () => {
    expect(await history()).toEqual(expected());
    expect(await history(2)).toEqual(expected().slice(-2));
  });

  it("stays the same when cron has written it down, and is written once a night", async () => {
    await recordSizes(env, Date.now());
    const written = () =>
      env.DB.prepare("SELECT count(*) AS n FROM segment_days WHERE shop = ?1").bind(owner.shop).first("n");
    expect(await written()).toBe(5);
    expect(await history()).toEqual(expected());
    const due = await env.DB.prepare("SELECT sizes_due_at FROM shops WHERE id = ?1").bind(owner.shop).first();
    expect(due).toEqual({ sizes_due_at: on(-1, 0) + 5 * MINUTE });
    // What is written is what is read.
    await env.DB.prepare("UPDATE segment_days SET size = 7 WHERE shop = ?1 AND day = ?2")
      .bind(owner.shop, clock.today - 3)
      .run();
    await recordSizes(env, Date.now());
    expect((await history())[2]).toEqual([day(3), 7, 0, 0]);
    await env.DB.prepare("UPDATE segment_days SET size = 2 WHERE shop = ?1 AND day = ?2")
      .bind(owner.shop, clock.today - 3)
      .run();
  });

  it("makes up nights that were missed, and mends the last two by what came late", async () => {
    await env.DB.prepare("DELETE FROM segment_days WHERE shop = ?1 AND day > ?2")
      .bind(owner.shop, clock.today - 4)
      .run();
    await env.DB.prepare("UPDATE shops SET sizes_due_at = ?2 WHERE id = ?1")
      .bind(owner.shop, on(2, 0) + 5 * MINUTE)
      .run();
    await comeAndGo(owner.shop, segment, "late", on(4, 20));
    await recordSizes(env, Date.now());
    expect(await history()).toEqual([
      [day(5), 1, 1, 0],
      [day(4), 3, 2, 0],
      ...expected()
        .slice(2)
        .map(([d, size, entered, left]) => [d, Number(size) + 1, entered, left]),
    ]);
  });

  it("lists who entered or left on a day, with cause and time, in pages", async () => {
    const list = async (query: string) =>
      (await owner.call("GET", `/segments/${segment}/changes?${query}`)).json.items.map(
        (item: { person: { id: string }; entered: boolean; cause: string; at: number }) => [
          item.person.id,
          item.entered,
          item.cause,
          item.at,
        ],
      );
    expect(await list(`day=${day(2)}`)).toEqual([
      ["twice", true, "time", on(2, 12)],
      ["twice", false, "time", on(2, 10)],
      ["midnight", false, "time", on(2, 9)],
      ["twice", true, "import", on(2, 8)],
    ]);
    expect(await list(`day=${day(2)}&entered=false`)).toHaveLength(2);
    expect(await list(`day=${day(1)}`)).toEqual([]);
    for (let i = 0; i < 60; i++) await comeAndGo(owner.shop, segment, `many${i}`, on(1, 5) + i);
    const first = (await owner.call("GET", `/segments/${segment}/changes?day=${day(1)}`)).json;
    const second = (
      await owner.call("GET", `/segments/${segment}/changes?day=${day(1)}&cursor=${first.next}`)
    ).json;
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 10, null]);
  });

  it("is not shown beyond 400 days, nor to another shop", async () => {
    const asked = await owner.call("GET", `/segments/${segment}/history?days=401`);
    expect(asked).toMatchObject({ status: 422, json: { errors: [{ path: "days" }] } });
    const wrong = await owner.call("GET", `/segments/${segment}/changes?day=2026-13-01`);
    expect(wrong.json.errors).toEqual([{ path: "day", reason: "must be a date such as 2026-11-27" }]);
    const other = await aShop();
    expect((await other.call("GET", `/segments/${segment}/history`)).json.days).toEqual([]);
    const analyst = await aMember(owner.shop, "analyst");
    expect((await analyst.call("GET", `/segments/${segment}/history?days=1`)).status).toBe(200);
  });

  it("goes on where it was when a segment was archived meanwhile: nobody enters twice", async () => {
    const shop = await aShop();
    await people(shop.shop, [{ attributes: { orders: 1 } }, { attributes: { orders: 2 } }]);
    const create = (name: string, n: number) =>
      shop.call("POST", "/segments", { name, rule: { attribute: "orders", is: "atLeast", value: n } });
    const { id } = (await create("Buyers", 1)).json;
    const days = async () => (await shop.call("GET", `/segments/${id}/history`)).json.days;
    expect(await days()).toEqual([{ day: day(0), size: 2, entered: 2, left: 0 }]);
    await shop.call("PATCH", `/segments/${id}`, { archived: true });
    await create("Buyers again", 2);
    await shop.call("PATCH", `/segments/${id}`, { archived: false });
    expect(await days()).toEqual([{ day: day(0), size: 2, entered: 2, left: 0 }]);
  });

  it("goes with the segment", async () => {
    await owner.call("DELETE", `/segments/${segment}`);
    expect(await history()).toEqual([]);
    const { results } = await env.DB.prepare("SELECT * FROM segment_days WHERE segment = ?1")
      .bind(segment)
      .all();
    expect(results).toEqual([]);
  });
});

describe("a shop's midnight", () => {
  it("is its own", async () => {
    const shop = await aShop({ timeZone: "Pacific/Auckland" });
    await shop.call("POST", "/segments", { name: "All", rule: { all: [] } });
    const now = Date.now() + 3 * DAY;
    const there = clockIn("Pacific/Auckland", now);
    await recordSizes(env, now);
    const { results } = await env.DB.prepare(
      "SELECT max(day) AS day, min(day) AS first FROM segment_days WHERE shop = ?1",
    )
      .bind(shop.shop)
      .all();
    expect(results).toEqual([{ day: there.today - 1, first: there.dayOf(Date.now()) }]);
  });
});
