import { abortAllDurableObjects, env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Command } from "../../core/profiles/commands";
import type { Rule } from "../../core/rules/rule";
import { HOUR } from "../../core/time/zone";
import { aBrowser, aShop, flushed, pageView } from "../testing/shop";
import { currentProfile } from "../visit/current";
import { type PersonTold, tellPeople } from "./recognise";
import { tellProfiles } from "./tell";

const NOW = Date.now();
const vip = (at = NOW): Command => ({ do: "add", at, lists: { tags: ["vip"] } });
const segments: Record<string, Rule> = { vips: { attribute: "tags", is: "hasAny", value: ["vip"] } };
const email = (written: string) => ({ kind: "email" as const, value: written.toLowerCase(), written });

const tellOne = async (shop: string, person: PersonTold) =>
  (await tellPeople(env, shop, [person], "import"))[0]!;
const idsOf = async (shop: string) => {
  const { results } = await env.DB.prepare("SELECT id, home FROM profiles WHERE shop = ?1")
    .bind(shop)
    .all<{ id: string; home: string | null }>();
  return results;
};
const entered = (shop: string) =>
  env.DB.prepare("SELECT segment, profile, entered FROM membership_changes WHERE shop = ?1").bind(shop).all();

describe("people who were only imported", () => {
  it("are made once, whoever tells of them and how often, and enter segments at once", async () => {
    const shop = await aShop({ segments });
    const ann = { identities: [email("Ann@x.example")], commands: [vip()], at: NOW - HOUR };
    const [first, second] = await Promise.all([tellOne(shop.id, ann), tellOne(shop.id, ann)]);
    expect(second.profile).toBe(first.profile);
    expect(await idsOf(shop.id)).toEqual([{ id: first.profile, home: null }]);
    expect((await entered(shop.id)).results).toEqual([
      { segment: "vips", profile: first.profile, entered: 1 },
    ]);
    const profile = await currentProfile(env, shop.id, first.profile);
    expect(profile).toMatchObject({
      attributes: { email: "Ann@x.example", tags: ["vip"], identified: true },
      identities: [{ kind: "email", value: "ann@x.example", verified: true }],
      createdAt: NOW - HOUR,
    });
  });

  it("are one within a batch, by any of their identities", async () => {
    const shop = await aShop();
    const customer = { kind: "customer" as const, value: "7", written: "7" };
    const told = await tellPeople(
      env,
      shop.id,
      [
        { identities: [customer, email("bo@x.example")], commands: [], at: NOW },
        { identities: [email("bo@x.example")], commands: [vip()], at: NOW },
      ],
      "import",
    );
    expect(told.map(({ made }) => made)).toEqual([true, false]);
    expect(await idsOf(shop.id)).toHaveLength(1);
  });

  it("keep what fits when something does not, and hear what it was", async () => {
    const shop = await aShop();
    const told = await tellOne(shop.id, {
      identities: [email("cy@x.example")],
      commands: [{ do: "set", at: NOW, attributes: { gender: "?", orders: 3, city: "Graz" } }],
      at: NOW,
    });
    expect(told.problems).toEqual([
      { path: "commands[0].attributes.gender", reason: "must be one of female, male, other" },
      { path: "commands[0].attributes.orders", reason: "is worked out by Vitrine and cannot be set" },
    ]);
    expect((await currentProfile(env, shop.id, told.profile))!.attributes.city).toBe("Graz");
  });
});

it("tells many of whom much is known, or of whom much is told, in parts that D1 takes", async () => {
  const shop = await aShop();
  const text = (i: number) => String(i).padEnd(90_000, "ß");
  const some = Array.from({ length: 40 }, (_, i) => i);
  const known = some.map((i) => ({ identities: [email(`p${i}@x.example`)], at: NOW }));
  const told = await tellPeople(
    env,
    shop.id,
    known.map((one, i) => ({ ...one, commands: [{ do: "event", at: NOW, id: `${i}`, name: text(i) }] })),
    "import",
  );
  const profiles = told.map(({ profile }) => profile);
  // Each twice, far apart: both must count.
  const twice = [...profiles, ...profiles].map((profile, i) => ({
    profile,
    commands: [{ do: "start", at: NOW + i, counts: { orders: i < 40 ? 1 : 4 } } as Command],
  }));
  expect(await tellProfiles(env, shop.id, twice, "import")).toEqual(twice.map(() => []));
  const { results } = await env.DB.prepare("SELECT DISTINCT orders FROM profiles WHERE shop = ?1")
    .bind(shop.id)
    .all();
  expect(results).toEqual([{ orders: 4 }]);
  const last = await currentProfile(env, shop.id, profiles[39]!);
  expect(last!.history.event![0]!.name).toBe(text(39));
});

describe("people who were seen in a browser", () => {
  it("are told by their shard, which keeps it through a crash, and once", async () => {
    const shop = await aShop({ segments });
    const browser = aBrowser(shop);
    await browser.tell(pageView);
    await flushed();
    const { id } = (await idsOf(shop.id))[0]!;
    const told = {
      profile: id,
      commands: [vip(), { do: "start", at: NOW, counts: { orders: 4 } } as Command],
    };
    expect(await tellProfiles(env, shop.id, [told, told], "signal")).toEqual([[], []]);
    await abortAllDurableObjects();
    expect((await browser.tell(pageView)).body.segments).toEqual(["vips"]);
    const stored = async () =>
      (await env.DB.prepare("SELECT page_views, orders FROM profiles WHERE shop = ?1").bind(shop.id).all())
        .results;
    await expect.poll(stored, { timeout: 20_000 }).toEqual([{ page_views: 2, orders: 4 }]);
    expect((await entered(shop.id)).results).toHaveLength(1);
  });
});

it("answers nothing for somebody who is not there, and tells the others", async () => {
  const shop = await aShop();
  const { profile } = await tellOne(shop.id, { identities: [email("di@x.example")], commands: [], at: NOW });
  const other = await aShop();
  expect(
    await tellProfiles(
      env,
      shop.id,
      [
        { profile: "nobody", commands: [vip()] },
        { profile, commands: [vip()] },
      ],
      "signal",
    ),
  ).toEqual([undefined, []]);
  expect(await tellProfiles(env, other.id, [{ profile, commands: [vip()] }], "signal")).toEqual([undefined]);
});
