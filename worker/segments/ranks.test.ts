import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { HOUR } from "../../core/time/zone";
import { aShop, people, type Signed } from "../testing/world";
import { configOf } from "../visit/config";
import { everyMinute } from "../visit/cron";

const now = Date.now();
const best = { rank: "spent", top: { percent: 20 } };
let owner: Signed;
let ids: string[];
let segment: string;

const members = async () => {
  const { results } = await env.DB.prepare(
    "SELECT p.id AS profile FROM memberships m JOIN profiles p ON p.num = m.person WHERE m.shop = ?1 AND m.segment = ?2 ORDER BY p.id",
  )
    .bind(owner.shop, segment)
    .all<{ profile: string }>();
  return results.map(({ profile }) => profile);
};
const count = async (rule: unknown) => (await owner.call("POST", "/rules/count", { rule })).json.counts[0];
const lines = async () => (await configOf(env, owner.shop).snapshot())!.cutoffs.map(([, cutoff]) => cutoff);

beforeAll(async () => {
  owner = await aShop();
  // Ten buyers and five who never bought; two of the buyers share the second place.
  ids = await people(owner.shop, [
    ...[1000, 900, 900, 700, 600, 500, 400, 300, 200, 100].map((spent) => ({ attributes: { spent } })),
    ...Array.from({ length: 5 }, () => ({})),
  ]);
  const { json } = await owner.call("POST", "/segments", { name: "Best", kind: "dynamic", rule: best });
  segment = json.id;
});

it("refuses to save what could never be counted", async () => {
  const slow = {
    attribute: "days_since_last_order",
    is: "moreThan",
    value: { attribute: "days_since_first_order" },
  };
  const saved = await owner.call("POST", "/segments", {
    name: "Long",
    kind: "dynamic",
    rule: { all: Array.from({ length: 150 }, () => slow) },
  });
  expect(saved.status).toBe(422);
  expect(saved.json.errors).toEqual([expect.objectContaining({ path: "rule" })]);
});

describe("a rank", () => {
  it("holds for those at its line, all of equals among them, and for nobody without the fact", async () => {
    expect(await members()).toEqual(ids.slice(0, 3).sort());
    expect(await count(best)).toBe(3);
    expect(await lines()).toEqual([900]);
  });

  it("is counted before any segment has it", async () => {
    expect(await count({ rank: "spent", bottom: { people: 2 } })).toBe(2);
    expect(await count({ rank: "spent", bottom: { people: 1000 } })).toBe(10);
    expect(await count({ not: { rank: "spent", top: { people: 1 } } })).toBe(14);
    expect(await count({ rank: "days_since_last_seen", top: { percent: 1 } })).toBe(15);
    expect(await count({ rank: "clv", top: { percent: 100 } })).toBe(0);
    expect(await lines()).toEqual([900]);
  });

  it("says why by the line in force", async () => {
    const { json } = await owner.call("GET", `/profiles/${ids[1]}/why/${segment}`);
    expect(json).toMatchObject({ member: true, holds: true, sentence: "is in the top 20 % by total spent" });
    expect(json.why).toMatchObject({
      fact: 900,
      about: { id: "spent", unit: "amount" },
      needs: "the top 20 %",
    });
  });

  it("moves its line within the hour, and people with it", async () => {
    const [richer] = await people(owner.shop, [{ attributes: { spent: 2000 } }]);
    await everyMinute(env, now + 30 * 60_000);
    expect(await lines()).toEqual([900]);
    await people(owner.shop, [{ attributes: { spent: 3000 } }, { attributes: { spent: 4000 } }]);
    await everyMinute(env, now + 2 * HOUR);
    await everyMinute(env, now + 2 * HOUR + 60_000);
    expect(await lines()).toEqual([2000]);
    expect(await members()).toContain(richer);
    expect(await members()).toHaveLength(3);
  });

  it("has no line any more when no rule asks for it", async () => {
    await owner.call("PATCH", `/segments/${segment}`, { rule: { all: [] } });
    expect(await lines()).toEqual([]);
  });
});
