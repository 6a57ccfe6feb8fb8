/** Saved queries: made by members, run by cron, and their rows asked for by rules. */
import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { DAY, HOUR } from "../../core/time/zone";
import { askForErasure, carryOut } from "../privacy/erase";
import { saveProducts } from "../products/products";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { everyMinute } from "../visit/cron";
import { currentProfile } from "../visit/current";
import { publishShop } from "../visit/publish";
import { goOn } from "./go-on";

const NOW = Date.now();
const BRANDS = {
  from: { did: "bought", during: { inTheLast: [12, "months"] } },
  by: "brand",
  columns: [{ measure: "quantity" }, { measure: "amount" }, { measure: "last" }],
};
const SPENT_ON_SKARV: Rule = {
  has: "brands",
  where: [
    { column: "brand", is: "oneOf", value: ["skarv"] },
    { column: "amount", is: "moreThan", value: 200 },
  ],
};
const BY_HAND = { label: "Brands", query: BRANDS, schedule: null };

let owner: Signed;
let other: Signed;
let ann: string;
let bo: string;

const bought = (product: string, amount: number, days = 10, quantity = 1) => {
  return { kind: "bought" as const, at: NOW - days * DAY, product, amount, quantity };
};
const aProduct = (id: string, brand: string) => ({
  ...{ id, name: `Thing ${id}`, brand, supplier: null, categories: [], tags: [] },
  ...{ price: 100, compareAt: null, stock: null, currency: "EUR", url: null, image: null, active: true },
});

beforeAll(async () => {
  [owner, other] = [await aShop(), await aShop()];
  for (const { shop } of [owner, other]) {
    await publishShop(env, shop);
    await saveProducts(
      env.DB,
      shop,
      [aProduct("t1", "Skarv"), aProduct("t2", "SKARV"), aProduct("v1", "Varde")],
      1,
    );
  }
  [ann, bo] = (await people(owner.shop, [
    {
      email: "ann@x.example",
      did: [bought("v1", 500, 400), bought("t1", 15_000), bought("t2", 9_990, 5, 2)],
    },
    { email: "bo@x.example", did: [bought("t1", 15_000), bought("v1", 2_500, 3)] },
    { email: "cleo@x.example" },
  ])) as [string, string];
  await people(other.shop, [{ email: "eve@x.example", did: [bought("t1", 99_900)] }]);
}, 30_000);

const put = (body: object, table = "brands", by = owner) => by.call("PUT", `/tables/${table}/query`, body);
const runsOf = async (table = "brands") => (await owner.call("GET", `/tables/${table}/query`)).json.runs;
const run = async (table = "brands") =>
  (await owner.call("POST", `/tables/${table}/query/runs`)).json.runs[0];
const rowsOf = async (profile: string, table = "brands") =>
  Object.fromEntries(
    Object.entries((await currentProfile(env, owner.shop, profile))!.rows?.[table] ?? {}).flatMap(
      ([id, { cells }]) => (cells ? [[id, cells]] : []),
    ),
  );
const countOf = async (rule: Rule, by = owner) =>
  (await by.call("POST", "/rules/count", { steps: [rule] })).json.counts;

