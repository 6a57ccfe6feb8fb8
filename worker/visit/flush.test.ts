import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { attributesOf } from "../../core/attributes/standard";
import { activity, newProfile, type Profile } from "../../core/profiles/profile";
import { aShop, type Signed } from "../testing/world";
import { flushToD1 } from "./flush";

const tier = { key: "tier", label: "Tier", group: "Other", type: "shortText" } as const;
let owner: Signed;

beforeAll(async () => {
  owner = await aShop();
});

const flush = (...profiles: Profile[]) =>
  flushToD1(env.DB, {
    ...{ shop: owner.shop, home: null, currency: "EUR", attributes: attributesOf([tier]), now: 1 },
    rows: profiles.map((profile) => ({
      profile,
      entry: { activities: profile.history.bought!.map((bought) => ({ kind: "bought", activity: bought })) },
    })),
  });

function aBuyer(id: string, version: number, times: number): Profile {
  const profile = newProfile(id, 0);
  profile.version = version;
  profile.attributes = {
    orders: times,
    city: "Zürich",
    first_name: `Version ${version}`,
    tier: `Tier ${version}`,
  };
  profile.history.bought = Array.from({ length: times }, (_, i) => activity({ at: 100 + i, id: `${i}` }));
  return profile;
}

const all = async () => {
  const tables = ["profiles", "profile_details", "profile_documents", "attribute_values", "activities"];
  const results = await env.DB.batch<Record<string, unknown>>([
    ...tables.map((table) => env.DB.prepare(`SELECT * FROM ${table} WHERE shop = ?1`).bind(owner.shop)),
    env.DB.prepare("SELECT people FROM shops WHERE id = ?1").bind(owner.shop),
  ]);
  return results.map(({ results }) => results);
};

describe("a flush", () => {
  it("that comes twice, or after a newer one, changes nothing", async () => {
    const [older, newer] = [aBuyer("one", 4, 2), aBuyer("one", 5, 3)];
    await flush(older);
    await flush(newer, aBuyer("two", 1, 1));
    const before = await all();
    expect(before[0]).toMatchObject([
      { id: "one", version: 5, orders: 3, city: "zurich", bought_times: 3, bought_last: 102 },
      { id: "two", version: 1, bought_times: 1 },
    ]);
    expect(before[1]).toMatchObject([{ first_name: "version 5" }, { first_name: "version 1" }]);
    expect(before[3]!.map(({ value }) => value).sort()).toEqual(["tier 1", "tier 5"]);
    expect(before[5]).toEqual([{ people: 2 }]);
    await flush(older);
    expect(await all()).toEqual(before);
    await flush(newer, aBuyer("two", 1, 1));
    expect(await all()).toEqual(before);
  });

  it("takes away what a profile no longer has", async () => {
    const profile = aBuyer("three", 1, 1);
    await flush(profile);
    profile.version = 2;
    profile.attributes = {};
    await flush(profile);
    const [profiles, details, , values] = await all();
    expect(profiles!.at(-1)).toMatchObject({ id: "three", orders: null, city: null });
    expect(details!.at(-1)).toMatchObject({ first_name: null });
    expect(values).toHaveLength(2);
  });
});
