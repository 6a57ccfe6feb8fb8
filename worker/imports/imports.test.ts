import { abortAllDurableObjects, env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImportKind } from "../../core/imports/fields";
import { tellPeople } from "../profiles/recognise";
import { tellProfiles } from "../profiles/tell";
import { aBrowser, aShop as aVisitedShop, flushed, pageView } from "../testing/shop";
import { aMember, aShop, type Signed } from "../testing/world";
import { currentProfile } from "../visit/current";
import { publishShop } from "../visit/publish";
import type { Chunk } from "./kind";
import { kinds } from "./kinds";
import { runOf } from "./run";

let shop: Signed;
beforeEach(async () => {
  shop = await aShop();
  await publishShop(env, shop.shop);
});

interface File {
  kind?: ImportKind;
  columns: string[];
  rows: (string | string[])[][];
  /** Records in a chunk. */
  by?: number;
  segment?: string;
  pool?: string;
  table?: string;
}

/** Uploads a file as the panel does; its first data row is 2. */
async function upload(to: Signed, { kind = "people", columns, rows, by = 2, ...where }: File) {
  const { status, json } = await to.call("POST", "/imports", {
    ...{ kind, file: "people.csv", size: 100, ...where },
    columns: columns.map((target) => ({ heading: target.replace("attribute:", ""), target })),
  });
  expect(status, JSON.stringify(json)).toBe(201);
  const records = rows.map((row, i) => [i + 2, ...(Array.isArray(row[0]) ? row : [row])]);
  const chunks = Math.ceil(records.length / by);
  for (let i = 0; i < chunks; i++)
    expect(
      (
        await to.call("PUT", `/imports/${json.id}/chunks/${i}`, {
          records: records.slice(i * by, (i + 1) * by),
        })
      ).status,
    ).toBe(204);
  const ready = await to.call("POST", `/imports/${json.id}/complete`, { chunks });
  expect(ready.status).toBe(200);
  return ready.json as { id: string } & Record<string, number | string>;
}

/** Waits for the import's own alarms. */
async function settled(to: Signed, id: string, state: "done" | "undone") {
  const now = async () => (await to.call("GET", `/imports/${id}`)).json;
  await expect.poll(async () => (await now()).state, { timeout: 15_000, interval: 50 }).toBe(state);
  return now();
}

async function imported(to: Signed, file: File) {
  const { id } = await upload(to, file);
  return start(to, id);
}
async function start(to: Signed, id: string) {
  await to.call("POST", `/imports/${id}/start`);
  return settled(to, id, "done");
}
async function undone(to: Signed, id: string) {
  expect((await to.call("POST", `/imports/${id}/undo`)).status).toBe(200);
  return settled(to, id, "undone");
}

const rows = async (table: string, of: string) =>
  (await env.DB.prepare(`SELECT * FROM ${table} WHERE shop = ?1`).bind(of).all()).results;
const peopleOf = async (of: string) => {
  const { results } = await env.DB.prepare(
    `SELECT p.id, p.email, p.orders, d.document ->> '$.attributes.city' AS city, d.document ->> '$.attributes.first_name' AS name
     FROM profiles p JOIN profile_documents d ON d.num = p.num WHERE p.shop = ?1 ORDER BY p.email`,
  )
    .bind(of)
    .all<{ id: string; email: string; city: string; orders: number | null; name: string }>();
  return results;
};

const COLUMNS = ["email", "attribute:first_name", "attribute:city"];
const ANN = ["Ann@x.example", "Ann", "Graz"];
const BO = ["bo@x.example", "Bo", "Bari"];
const CY = ["cy@x.example", "Cy", "Bonn"];

