/** The shop's own tables: defined by members, filled by the shop's server, asked by rules. */
import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { accessOf } from "../privacy/access";
import { askForErasure, carryOut } from "../privacy/erase";
import { aMember, aShop, ORIGIN, request, type Signed } from "../testing/world";
import { everyMinute } from "../visit/cron";
import { currentProfile } from "../visit/current";
import { publishShop } from "../visit/publish";

const AT = Date.now() - 60_000;
const PETS = {
  ...{ key: "pets", label: "Pets", id: "tag", date: "adopted" },
  columns: [
    { key: "tag", label: "Tag", type: "shortText" },
    { key: "species", label: "Species", type: "singleSelect", options: ["Cat", "Dog"] },
    { key: "weight", label: "Weight", type: "number" },
    { key: "adopted", label: "Adopted", type: "date" },
    { key: "vet", label: "Vet", type: "shortText", personal: true },
  ],
};
const CATS: Rule = { has: "pets", where: [{ column: "species", is: "oneOf", value: ["cat"] }] };

let owner: Signed;
let server: (method: string, path: string, body?: unknown) => ReturnType<typeof request>;

beforeAll(async () => {
  owner = await aShop();
  await publishShop(env, owner.shop);
  const { json } = await owner.call("POST", "/tokens", {
    ...{ name: "Warehouse", scopes: ["tables:write", "tables:read"] },
  });
  server = (method, path, body) =>
    request(method, `/api/v1/shops/${owner.shop}${path}`, body, {
      authorization: `Bearer ${json.token}`,
      origin: "",
    });
  expect((await owner.call("POST", "/tables", PETS)).status).toBe(201);
}, 30_000);

const row = (email: string, tag: string, more: object = {}, updatedAt?: number) => ({
  customer: { email: `${email}@x.example` },
  values: { tag, ...more },
  ...(updatedAt && { updatedAt }),
});
const tell = async (...rows: unknown[]) => (await server("PUT", "/tables/pets/rows", { rows })).json;
const holds = async (rule: Rule) =>
  (await owner.call("POST", "/rules/count", { steps: [rule] })).json as { counts?: number[] };
const profileOf = async (email: string) => {
  const row = await env.DB.prepare("SELECT profile FROM identities WHERE shop = ?1 AND value = ?2")
    .bind(owner.shop, `${email}@x.example`)
    .first<{ profile: string }>();
  return row!.profile;
};

describe("a table", () => {
  it("is refused with each thing that is wrong with it", async () => {
    const { status, json } = await owner.call("POST", "/tables", {
      ...{ key: "pets", label: "pets", id: "adopted", date: "species" },
      columns: [
        ...PETS.columns.slice(1, 4),
        { key: "species", label: "SPECIES", type: "radio" },
        { key: "constructor", label: "Place", type: "number" },
      ],
    });
    expect(status).toBe(422);
    expect(json.errors).toEqual([
      { path: "columns[3].key", reason: "is the key of another column" },
      { path: "columns[3].label", reason: "is the name of another column" },
      { path: "columns[3].options", reason: "must list what can be chosen" },
      { path: "columns[4].key", reason: "is a reserved word" },
      { path: "id", reason: "must be the key of a column of text or numbers" },
      { path: "date", reason: "must be the key of a column of dates" },
      { path: "key", reason: "is the key of another table" },
    ]);
  });

  it("gets more columns, and keeps those that it has", async () => {
    const more = [...PETS.columns, { key: "nice", label: "Nice", type: "yesNo" }];
    const { json } = await owner.call("PATCH", "/tables/pets", { columns: more, notes: "From the clinic" });
    expect(json.columns).toHaveLength(6);
    const fewer = await owner.call("PATCH", "/tables/pets", {
      columns: [{ key: "tag", label: "Tag", type: "number" }],
    });
    expect(fewer.status).toBe(422);
    expect(fewer.json.errors).toContainEqual({
      ...{ path: "columns[0].type", reason: "must stay shortText: add a column of another type instead" },
    });
    expect(fewer.json.errors).toContainEqual({
      path: "columns",
      reason: "must have species: columns stay",
    });
  });
});

