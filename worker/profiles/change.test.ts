import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { aBrowser, flushed, pageView } from "../testing/shop";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { tellPeople } from "./recognise";

let owner: Signed;
let analyst: Signed;
let fixed: string;
const vips: Rule = { attribute: "tags", is: "hasAny", value: ["vip"] };
const SOON = { timeout: 10_000 };

beforeAll(async () => {
  owner = await aShop({ consent: "not_required", origin: "https://shop.example" });
  analyst = await aMember(owner.shop, "analyst");
  fixed = (await owner.call("POST", "/segments", { name: "Fixed", kind: "static" })).json.id;
  await owner.call("POST", "/segments", { name: "VIPs", rule: vips, visible: true });
});

const told = async (email: string) =>
  (
    await tellPeople(
      env,
      owner.shop,
      [
        {
          identities: [{ kind: "email", value: email, written: email }],
          commands: [],
          at: Date.now() - 5_000,
        },
      ],
      "import",
    )
  )[0]!.profile;
const shopOf = async () => {
  const { key } = (await owner.call("GET", "/keys")).json.keys[0];
  return { id: owner.shop, key };
};
/** Somebody who was seen in a browser, so that a shard owns them. */
async function seen() {
  const before = new Set(await idsOf());
  const browser = aBrowser(await shopOf());
  await browser.tell(pageView);
  await flushed();
  const id = (await idsOf()).find((one) => !before.has(one))!;
  return { id, browser };
}
const rows = async (sql: string, ...values: unknown[]) =>
  (
    await env.DB.prepare(sql)
      .bind(...values)
      .all()
  ).results;
const idsOf = async () =>
  (await rows("SELECT id FROM profiles WHERE shop = ?1", owner.shop)).map(({ id }) => id as string);
const edit = (id: string, body: object, by = owner) => by.call("PATCH", `/profiles/${id}`, body);
const factOf = (page: { groups: { attributes: { key: string; value: unknown }[] }[] }, key: string) =>
  page.groups.flatMap(({ attributes }) => attributes).find((fact) => fact.key === key)?.value;
const identityRows = (id: string) =>
  rows(
    "SELECT kind, value, verified FROM identities WHERE shop = ?1 AND profile = ?2 ORDER BY value",
    owner.shop,
    id,
  );

describe.each(["in D1", "in a shard"])("a person who lives %s", (where) => {
  const somebody = async (email: string) => {
    if (where === "in D1") return told(email);
    const { id } = await seen();
    await edit(id, { identify: [{ kind: "email", value: email, verified: true }] });
    await flushed();
    return id;
  };

  it("is edited, and the answer shows them as they are then, segments too", async () => {
    const id = await somebody(`ann.${where.length}@x.example`);
    const { status, json } = await edit(id, {
      attributes: { first_name: "Ann", birthday: "1990-02-03", gender: "female" },
      add: { tags: ["vip", "b2b"] },
      join: [fixed],
    });
    expect(status, JSON.stringify(json)).toBe(200);
    expect([factOf(json, "first_name"), factOf(json, "birthday"), factOf(json, "tags")]).toEqual([
      "Ann",
      Date.UTC(1990, 1, 3),
      ["vip", "b2b"],
    ]);
    expect(json.segments.map(({ name }: { name: string }) => name).sort()).toEqual(["Fixed", "VIPs"]);
    const after = (
      await edit(id, { attributes: { gender: null }, remove: { tags: ["vip"] }, leave: [fixed] })
    ).json;
    expect([factOf(after, "gender"), factOf(after, "tags"), after.segments]).toEqual([null, ["b2b"], []]);
    await flushed();
    const moves = await rows("SELECT segment, entered, cause FROM membership_changes WHERE profile = ?1", id);
    expect(moves).toHaveLength(4);
    expect((await analyst.call("GET", "/tags")).json.tags).toContain("b2b");
    expect(new Set(moves.map(({ cause }) => cause))).toEqual(new Set(["hand"]));
    expect(
      await rows("SELECT 1 FROM memberships m JOIN profiles p ON p.num = m.person WHERE p.id = ?1", id),
    ).toEqual([]);
  });

  it("keeps everything as it was when one part does not fit, and says which and why", async () => {
    const id = await somebody(`bo.${where.length}@x.example`);
    const { status, json } = await edit(id, {
      attributes: { first_name: "Bo", gender: "?", orders: 3 },
      add: { nosuch: ["a"] },
    });
    expect(status).toBe(422);
    expect(json.errors).toEqual([
      { path: "attributes.gender", reason: "must be one of female, male, other" },
      { path: "attributes.orders", reason: "is worked out by Vitrine and cannot be set" },
      { path: "add.nosuch", reason: "is not an attribute of this shop" },
    ]);
    expect((await edit(id, { identify: [{ kind: "email", value: "no" }] })).json.errors).toEqual([
      { path: "identify[0].value", reason: "must be an email address" },
    ]);
    expect(factOf((await owner.call("GET", `/profiles/${id}`)).json, "first_name")).toBeNull();
  });

  it("gets, proves, chooses and loses identities, and D1 knows each as it is", async () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => `${name}.${where.length}@cy.example`) as [
      string,
      string,
      string,
    ];
    const id = await somebody(a);
    await edit(id, { identify: [{ kind: "email", value: b.toUpperCase() }] });
    await flushed();
    expect(await identityRows(id)).toEqual([
      { kind: "email", value: a, verified: 1 },
      { kind: "email", value: b, verified: 0 },
    ]);
    const { json } = await edit(id, { primary: { kind: "email", value: b } });
    expect(factOf(json, "email")).toBe(b.toUpperCase());
    expect(json.identities.map(({ primary }: { primary: boolean }) => primary)).toEqual([false, true]);
    await edit(id, {
      forget: [{ kind: "email", value: a }],
      identify: [
        { kind: "email", value: b, verified: true },
        { kind: "email", value: c },
      ],
    });
    await expect
      .poll(() => flushed().then(() => identityRows(id)), SOON)
      .toEqual([
        { kind: "email", value: b, verified: 1 },
        { kind: "email", value: c, verified: 0 },
      ]);
    // What was removed can be anybody's.
    const other = await told(a);
    expect(other).not.toBe(id);
    const taken = await edit(other, { identify: [{ kind: "email", value: b, verified: true }] });
    expect(taken.status).toBe(409);
    expect(taken.json.owner).toEqual({ id, name: b });
  });

  it("agrees and takes it back, each with its proof", async () => {
    const id = await somebody(`di.${where.length}@x.example`);
    await edit(id, { consent: { channel: "sms", given: true, text: "Told us on the phone" } });
    const { json } = await edit(id, { consent: { channel: "sms", given: false, text: "Wrote to us" } });
    expect(json.consents).toMatchObject([
      { channel: "sms", text: "Told us on the phone", version: "by hand" },
      { channel: "sms", given: false, text: "Wrote to us" },
    ]);
    expect(json.channels).toEqual([
      { channel: "email", given: null, at: null },
      { channel: "sms", given: false, at: json.consents[1].at },
      { channel: "push", given: null, at: null },
    ]);
  });
});