describe("a saved query", () => {
  it("is refused with each thing that is wrong with it", async () => {
    const { status, json } = await put({
      ...BY_HAND,
      query: {
        from: { did: "bought", times: { atLeast: 2 } },
        people: { attribute: "nosuch", is: "equals", value: 1 },
      },
    });
    expect(status).toBe(422);
    expect(json.errors.map(({ path }: { path: string }) => path)).toEqual([
      "query.from.times",
      "query.people.attribute",
    ]);
    const second = await put({
      ...BY_HAND,
      query: {
        ...BRANDS,
        by: "channel",
        columns: [{ measure: "sum" }, { measure: "count", of: "x" }],
        more: 1,
      },
    });
    expect(second.json.errors).toMatchObject([
      { path: "query.more" },
      { path: "query.by", reason: "must be one of product, brand, category, month, year" },
      { path: "query.columns[0].measure", reason: expect.stringMatching(/^cannot be said of this/) },
      { path: "query.columns[1].of", reason: "does not belong to count" },
    ]);
    const third = await put({
      ...{ query: { ...BRANDS, where: [{ column: "brand", is: "known" }], keep: { most: "x", rows: 101 } } },
    });
    expect(third.json.errors).toMatchObject([{ path: "query.where[0].column" }, { path: "query.keep.most" }]);
    expect((await put({ query: BRANDS })).json.errors).toMatchObject([{ path: "label", reason: /missing/ }]);
  });

  it("is tried before it is saved, and written nowhere", async () => {
    const { status, json } = await owner.call("POST", "/tables/preview", { query: BRANDS });
    expect(status).toBe(200);
    expect(json).toMatchObject({ exact: true, asked: 2, rows: 3, people: 2, leftOut: 0 });
    expect(json.columns.map(({ label }: { label: string }) => label)).toEqual([
      "Brand",
      "Pieces",
      "Amount (EUR)",
      "Last",
    ]);
    expect(json.rowsRead).toBeGreaterThan(0);
    expect(json.sample[0]).toMatchObject({
      person: { email: "ann@x.example" },
      values: { brand: "Skarv", quantity: 3, amount: 249.9, last: NOW - 5 * DAY },
    });
    expect((await owner.call("GET", "/tables")).json.tables).toEqual([]);
  });

  it("makes its table, whose rows rules ask for in every reader", async () => {
    const { status, json } = await put(BY_HAND);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      key: "brands",
      id: "brand",
      date: "last",
      byQuery: true,
      rows: 3,
      people: 2,
    });
    expect(await runsOf()).toMatchObject([
      { cause: "change", phase: "done", people: 2, rows: 3, written: 3, changed: 0, removed: 0, error: null },
    ]);
    expect(await rowsOf(ann)).toEqual({
      Skarv: { brand: "Skarv", quantity: 3, amount: 249.9, last: NOW - 5 * DAY },
    });
    expect(Object.keys(await rowsOf(bo)).sort()).toEqual(["Skarv", "Varde"]);
    expect(await countOf(SPENT_ON_SKARV)).toEqual([1]);
    const segment = await owner.call("POST", "/segments", { name: "Skarv fans", rule: SPENT_ON_SKARV });
    await everyMinute(env, Date.now());
    expect(segment.json.id in (await currentProfile(env, owner.shop, ann))!.memberships).toBe(true);
    const removed = await owner.call("DELETE", "/tables/brands");
    expect(removed).toMatchObject({
      status: 409,
      json: { usedBy: [{ kind: "segment", name: "Skarv fans" }] },
    });
  });

  it("tells nobody of what is as it was, and moves segments by what is not", async () => {
    const before = (await currentProfile(env, owner.shop, ann))!.version;
    expect(await run()).toMatchObject({ rows: 3, written: 0, changed: 0, removed: 0 });
    expect((await currentProfile(env, owner.shop, ann))!.version).toBe(before);
    // Bo buys more; what Ann bought of Skarv is forgotten.
    const change = (sql: string, ...values: unknown[]) =>
      env.DB.prepare(sql)
        .bind(...values)
        .run();
    const num = "(SELECT num FROM profiles WHERE id = ?1)";
    await change(`UPDATE activities SET amount = 30000 WHERE person = ${num} AND product = 't1'`, bo);
    await change(`DELETE FROM activities WHERE person = ${num} AND product LIKE 't%'`, ann);
    expect(await run()).toMatchObject({ rows: 2, written: 0, changed: 1, removed: 1 });
    expect(await countOf(SPENT_ON_SKARV)).toEqual([1]);
    const [{ id }] = (await owner.call("GET", "/segments")).json.segments.filter(
      ({ name }: { name: string }) => name === "Skarv fans",
    );
    const isIn = async (person: string) => id in (await currentProfile(env, owner.shop, person))!.memberships;
    expect([await isIn(ann), await isIn(bo)]).toEqual([false, true]);
    expect(await rowsOf(ann)).toEqual({});
  });

  it("alone tells of its rows: the API, files and members do not", async () => {
    const row = { customer: { email: "ann@x.example" }, values: { brand: "Mine" } };
    const told = await owner.call("PUT", "/tables/brands/rows", { rows: [row] });
    expect(told).toMatchObject({ status: 422, json: { errors: [{ path: "table", reason: /saved query/ }] } });
    expect((await owner.call("POST", "/tables/brands/rows/remove", { ids: ["Skarv"] })).status).toBe(422);
    const file = await owner.call("POST", "/imports", {
      ...{ kind: "rows", table: "brands", file: "b.csv", size: 10, habits: { decimal: ".", dates: "iso" } },
      columns: [
        { heading: "e", target: "email" },
        { heading: "b", target: "column:brand" },
      ],
    });
    expect(file.status).toBe(422);
    const columns = (await owner.call("GET", "/tables/brands")).json.columns;
    const changed = await owner.call("PATCH", "/tables/brands", { columns });
    expect(changed.json.errors).toMatchObject([{ path: "columns", reason: "follows from the saved query" }]);
    const taken = await owner.call("POST", "/tables", {
      ...{
        key: "pets",
        label: "Pets",
        id: "tag",
        columns: [{ key: "tag", label: "Tag", type: "shortText" }],
      },
    });
    expect(taken.status).toBe(201);
    expect((await put(BY_HAND, "pets")).json.errors).toMatchObject([{ path: "key" }, { path: "label" }]);
  });

  it("is seen by analysts, and kept from them and from other shops", async () => {
    const analyst = await aMember(owner.shop, "analyst");
    expect((await analyst.call("GET", "/tables/brands/query")).json).toMatchObject({
      query: BRANDS,
      nextAt: null,
    });
    expect((await put(BY_HAND, "brands", analyst)).status).toBe(403);
    expect((await analyst.call("POST", "/tables/brands/query/runs")).status).toBe(403);
    expect((await analyst.call("POST", "/tables/preview", { query: BRANDS })).status).toBe(403);
    expect((await other.call("GET", "/tables/brands/query")).status).toBe(404);
    expect((await other.call("POST", "/tables/brands/query/runs")).status).toBe(404);
    // The same key there is another table, of other people.
    await put(BY_HAND, "brands", other);
    expect(await countOf({ has: "brands" }, other)).toEqual([1]);
    expect(await countOf({ has: "brands" })).toEqual([1]);
    const { results } = await env.DB.prepare("SELECT shop, row FROM table_rows ORDER BY shop = ?1, row")
      .bind(owner.shop)
      .all();
    expect(results).toEqual([
      { shop: other.shop, row: "Skarv" },
      { shop: owner.shop, row: "Skarv" },
      { shop: owner.shop, row: "Varde" },
    ]);
  });

  it("asks whom a rule holds for and keeps the most; what it asks is not lost meanwhile", async () => {
    await people(owner.shop, [
      {
        email: "gil@x.example",
        attributes: { country: "NO" },
        did: [bought("t1", 900), bought("v1", 1_000)],
      },
    ]);
    const norway = { attribute: "country", is: "equals", value: "NO" };
    const query = { ...BRANDS, people: norway, keep: { most: "amount", rows: 1 } };
    await put({ ...BY_HAND, label: "Norway", query }, "norway");
    expect(await runsOf("norway")).toMatchObject([{ people: 1, rows: 1, leftOut: 1 }]);
    const listed = await owner.call("GET", "/tables/norway/rows");
    expect(listed.json.items).toMatchObject([{ id: "Varde", person: { email: "gil@x.example" } }]);
    // A table of a table; and the other way round.
    const of = { from: { has: "norway" }, by: "month", columns: [{ measure: "most", of: "amount" }] };
    expect((await put({ ...BY_HAND, label: "Months", query: of }, "months")).json).toMatchObject({ rows: 1 });
    expect((await owner.call("DELETE", "/tables/norway")).json.usedBy).toMatchObject([
      { kind: "table", name: "Months" },
    ]);
    const round = await put({ query: { ...query, people: { has: "months" } }, schedule: null }, "norway");
    expect(round.json.errors).toEqual([
      { path: "query", reason: "goes in a circle: this table → “Months” → this table" },
    ]);
    // Without its dates, Months would make no sense.
    const without = await put(
      { query: { ...query, columns: [{ measure: "amount" }] }, schedule: null },
      "norway",
    );
    expect(without).toMatchObject({ status: 409, json: { usedBy: [{ name: "Months" }] } });
  });
});