describe("a file of people", () => {
  it("is counted before anything happens: new, known, and refused with row and reason", async () => {
    await imported(shop, { columns: COLUMNS, rows: [ANN] });
    const ready = await upload(shop, {
      columns: [...COLUMNS, "attribute:gender"],
      // Bo stands in two chunks and is one.
      rows: [
        [...ANN, ""],
        [...BO, "?"],
        ["nobody", "", "", ""],
        [...BO, ""],
      ],
    });
    expect(ready).toMatchObject({ state: "ready", records: 4, refused: 1, remarked: 1, fresh: 1, made: 0 });
    expect(await peopleOf(shop.shop)).toHaveLength(1);
    const { json } = await shop.call("GET", `/imports/${ready.id}/refusals`);
    expect(json.items).toEqual([
      {
        row: 3,
        whole: false,
        reasons: ["gender: “?” must be one of female, male, other"],
        cells: [...BO, "?"],
      },
      {
        row: 4,
        whole: true,
        reasons: ["email: “nobody” is not an email address"],
        cells: ["nobody", "", "", ""],
      },
    ]);
  });

  it("makes who is new, tells who is known, and is the same however often its pieces come", async () => {
    const first = await imported(shop, { columns: COLUMNS, rows: [ANN, BO, CY] });
    expect(first).toMatchObject({ state: "done", made: 3, changed: 0, applied: 3 });
    const again = await imported(shop, { columns: COLUMNS, rows: [["ann@x.example", "Anna", "Wien"], BO] });
    expect(again).toMatchObject({ made: 0, changed: 2, fresh: 0 });
    expect(await peopleOf(shop.shop)).toMatchObject([
      { city: "Wien", name: "Anna" },
      { city: "Bari" },
      { city: "Bonn" },
    ]);
    expect(
      (await env.DB.prepare("SELECT people FROM shops WHERE id = ?1").bind(shop.shop).first())!.people,
    ).toBe(3);
  });

  it("gives what was refused as a file that a spreadsheet opens without harm", async () => {
    const { id } = await upload(shop, { columns: ["email", "phone"], rows: [["=cmd()", ""]] });
    const { json, headers } = await shop.call("GET", `/imports/${id}/refusals.csv`);
    expect(headers.get("content-disposition")).toContain("refused%20of%20people.csv");
    expect(json).toContain("Row,What happened,Reasons,email,phone\r\n2,refused,");
    expect(json).toContain("'=cmd()");
  });

  it("keeps a mapped consent with its proof", async () => {
    const { id } = await imported(shop, {
      columns: ["email", "consentEmail"],
      rows: [["ann@x.example", "yes"]],
    });
    const [ann] = await peopleOf(shop.shop);
    const profile = (await currentProfile(env, shop.shop, ann!.id))!;
    expect(profile.consents).toMatchObject([
      { channel: "email", text: "people.csv, row 2", page: "import", version: id },
    ]);
    expect(profile.attributes.email_consent).toBe(true);
  });

  it("is refused where its columns or its segment make no sense, and from an analyst", async () => {
    const begin = (more: object) =>
      shop.call("POST", "/imports", { kind: "people", file: "a", size: 1, ...more });
    const heading = "x";
    expect((await begin({ columns: [{ heading, target: "attribute:city" }] })).json.errors[0].path).toBe(
      "columns",
    );
    const odd = await begin({ columns: ["email", "attribute:nope"].map((target) => ({ heading, target })) });
    expect(odd.json.errors).toEqual([
      { path: "columns[1].target", reason: "is not an attribute of this shop" },
    ]);
    expect((await begin({ segment: "s", columns: [{ heading, target: "email" }] })).json.errors[0].path).toBe(
      "segment",
    );
    const analyst = await aMember(shop.shop, "analyst");
    const { id } = await upload(shop, { columns: COLUMNS, rows: [ANN] });
    expect((await analyst.call("GET", `/imports/${id}/refusals`)).status).toBe(403);
    expect((await analyst.call("GET", `/imports/${id}`)).status).toBe(200);
  });

  it("can be thrown away before it is imported, and says which pieces are missing", async () => {
    const { id } = await upload(shop, { columns: COLUMNS, rows: [ANN, BO, CY] });
    expect((await shop.call("DELETE", `/imports/${id}`)).status).toBe(204);
    expect(await rows("import_chunks", shop.shop)).toEqual([]);
    const begun = await shop.call("POST", "/imports", {
      ...{ kind: "people", file: "a.csv", size: 9, columns: [{ heading: "x", target: "email" }] },
    });
    await shop.call("PUT", `/imports/${begun.json.id}/chunks/1`, { records: [[3, ["bo@x.example"]]] });
    expect((await shop.call("GET", `/imports/${begun.json.id}`)).json.received).toEqual([1]);
    const { status, json } = await shop.call("POST", `/imports/${begun.json.id}/complete`, { chunks: 2 });
    expect([status, json.detail]).toEqual([409, "1 of 2 pieces of the file have not arrived."]);
  });
});