describe("rows by the API", () => {
  it("are answered each alone, make people who are new, and count once however often they come", async () => {
    const rows = [
      row("ann", "1", { species: "Cat", weight: 4.2, adopted: "2026-11-20" }, AT),
      row("ann", "2", { species: "Dog", weight: 30 }, AT),
      row("bo", "3", { species: "Fish" }, AT),
      { values: { tag: "4" } },
      { profile: "nobody", values: { tag: "5" } },
    ];
    const answer = await tell(...rows);
    expect(answer).toMatchObject({ accepted: 2, refused: 3 });
    expect(answer.results).toMatchObject([
      { id: "1", status: "accepted" },
      { id: "2", status: "accepted" },
      { id: "3", status: "refused", errors: [{ path: "values.species", reason: "must be one of Cat, Dog" }] },
      { id: "4", status: "refused", errors: [{ reason: "must have either customer or profile" }] },
      { id: "5", errors: [{ path: "profile", reason: "is not a person of this shop" }] },
    ]);
    expect(answer.results[0].profile).toBe(answer.results[1].profile);
    expect(await tell(...rows)).toMatchObject({ accepted: 2 });
    const { json } = await owner.call("GET", "/tables/pets");
    expect(json).toMatchObject({ rows: 2, people: 1, newest: AT, usedBy: [] });
  });

  it("are what rules ask for, in every reader, and why says so", async () => {
    const segment = await owner.call("POST", "/segments", { name: "Cats", kind: "dynamic", rule: CATS });
    expect(segment.status).toBe(201);
    const ann = await profileOf("ann");
    const is = async () => segment.json.id in (await currentProfile(env, owner.shop, ann))!.memberships;
    await everyMinute(env, Date.now());
    expect(await is()).toBe(true);
    expect(await holds(CATS)).toMatchObject({ counts: [1] });
    // The word "dog" takes its cat away in the same request.
    await tell(row("ann", "1", { species: "Dog", weight: 4.2 }, AT + 1));
    expect(await is()).toBe(false);
    expect(await holds(CATS)).toMatchObject({ counts: [0] });
    expect(await holds({ has: "pets", times: { exactly: 2 } })).toMatchObject({ counts: [1] });
    expect(await holds({ has: "pets", sum: { of: "weight", moreThan: 34 } })).toMatchObject({ counts: [1] });
    await tell(row("ann", "1", { species: "Cat" }, AT + 2));
    expect(await is()).toBe(true);
    const why = await owner.call("GET", `/profiles/${ann}/why/${segment.json.id}`);
    expect(why.json.why).toMatchObject({
      ...{ holds: true, fact: 1, sentence: "has a row in “Pets” where Species is cat" },
      about: { kind: "rows", label: "rows in “Pets” where Species is cat", id: "pets" },
    });
  });

  it("are one person's: told of somebody else, the first gives it up", async () => {
    await tell(row("carl", "9", { species: "Cat" }, AT), row("dora", "8", { species: "Cat" }, AT));
    await tell(row("dora", "9", { species: "Cat" }, AT + 1));
    const rowsOf = async (email: string) =>
      Object.entries((await currentProfile(env, owner.shop, await profileOf(email)))!.rows!.pets!)
        .filter(([, { cells }]) => cells)
        .map(([id]) => id);
    expect(await rowsOf("dora")).toEqual(["8", "9"]);
    expect(await rowsOf("carl")).toEqual([]);
    // An older word that comes late finds its row with another.
    await tell(row("carl", "9", { species: "Dog" }, AT));
    await tell(row("emil", "9", { species: "Dog" }, AT));
    expect(await rowsOf("dora")).toEqual(["8", "9"]);
    expect(await rowsOf("emil")).toEqual([]);
    const { results } = await env.DB.prepare("SELECT cells FROM table_rows WHERE shop = ?1 AND row = '9'")
      .bind(owner.shop)
      .all<{ cells: string }>();
    expect(results.map(({ cells }) => JSON.parse(cells))).toEqual([{ tag: "9", species: "Cat" }]);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM row_moves").first("n")).toBe(0);
  });

  it("are removed by their ids, and listed with whose they are", async () => {
    await tell(row("fay", "f1", { vet: "Dr. Hill" }), row("fay", "f2"));
    const { json } = await server("POST", "/tables/pets/rows/remove", { ids: ["f2", "f9"] });
    expect(json).toEqual({ removed: 1, missing: ["f9"] });
    const listed = await owner.call("GET", "/tables/pets/rows?id=f");
    expect(listed.json.items).toMatchObject([
      { id: "f1", values: { tag: "f1", vet: "Dr. Hill" }, person: { email: "fay@x.example" } },
    ]);
    const analyst = await aMember(owner.shop, "analyst");
    const masked = await analyst.call("GET", "/tables/pets/rows?id=f");
    expect(masked.json.items).toMatchObject([{ values: { vet: "•••" }, person: { email: "f•••@•••" } }]);
    const page = await owner.call("GET", `/profiles/${await profileOf("fay")}`);
    expect(page.json.tables).toMatchObject([{ key: "pets", rows: [{ id: "f1", values: { tag: "f1" } }] }]);
  });

  it("are at most 100 of a person in a table", async () => {
    const many = Array.from({ length: 100 }, (_, i) => row("gus", `g${i}`));
    expect(await tell(...many)).toMatchObject({ accepted: 100 });
    const answer = await tell(row("gus", "g100"), row("gus", "g5", { weight: 2 }));
    expect(answer).toMatchObject({ accepted: 1, refused: 1 });
    expect(answer.results[0].errors).toEqual([
      { path: "", reason: "is one too many: a person has at most 100 rows in a table" },
    ]);
  });

  it("are counted in exports of all that is known", async () => {
    const asked = { whom: {}, activation: "email", detail: "advanced", format: "jsonl" };
    const { json } = await owner.call("POST", "/exports", asked);
    const response = await SELF.fetch(`${ORIGIN}/api/shops/${owner.shop}/exports/${json.id}/file`, {
      headers: { cookie: owner.cookie },
    });
    const people = new TextDecoder()
      .decode(await response.arrayBuffer())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { activation_id: string; pets_rows: number });
    const rowsOf = (email: string) =>
      people.find(({ activation_id }) => activation_id === `${email}@x.example`)?.pets_rows;
    expect([rowsOf("gus"), rowsOf("fay"), rowsOf("carl")]).toEqual([100, 1, 0]);
  });

  it("are in the person's own file, and gone when they are erased", async () => {
    await tell(row("hal", "h1", { species: "Dog", adopted: "2026-11-20" }));
    const hal = await profileOf("hal");
    const file = await accessOf(env, owner.shop, hal);
    expect(file.profiles[0]!.tables).toMatchObject([
      { table: "Pets", rows: [{ Tag: "h1", Species: "Dog", Adopted: "2026-11-20" }] },
    ]);
    await carryOut(env, await askForErasure(env, owner.shop, { profiles: [hal], reason: "request" }));
    expect((await owner.call("GET", "/tables/pets/rows?id=h1")).json.items).toEqual([]);
  });
});