describe("roles", () => {
  it("an analyst changes nobody", async () => {
    const id = await told("eve@x.example");
    expect((await edit(id, { attributes: { first_name: "Eve" } }, analyst)).status).toBe(403);
  });

  it("nobody can be put into a dynamic segment", async () => {
    const id = await told("flo@x.example");
    const segment = (await owner.call("GET", "/segments")).json.segments.find(
      ({ kind }: { kind: string }) => kind === "dynamic",
    );
    const { json } = await edit(id, { join: [segment.id, "nosuch"] });
    expect(json.errors).toEqual([
      { path: "join[0]", reason: "is a dynamic segment: its rule decides who is in it" },
      { path: "join[1]", reason: "is not a segment of this shop" },
    ]);
  });
});

describe("two people who are one", () => {
  it("become one by hand, the old address leads to the one that stays, and are parted again", async () => {
    const [imported, { id: browsing }] = [await told("gus@x.example"), await seen()];
    await edit(browsing, { attributes: { city: "Graz" }, join: [fixed] });
    const { status, json } = await owner.call("POST", `/profiles/${browsing}/merges`, { with: imported });
    expect([status, json]).toEqual([200, { stays: imported, goes: browsing }]);
    const page = async (id: string) => (await owner.call("GET", `/profiles/${id}`)).json;
    await expect.poll(() => flushed().then(() => page(browsing)), SOON).toMatchObject({ id: imported });
    const merged = await page(imported);
    expect([factOf(merged, "city"), factOf(merged, "email")]).toEqual(["Graz", "gus@x.example"]);
    expect(merged.merges).toMatchObject([{ profile: browsing, name: null, undoUntil: expect.any(Number) }]);
    // What the other went through is still told.
    await expect
      .poll(
        async () =>
          (await owner.call("GET", `/profiles/${imported}/timeline?kinds=entered_segment`)).json.items.length,
        SOON,
      )
      .toBeGreaterThan(0);
    const [{ id: merge }] = merged.merges;
    expect((await analyst.call("DELETE", `/profiles/${imported}/merges/${merge}`)).status).toBe(403);
    expect((await owner.call("DELETE", `/profiles/${browsing}/merges/${merge}`)).status).toBe(204);
    await expect.poll(() => flushed().then(() => page(browsing)), SOON).toMatchObject({ id: browsing });
    expect((await page(imported)).merges).toEqual([]);
    expect(factOf(await page(imported), "city")).toBeNull();
  });

  it("of whom both were only imported become one, too", async () => {
    const [one, other] = [await told("hal@x.example"), await told("hal@y.example")];
    const { json } = await owner.call("POST", `/profiles/${one}/merges`, { with: other });
    const ids = async () => (await idsOf()).filter((id) => id === one || id === other);
    await expect.poll(() => flushed().then(ids), SOON).toEqual([json.stays]);
    expect(await identityRows(json.stays)).toMatchObject([
      { value: "hal@x.example" },
      { value: "hal@y.example" },
    ]);
  });

  it("must be two, of this shop", async () => {
    const id = await told("ida@x.example");
    const merge = async (other: string) =>
      (await owner.call("POST", `/profiles/${id}/merges`, { with: other })).json.errors;
    expect(await merge(id)).toEqual([{ path: "with", reason: "is this very person already" }]);
    expect(await merge("nobody")).toEqual([{ path: "with", reason: "is not a profile of this shop" }]);
    const theirs = await aShop();
    const [stranger] = await people(theirs.shop, [{}]);
    expect(await merge(stranger!)).toEqual([{ path: "with", reason: "is not a profile of this shop" }]);
  });
});