describe("a run", () => {
  it("is stopped when it reads more than it may, and the last rows stay", async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ did: [bought("t1", 100 + i), bought("v1", 100)] }));
    await people(owner.shop, many);
    const before = (await owner.call("GET", "/tables/brands")).json;
    const saved = await put({
      ...BY_HAND,
      query: { ...BRANDS, keep: { most: "amount", rows: 50 } },
      mostRead: 1_000,
    });
    expect(saved.json).toMatchObject({ rows: before.rows, people: before.people });
    const [failed] = await runsOf();
    expect(failed).toMatchObject({ phase: "failed", written: 0, changed: 0, removed: 0 });
    expect(failed.error).toMatch(/read more than 1,000 rows and was stopped before anything was changed/);
    for (const table of ["table_query_batches", "table_query_changes"])
      expect(await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first("n")).toBe(0);
    await put(BY_HAND);
    expect((await owner.call("GET", "/tables/brands")).json).toMatchObject({ people: 302 });
  });

  it("that is killed in any step goes on as if it was not, and counts once", async () => {
    await env.DB.prepare("UPDATE activities SET amount = amount + 100 WHERE shop = ?1 AND product = 'v1'")
      .bind(owner.shop)
      .run();
    const at = Date.now();
    await env.DB.prepare(
      `INSERT INTO table_query_runs (shop, table_key, id, cause, phase, started_at) VALUES (?1, 'brands', 'killed', 'hand', 'choose', ?2)`,
    )
      .bind(owner.shop, at)
      .run();
    expect((await owner.call("POST", "/tables/brands/query/runs")).status).toBe(409);
    const saved = async () => {
      const rows = async (table: string) =>
        (await env.DB.prepare(`SELECT * FROM ${table} WHERE shop = ?1`).bind(owner.shop).all()).results;
      return {
        run: (await rows("table_query_runs")).find(({ id }) => id === "killed")!,
        batches: await rows("table_query_batches"),
        changes: await rows("table_query_changes"),
      };
    };
    for (let steps = 0; ; steps++) {
      expect(steps).toBeLessThan(20);
      const before = await saved();
      if (before.run.finished_at !== null) break;
      await goOn(env, owner.shop, "killed", 0);
      // What was told is told, but the end of the step never came.
      const put = (table: string, row: Record<string, unknown>) => {
        const keys = Object.keys(row);
        return env.DB.prepare(
          `INSERT OR REPLACE INTO ${table} (${keys.join(", ")}) VALUES (${keys.map((_, i) => `?${i + 1}`).join(", ")})`,
        ).bind(...Object.values(row));
      };
      await env.DB.batch([
        put("table_query_runs", before.run),
        ...before.batches.map((row) => put("table_query_batches", row)),
        ...before.changes.map((row) => put("table_query_changes", row)),
      ]);
      // Two at once.
      await Promise.all([goOn(env, owner.shop, "killed", 0), goOn(env, owner.shop, "killed", 0)]);
    }
    const [done] = await runsOf();
    expect(done).toMatchObject({
      id: "killed",
      phase: "done",
      people: 303,
      asked: 303,
      rows: 604,
      changed: 302,
      written: 0,
    });
    const { results } = await env.DB.prepare(
      "SELECT count(*) AS n FROM table_rows WHERE shop = ?1 AND table_key = 'brands' AND at = ?2",
    )
      .bind(owner.shop, at)
      .all<{ n: number }>();
    expect(results[0]!.n).toBe(302);
  });

  it("leaves those alone who were erased", async () => {
    await carryOut(env, await askForErasure(env, owner.shop, { profiles: [bo], reason: "request" }));
    expect(await run()).toMatchObject({ phase: "done", rows: 602, written: 0, removed: 0 });
  });

  it("begins by itself at its hour on the shop's clocks, once", async () => {
    await put({ ...BY_HAND, schedule: { every: "day", hour: 4 } });
    const { nextAt } = (await owner.call("GET", "/tables/brands/query")).json;
    const shown = new Intl.DateTimeFormat("en", {
      timeZone: "Europe/Berlin",
      hour: "numeric",
      hourCycle: "h23",
    });
    expect(shown.format(nextAt)).toBe("04");
    const count = (await runsOf()).length;
    await everyMinute(env, nextAt - 1);
    expect((await runsOf()).length).toBe(count);
    await everyMinute(env, nextAt);
    await everyMinute(env, nextAt + 60_000);
    const runs = await runsOf();
    expect(runs.length).toBe(count + 1);
    expect(runs[0]).toMatchObject({ cause: "schedule", phase: "done" });
    const after = (await owner.call("GET", "/tables/brands/query")).json.nextAt;
    expect(after - nextAt).toBeGreaterThanOrEqual(23 * HOUR);
  });

  it("goes with its table", async () => {
    const [{ id }] = (await owner.call("GET", "/segments")).json.segments;
    await owner.call("DELETE", `/segments/${id}`);
    expect((await owner.call("DELETE", "/tables/brands")).status).toBe(204);
    for (const table of ["table_queries", "table_query_runs"])
      expect(
        await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE shop = ?1 AND table_key = 'brands'`)
          .bind(owner.shop)
          .first("n"),
      ).toBe(0);
    expect((await owner.call("GET", "/tables/brands/query")).status).toBe(404);
  });
});