describe("an import that is stopped in the middle", () => {
  it("goes on where it was, neither losing nor doubling a row", async () => {
    const { id } = await upload(shop, { columns: COLUMNS, rows: [ANN, BO, CY], by: 1 });
    await env.DB.prepare("UPDATE imports SET state = 'running', started_at = 1 WHERE id = ?1").bind(id).run();
    // All of the first chunk is told; what would have marked it as done did not come to pass.
    const job = await jobOf(id);
    const chunk = await env.DB.prepare(
      "SELECT number, rows, undo FROM import_chunks WHERE import = ?1 AND number = 0",
    )
      .bind(id)
      .first<Chunk>();
    await kinds.people.apply(runOf(env, job, 0, Date.now()), chunk!);
    expect(await peopleOf(shop.shop)).toHaveLength(1);
    await abortAllDurableObjects();
    expect(await start(shop, id)).toMatchObject({ state: "done", made: 3, applied: 3 });
    expect(await peopleOf(shop.shop)).toHaveLength(3);
    expect(await undone(shop, id)).toMatchObject({ state: "undone", removed: 3 });
    expect(await peopleOf(shop.shop)).toEqual([]);
  });

  it("is woken by cron when its alarms gave up", async () => {
    const { id } = await upload(shop, { columns: COLUMNS, rows: [ANN] });
    await env.DB.prepare("UPDATE imports SET state = 'running', started_at = 1 WHERE id = ?1").bind(id).run();
    const { wakeImporters } = await import("./wake");
    await wakeImporters(env, Date.now());
    expect(await settled(shop, id, "done")).toMatchObject({ made: 1 });
  });
});

const jobOf = async (id: string) => {
  const job = (await env.DB.prepare("SELECT *, started_at AS startedAt FROM imports WHERE id = ?1")
    .bind(id)
    .first<{ columns: string; habits: string }>())!;
  return {
    ...job,
    columns: JSON.parse(job.columns),
    habits: JSON.parse(job.habits),
  } as unknown as Parameters<typeof runOf>[1];
};

describe("an undo", () => {
  it("removes those whom nobody knew, and gives the others back what they had", async () => {
    await imported(shop, { columns: COLUMNS, rows: [ANN] });
    const before = await currentProfile(env, shop.shop, (await peopleOf(shop.shop))[0]!.id);
    const second = await imported(shop, {
      columns: [...COLUMNS, "phone", "consentEmail", "ordersBefore"],
      rows: [
        ["ann@x.example", "Anna", "Wien", "+43 660 1", "yes", "4"],
        [...BO, "", "", "2"],
      ],
    });
    expect(await peopleOf(shop.shop)).toMatchObject([
      { name: "Anna", orders: 4 },
      { name: "Bo", orders: 2 },
    ]);
    expect(await undone(shop, second.id)).toMatchObject({
      state: "undone",
      removed: 1,
      restored: 1,
      undone: 2,
    });
    const after = await currentProfile(env, shop.shop, before!.id);
    const { version: _, identities: __, ...left } = before!;
    expect(after).toMatchObject(left);
    expect(after!.attributes).toEqual(before!.attributes);
    expect(after!.identities.map(({ kind }) => kind)).toEqual(["email"]);
    for (const table of ["profiles", "profile_documents", "profile_details", "identities"])
      expect(await rows(table, shop.shop), table).toHaveLength(1);
    expect(
      (await env.DB.prepare("SELECT people FROM shops WHERE id = ?1").bind(shop.shop).first())!.people,
    ).toBe(1);
  });

  it("keeps what was told later, and whoever somebody else speaks of", async () => {
    const { id } = await imported(shop, { columns: COLUMNS, rows: [ANN, BO] });
    const [ann] = await peopleOf(shop.shop);
    const later = { do: "set" as const, at: Date.now() + 1, attributes: { city: "Linz" } };
    await tellProfiles(env, shop.shop, [{ profile: ann!.id, commands: [later] }], "signal");
    expect(await undone(shop, id)).toMatchObject({ removed: 1, restored: 1 });
    expect(await peopleOf(shop.shop)).toMatchObject([{ email: "ann@x.example", city: "Linz", name: null }]);
  });

  it("takes the last chunk first: a person who stands in several goes whole", async () => {
    const file = {
      columns: COLUMNS,
      rows: [ANN, ["ann@x.example", "Anna", "Wien"], ["ANN@x.example", "", "Linz"]],
      by: 1,
    };
    const { id, made } = await imported(shop, file);
    expect(made).toBe(1);
    expect(await undone(shop, id)).toMatchObject({ state: "undone" });
    expect(await peopleOf(shop.shop)).toEqual([]);
  });

  it("is not possible before the import is done, nor twice", async () => {
    const { id } = await upload(shop, { columns: COLUMNS, rows: [ANN] });
    expect((await shop.call("POST", `/imports/${id}/undo`)).status).toBe(409);
    await start(shop, id);
    await undone(shop, id);
    await imported(shop, { columns: COLUMNS, rows: [ANN] });
    await undone(shop, id);
    expect(await peopleOf(shop.shop)).toHaveLength(1);
  });
});

