import { describe, expect, it } from "vitest";
import { newId } from "../../core/ids";
import type { Rule } from "../../core/rules/rule";
import { clockIn, HOUR, printDay } from "../../core/time/zone";
import { aMember, aShop, type PersonInput, people } from "../testing/world";

const clock = clockIn("Europe/Berlin", Date.now());
/** Noon of a day of the shop, counted back from today. */
const noon = (daysAgo: number) => clock.startOf(clock.today - daysAgo) + 12 * HOUR;
const day = (daysAgo: number) => printDay(clock.today - daysAgo);

const aBuyer = (...orders: number[]): PersonInput => ({
  id: newId(),
  attributes: { orders: orders.length, country: "DE", first_seen_at: noon(100) },
  did: orders.map((daysAgo) => ({ kind: "ordered", at: noon(daysAgo) })),
});

describe("time travel", () => {
  it("tells who would have been in on each of the last 90 days, by a rule that nobody saved", async () => {
    const owner = await aShop();
    await people(owner.shop, [aBuyer(95, 40), aBuyer(40, 10), aBuyer()]);
    const rule: Rule = { attribute: "orders", is: "atLeast", value: 2 };
    const { json } = await owner.call("POST", "/rules/rewind", { rule });
    expect(json).toMatchObject({ exact: true, total: 3, sampled: 3, timeZone: "Europe/Berlin" });
    const expected = Array.from({ length: 90 }, (_, i) => 89 - i).map((daysAgo) => {
      const n = daysAgo > 40 ? 0 : daysAgo > 10 ? 1 : 2;
      return { day: day(daysAgo), people: n, low: n, high: n };
    });
    expect(json.days).toEqual(expected);
    expect(json).toMatchObject({ asOfToday: [], roughly: [], segments: [], reaches: noon(100) });
  });

  it("agrees with counting for today", async () => {
    const owner = await aShop();
    await people(owner.shop, [aBuyer(3), aBuyer(70, 10), aBuyer()]);
    for (const rule of [
      { did: "ordered", during: { inTheLast: [5, "days"] } },
      { not: { did: "ordered", times: { atLeast: 2 } } },
      { any: [{ attribute: "country", is: "equals", value: "AT" }, { did: "ordered" }] },
    ]) {
      const counted = (await owner.call("POST", "/rules/count", { rule })).json.counts[0];
      const { json } = await owner.call("POST", "/rules/rewind", { rule, days: 7 });
      expect(json.days).toHaveLength(7);
      expect(json.days.at(-1)).toMatchObject({ day: day(0), people: counted });
    }
  });

  it("works out computed attributes as of each day, and says what of them it cannot know", async () => {
    const owner = await aShop();
    await people(owner.shop, [aBuyer(95, 40), aBuyer(3)]);
    const define = (key: string, computed: unknown) =>
      owner.call("POST", "/attributes", { key, label: key, computed });
    await define("bought_lately", {
      measure: "count",
      of: { did: "ordered", during: { inTheLast: [30, "days"] } },
    });
    await define("score", {
      score: [
        { when: { attribute: "bought_lately", is: "atLeast", value: 1 }, points: 5 },
        { when: { attribute: "country", is: "equals", value: "AT" }, points: 5 },
      ],
    });
    const rule: Rule = { attribute: "score", is: "equals", value: 5 };
    const { json } = await owner.call("POST", "/rules/rewind", { rule, days: 50 });
    const counts = json.days.map((one: { people: number }) => one.people).reverse();
    expect(counts).toEqual(
      Array.from({ length: 50 }, (_, daysAgo) => (daysAgo <= 3 || (daysAgo >= 10 && daysAgo <= 40) ? 1 : 0)),
    );
    expect(json.asOfToday).toEqual(["score"]);
    const lately: Rule = { attribute: "bought_lately", is: "atLeast", value: 1 };
    expect((await owner.call("POST", "/rules/rewind", { rule: lately })).json.asOfToday).toEqual([]);
  });

  it("says plainly what it cannot know", async () => {
    const owner = await aShop();
    const { json: segment } = await owner.call("POST", "/segments", { name: "VIP", rule: { any: [] } });
    await people(owner.shop, [aBuyer(10)]);
    const rule: Rule = {
      all: [
        { attribute: "country", is: "equals", value: "DE" },
        { attribute: "cart_total", is: "unknown" },
        { attribute: "orders", is: "known" },
        { not: { segment: segment.id } },
      ],
    };
    const { json } = await owner.call("POST", "/rules/rewind", { rule });
    expect(json).toMatchObject({
      asOfToday: ["Country"],
      roughly: ["Cart total"],
      segments: [{ id: segment.id, name: "VIP", since: segment.createdAt }],
    });
  });

  it("asks the record of memberships for other segments", async () => {
    const owner = await aShop();
    const { json: segment } = await owner.call("POST", "/segments", { name: "VIP", kind: "static" });
    await people(owner.shop, [{ ...aBuyer(), memberships: { [segment.id]: noon(5) } }]);
    const { json } = await owner.call("POST", "/rules/rewind", { rule: { segment: segment.id }, days: 8 });
    expect(json.days.map((d: { people: number }) => d.people)).toEqual([0, 0, 1, 1, 1, 1, 1, 1]);
    expect(json.segments).toMatchObject([{ since: noon(5) }]);
  });

  it("estimates from a random sample in a large shop, and says so", async () => {
    const owner = await aShop();
    const size = 6_000;
    for (let i = 0; i < size; i += 1_000)
      await people(
        owner.shop,
        Array.from({ length: 1_000 }, (_, j) => aBuyer(...((i + j) % 4 === 0 ? [20] : []))),
      );
    const { json } = await owner.call("POST", "/rules/rewind", { rule: { did: "ordered" } });
    expect(json).toMatchObject({ exact: false, total: size, sampled: 2_000 });
    const { people: today, low, high } = json.days.at(-1);
    expect(low < today && today < high && high - low < size * 0.05).toBe(true);
    // True but for one run in some millions: three times the interval's width.
    expect(Math.abs(today - size / 4)).toBeLessThan(1.5 * (high - low));
    expect(json.days[0]).toMatchObject({ people: 0, low: 0 });
    expect(json.days[0].high).toBeGreaterThan(0);
  });

  it("keeps analysts from asking for names, and shops apart", async () => {
    const owner = await aShop();
    await people(owner.shop, [aBuyer(1)]);
    const analyst = await aMember(owner.shop, "analyst");
    const rule = { attribute: "email", is: "startsWith", value: "anna" };
    expect((await analyst.call("POST", "/rules/rewind", { rule })).status).toBe(403);
    const other = await aShop();
    const { json } = await other.call("POST", "/rules/rewind", { rule: { all: [] } });
    expect(json).toMatchObject({ total: 0, reaches: null, exact: true });
    expect(json.days[0].people).toBe(0);
    const days = await owner.call("POST", "/rules/rewind", { rule: { all: [] }, days: 91 });
    expect(days.status).toBe(422);
  });
});