describe("a table that goes", () => {
  it("stays while a rule uses it; then its rows go with it, from everybody", async () => {
    const refused = await owner.call("DELETE", "/tables/pets");
    expect(refused).toMatchObject({ status: 409, json: { usedBy: [{ kind: "segment", name: "Cats" }] } });
    const [{ id }] = (await owner.call("GET", "/segments")).json.segments.filter(
      ({ name }: { name: string }) => name === "Cats",
    );
    expect((await owner.call("DELETE", `/segments/${id}`)).status).toBeLessThan(300);
    expect((await owner.call("DELETE", "/tables/pets")).status).toBe(204);
    expect((await owner.call("GET", "/tables")).json.tables).toEqual([]);
    expect((await currentProfile(env, owner.shop, await profileOf("ann")))!.rows).toEqual({});
    expect(await env.DB.prepare("SELECT count(*) AS n FROM table_rows").first("n")).toBe(0);
    expect((await owner.call("POST", "/tables", PETS)).json.errors[0].reason).toMatch(/being removed/);
    await everyMinute(env, Date.now() + 20 * 60_000);
    expect((await owner.call("POST", "/tables", PETS)).status).toBe(201);
  });
});

it("stands in a rule beside an attribute whose type may change, and in a score", async () => {
  await owner.call("POST", "/attributes", { key: "level", label: "Level", type: "shortText" });
  const score = { score: [{ when: CATS, points: 10 }] };
  const made = await owner.call("POST", "/attributes", {
    key: "cat_lover",
    label: "Cat lover",
    computed: score,
  });
  expect(made.status).toBe(201);
  const rule: Rule = { all: [{ attribute: "level", is: "known" }, CATS] };
  expect((await owner.call("POST", "/segments", { name: "Known with cats", rule })).status).toBe(201);
  const { json } = await owner.call("POST", "/attributes/level/fit", { type: "longText" });
  expect(json.usedBy).toMatchObject([{ name: "Known with cats", fits: true }]);
  await tell(row("fay", "f1", { species: "Cat" }));
  const { attributes } = (await currentProfile(env, owner.shop, await profileOf("fay")))!;
  expect(attributes.cat_lover).toBe(10);
  await tell(row("fay", "f1", { species: "Dog" }, Date.now() + 1000));
  expect((await currentProfile(env, owner.shop, await profileOf("fay")))!.attributes.cat_lover).toBe(0);
});