it("tells people who live in a shard there, and takes it back there", async () => {
  const visited = await aVisitedShop();
  const owner = await aMember(visited.id, "owner");
  const browser = aBrowser(visited);
  await browser.tell(pageView);
  await flushed();
  const [{ id: profile }] = (await rows("profiles", visited.id)) as [{ id: string }];
  await tellProfiles(
    env,
    visited.id,
    [
      {
        profile,
        commands: [
          {
            do: "identify",
            at: 1,
            kind: "email",
            value: "ann@x.example",
            written: "ann@x.example",
            verified: true,
          },
        ],
      },
    ],
    "signal",
  );
  await flushed();
  const { id, changed } = await imported(owner, { columns: COLUMNS, rows: [ANN] });
  expect(changed).toBe(1);
  expect((await currentProfile(env, visited.id, profile))!.attributes).toMatchObject({
    first_name: "Ann",
    city: "Graz",
  });
  await abortAllDurableObjects();
  expect(await undone(owner, id)).toMatchObject({ restored: 1, removed: 0 });
  const { attributes } = (await currentProfile(env, visited.id, profile))!;
  expect(attributes.first_name).toBeUndefined();
  expect(attributes.city).toBe("Vienna");
});

it("makes one of the two who have a record's customer id and email, and takes back what it said of them", async () => {
  const visited = await aVisitedShop();
  const owner = await aMember(visited.id, "owner");
  const identities = [
    { kind: "customer" as const, value: "7", written: "7" },
    { kind: "email" as const, value: "ann@x.example", written: "ann@x.example" },
  ];
  await tellPeople(
    env,
    visited.id,
    identities.map((identity, at) => ({ identities: [identity], commands: [], at })),
    "signal",
  );
  const { id } = await imported(owner, {
    columns: ["customerId", "email", "attribute:city"],
    rows: [["7", "ann@x.example", "Graz"]],
  });
  const left = async () => {
    await flushed();
    return peopleOf(visited.id);
  };
  await expect.poll(left, { timeout: 20_000 }).toMatchObject([{ email: "ann@x.example", city: "Graz" }]);
  await undone(owner, id);
  await expect.poll(left, { timeout: 20_000 }).toMatchObject([{ email: "ann@x.example", city: null }]);
});

describe("somebody who had themselves erased", () => {
  it("is in no import any more, does not come back by a file, and may come back by themselves", async () => {
    const columns = [...COLUMNS, "attribute:gender"];
    const file = {
      columns,
      rows: [
        [...ANN, "?"],
        [...BO, ""],
      ],
    };
    const { id } = await imported(shop, file);
    const waiting = await upload(shop, file);
    const [ann] = await peopleOf(shop.shop);
    expect((await shop.call("POST", "/privacy/erasures", { profile: ann!.id })).status).toBe(201);
    const kept = JSON.stringify([
      await rows("import_chunks", shop.shop),
      await rows("import_refusals", shop.shop),
    ]);
    expect(kept).not.toMatch(/ann@x/i);
    expect(kept).not.toContain(ann!.id);
    expect(kept).toContain("bo@x.example");
    expect(await start(shop, waiting.id)).toMatchObject({ made: 0, changed: 1 });
    const again = await imported(shop, file);
    expect(again).toMatchObject({ made: 0, changed: 1, refused: 1 });
    const { json } = await shop.call("GET", `/imports/${again.id}/refusals`);
    expect(json.items[0].reasons.join()).toContain("Was erased at their own wish");
    expect(await peopleOf(shop.shop)).toMatchObject([{ email: "bo@x.example" }]);
    const identity = { kind: "email" as const, value: "ann@x.example", written: "ann@x.example" };
    await tellPeople(env, shop.shop, [{ identities: [identity], commands: [], at: Date.now() }], "signal");
    expect(await imported(shop, file)).toMatchObject({ made: 0, changed: 2, refused: 0 });
    expect(await undone(shop, id)).toMatchObject({ state: "undone" });
  });
});

describe("members of a static segment", () => {
  it("are put into it, those who are new too, and taken out again", async () => {
    const segment = (await shop.call("POST", "/segments", { name: "VIP", kind: "static" })).json.id;
    await imported(shop, { columns: COLUMNS, rows: [ANN] });
    const { id } = await imported(shop, {
      kind: "members",
      segment,
      columns: ["email"],
      rows: [["ann@x.example"], ["bo@x.example"]],
    });
    const size = async () => (await shop.call("GET", `/segments/${segment}`)).json.size;
    expect(await size()).toBe(2);
    await undone(shop, id);
    expect(await size()).toBe(0);
    expect(await peopleOf(shop.shop)).toMatchObject([{ name: "Ann" }]);
  });
});

describe("orders", () => {
  it("of several lines go to their buyers, count once, and are taken back", async () => {
    await imported(shop, { columns: COLUMNS, rows: [ANN] });
    const file: File = {
      kind: "orders",
      columns: ["order", "email", "at", "total", "product", "quantity", "price"],
      rows: [
        [
          ["o1", "ann@x.example", "2026-03-01", "50", "FF-1", "2", "20"],
          ["", "", "", "", "FF-2", "1", "10"],
        ],
        [["o2", "bo@x.example", "2026-03-02", "10", "FF-2", "1", "10"]],
      ],
    };
    const first = await imported(shop, file);
    await imported(shop, file);
    expect(await rows("orders", shop.shop)).toMatchObject([
      { id: "o1", total: 5000 },
      { id: "o2", total: 1000 },
    ]);
    expect(await peopleOf(shop.shop)).toMatchObject([{ orders: 1 }, { orders: 1 }]);
    await undone(shop, first.id);
    expect(await rows("orders", shop.shop)).toEqual([]);
    expect(await rows("activities", shop.shop)).toEqual([]);
    expect(await peopleOf(shop.shop)).toMatchObject([{ name: "Ann", orders: 0 }]);
  });
});

describe("products", () => {
  it("take what the file says, keep the rest, and go back unless somebody changed them since", async () => {
    const known = { id: "FF-1", name: "Tent", brand: "Skarv", price: 100, stock: 5 };
    await shop.call("PUT", "/products", { products: [known, { id: "FF-2", name: "Peg" }] });
    const done = await imported(shop, {
      kind: "products",
      columns: ["id", "name", "price"],
      rows: [
        ["FF-1", "", "49.90"],
        ["FF-2", "Long peg", ""],
        ["FF-3", "Stove", "10"],
        ["FF-4", "", "5"],
      ],
    });
    expect(done).toMatchObject({ made: 1, changed: 2, refused: 1 });
    const product = async (id: string) => (await shop.call("GET", `/products/${id}`)).json;
    expect(await product("FF-1")).toMatchObject({ name: "Tent", brand: "Skarv", price: 4990, stock: 5 });
    await shop.call("PUT", "/products", { products: [{ id: "FF-2", name: "Short peg" }] });
    await undone(shop, done.id);
    expect(await product("FF-1")).toMatchObject({ price: 100 });
    expect((await product("FF-2")).name).toBe("Short peg");
    expect((await product("FF-3")).status).toBe(404);
  });
});

describe("rows of one of the shop's own tables", () => {
  const PETS = {
    ...{ key: "pets", label: "Pets", id: "tag" },
    columns: [
      { key: "tag", label: "Tag", type: "shortText" },
      { key: "species", label: "Species", type: "singleSelect", options: ["Cat", "Dog"] },
      { key: "weight", label: "Weight", type: "number" },
      { key: "adopted", label: "Adopted", type: "date" },
    ],
  };
  const columns = ["email", "column:tag", "column:species", "column:weight", "column:adopted"];
  const pets = { kind: "rows" as const, table: "pets", columns };
  const all = async () =>
    (await shop.call("GET", "/tables/pets/rows")).json.items.map(
      ({
        id,
        values,
        person,
      }: {
        id: string;
        values: Record<string, unknown>;
        person: { email: string };
      }) => [id, values.species, values.weight, person.email],
    );
  beforeEach(async () => {
    expect((await shop.call("POST", "/tables", PETS)).status).toBe(201);
  });

  it("go to their people, who are made if new; an undo gives back what was before", async () => {
    const [kept] = await tellPeople(
      env,
      shop.shop,
      [
        {
          identities: [{ kind: "email", value: "ann@x.example", written: "ann@x.example" }],
          commands: [{ do: "row", at: 1, table: "pets", row: "1", values: { tag: "1", species: "Dog" } }],
          at: 1,
        },
      ],
      "signal",
    );
    const ready = await upload(shop, {
      ...pets,
      rows: [
        ["ann@x.example", "1", "cat", "4,5", "20.11.2026"],
        ["ann@x.example", "2", "Dog", "30", ""],
        ["bo@x.example", "3", "Fish", "x", ""],
        ["bo@x.example", "", "Cat", "", ""],
      ],
      by: 3,
    });
    expect(ready).toMatchObject({ records: 4, refused: 1, remarked: 1, fresh: 2 });
    const { json } = await shop.call("GET", `/imports/${ready.id}/refusals`);
    expect(json.items).toMatchObject([
      {
        ...{ row: 4, whole: false },
        reasons: ["column:species: “Fish” must be one of Cat, Dog", "column:weight: “x” must be a number"],
      },
      { row: 5, whole: true, reasons: ["Has no Tag"] },
    ]);
    const done = await start(shop, ready.id);
    expect(done).toMatchObject({ made: 1, changed: 1, table: "pets" });
    expect(await all()).toEqual([
      ["1", "Cat", 4.5, "ann@x.example"],
      ["2", "Dog", 30, "ann@x.example"],
      ["3", null, null, "bo@x.example"],
    ]);
    await undone(shop, ready.id);
    expect(await all()).toEqual([["1", "Dog", null, "ann@x.example"]]);
    expect((await currentProfile(env, shop.shop, kept!.profile))!.rows!.pets).toEqual({
      "1": { at: 1, cells: { tag: "1", species: "Dog" } },
    });
    expect(await peopleOf(shop.shop)).toHaveLength(1);
  });

  it("keep what was told of a row after the import, also when that is undone", async () => {
    const done = await imported(shop, { ...pets, rows: [["ann@x.example", "1", "Cat", "", ""]] });
    const later = { customer: { email: "ann@x.example" }, values: { tag: "1", species: "Dog" } };
    await shop.call("PUT", "/tables/pets/rows", { rows: [later] });
    await undone(shop, done.id);
    expect(await all()).toEqual([["1", "Dog", null, "ann@x.example"]]);
  });

  it("need a table of the shop, its id, and columns that it has", async () => {
    const begin = async (more: object) =>
      (
        await shop.call("POST", "/imports", {
          ...{ kind: "rows", file: "x.csv", size: 1, table: "pets" },
          columns: columns.map((target) => ({ heading: target, target })),
          ...more,
        })
      ).json.errors;
    expect(await begin({ table: "cars" })).toEqual([
      { path: "table", reason: "must be the key of a table of this shop" },
    ]);
    expect(await begin({ columns: [{ heading: "Email", target: "email" }] })).toEqual([
      { path: "columns", reason: "must hold column:tag, the id of a row" },
    ]);
    expect(
      await begin({
        columns: ["email", "column:tag", "column:age"].map((target) => ({ heading: target, target })),
      }),
    ).toEqual([{ path: "columns[2].target", reason: "is not a column of this table" }]);
  });
});

describe("coupon codes", () => {
  it("fill a pool, each once, and go again unless they were given out", async () => {
    const codes = {
      kind: "codes" as const,
      pool: "Spring",
      columns: ["code"],
      rows: [["A-1"], ["A-2"], ["A-1"]],
    };
    const done = await imported(shop, codes);
    expect(done).toMatchObject({ fresh: 2 });
    const pools = async () => (await shop.call("GET", "/imports/code-pools")).json.pools;
    expect(await pools()).toMatchObject([{ pool: "Spring", codes: 2, claimed: 0 }]);
    await env.DB.prepare("UPDATE coupon_codes SET claimed_at = 1, claimed_by = 'p' WHERE code = 'A-2'").run();
    await undone(shop, done.id);
    expect(await pools()).toMatchObject([{ pool: "Spring", codes: 1, claimed: 1 }]);
  });
});
