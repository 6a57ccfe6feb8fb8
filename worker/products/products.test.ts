import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { DAY } from "../../core/time/zone";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { everyMinute } from "../visit/cron";

const now = Date.now();
let owner: Signed;

const catalogue = [
  {
    id: "t-1",
    name: "Alpine Dôme 2",
    brand: "Skarv",
    supplier: "Nord AS",
    categories: ["Camping > Tents > Domes"],
    tags: ["Winter"],
    price: 39_900,
    compareAt: 45_000,
    stock: 3,
  },
  {
    id: "t-2",
    name: "Family tent",
    brand: "Havgard",
    supplier: "Alpen",
    categories: ["Camping > Tents"],
    price: 29_900,
    stock: 0,
  },
  {
    id: "b-1",
    name: "Tentative book",
    brand: "skarv",
    supplier: "Nord AS",
    categories: ["Books > Camping"],
    price: 1_900,
  },
  { id: "s,1", name: "Stove", categories: ["Camping > Tents and stoves"] },
];

beforeAll(async () => {
  owner = await aShop();
  const { json } = await owner.call("PUT", "/products", { products: catalogue });
  expect(json).toEqual({ saved: 4, refused: [] });
  await owner.call("PUT", "/discounts/bf", {
    name: "Black Friday",
    startsAt: now - 9 * DAY,
    endsAt: now - 5 * DAY,
    products: ["t-2", "later"],
  });
  await owner.call("PUT", "/discounts/now", {
    name: "This week",
    code: "NOW",
    startsAt: now - DAY,
    endsAt: now + DAY,
    products: ["b-1"],
  });
});

const idsOf = (list: { id: string }[]) => list.map(({ id }) => id).sort();
const found = async (query: string) => idsOf((await owner.call("GET", `/products?${query}`)).json.items);
const resolved = async (items: unknown) => (await owner.call("POST", "/products/resolve", { items })).json;

describe("the catalogue", () => {
  it("is found by the beginnings of words, without case and accents", async () => {
    expect(await found("q=TENT")).toEqual(["b-1", "s,1", "t-1", "t-2"]);
    expect(await found("q=dome%20alp")).toEqual(["t-1"]);
    expect(await found("q=d%C3%B4me")).toEqual(["t-1"]);
    expect(await found("q=t-2")).toEqual(["t-2"]);
    expect(await found("q=ove")).toEqual([]);
    expect(await found("q=%25")).toEqual([]);
    expect(await found(`q=${encodeURIComponent('" OR shop:x*')}`)).toEqual([]);
    expect(await found("")).toHaveLength(4);
  });

  it("is found by ids, category, brand and stock", async () => {
    expect(await found("ids=t-2,s%252C1,nosuch")).toEqual(["s,1", "t-2"]);
    expect(await found("category=CAMPING%3Etents")).toEqual(["t-1", "t-2"]);
    expect(await found("brand=SKARV&inStock=true&q=dome")).toEqual(["t-1"]);
    expect(await found("onDiscount=true")).toEqual(["b-1", "t-1"]);
  });

  it("keeps the rest of a batch when rows are bad, and says what is wrong with them", async () => {
    const other = await aShop();
    const { json } = await other.call("PUT", "/products", {
      products: [
        { id: "a", name: "A" },
        { id: "b", name: "", price: 1.5 },
        "junk",
        { id: "c", name: "C", colour: "red" },
      ],
    });
    expect(json).toEqual({
      saved: 1,
      refused: [
        {
          index: 1,
          id: "b",
          errors: [
            { path: "name", reason: expect.any(String) },
            { path: "price", reason: expect.any(String) },
          ],
        },
        { index: 2, id: null, errors: [{ path: "", reason: expect.any(String) }] },
        { index: 3, id: "c", errors: [{ path: "colour", reason: "is not a field that is known here" }] },
      ],
    });
    expect((await other.call("GET", "/products/a")).json).toMatchObject({
      name: "A",
      currency: "EUR",
      active: true,
      categories: [],
    });
  });

  it("changes nothing when the same is sent again, and all that depends on it when a product changes", async () => {
    const revision = async () =>
      (await env.DB.prepare("SELECT catalogue_revision AS n FROM shops WHERE id = ?1")
        .bind(owner.shop)
        .first<{ n: number }>())!.n;
    const before = await revision();
    await owner.call("PUT", "/products", { products: catalogue });
    expect(await revision()).toBe(before);
    await owner.call("PUT", "/products", {
      products: [{ ...catalogue[3], name: "Cooker", brand: "Loud", categories: ["Kitchen"] }],
    });
    expect(await revision()).toBe(before + 1);
    expect(await found("q=stove")).toEqual([]);
    expect(await found("q=cooker&brand=loud&category=Kitchen")).toEqual(["s,1"]);
    expect(await found("category=Camping%20%3E%20Tents%20and%20stoves")).toEqual([]);
    await owner.call("PUT", "/products", { products: catalogue });
  });

  it("forgets a deleted product everywhere, and keeps one that is no longer sold", async () => {
    const other = await aShop();
    await other.call("PUT", "/products", {
      products: [
        { id: "a", name: "Old lamp", brand: "B" },
        { id: "b", name: "New lamp", brand: "B" },
      ],
    });
    expect((await other.call("PATCH", "/products/a", { active: false })).json.active).toBe(false);
    expect(idsOf((await other.call("GET", "/products?active=true")).json.items)).toEqual(["b"]);
    expect((await other.call("POST", "/products/resolve", { items: { brand: ["b"] } })).json.count).toBe(2);
    expect((await other.call("DELETE", "/products/a")).status).toBe(204);
    expect((await other.call("DELETE", "/products/a")).status).toBe(404);
    expect((await other.call("POST", "/products/resolve", { items: { brand: ["b"] } })).json.count).toBe(1);
    expect((await other.call("GET", "/products?q=old")).json.items).toEqual([]);
  });

  it("comes a page at a time, each product once", async () => {
    const other = await aShop();
    const many = Array.from({ length: 120 }, (_, i) => ({ id: `p${i}`, name: `Same name ${i % 3}` }));
    await other.call("PUT", "/products", { products: many });
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { json } = await other.call("GET", `/products${cursor && `?cursor=${cursor}`}`);
      seen.push(...json.items.map(({ id }: { id: string }) => id));
      cursor = json.next;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it("is told in facets and as a tree, with counts", async () => {
    const { json } = await owner.call("GET", "/products/facets");
    expect(json.brand).toEqual([
      { key: "skarv", name: expect.stringMatching(/skarv/i), products: 2 },
      { key: "havgard", name: "Havgard", products: 1 },
    ]);
    expect(json.category).toContainEqual({ key: "camping > tents", name: "Camping > Tents", products: 2 });
    expect(json.category).toContainEqual({ key: "camping", name: "Camping", products: 3 });
    const nodes = async (query: string) => (await owner.call("GET", `/products/tree?${query}`)).json.nodes;
    expect(await nodes("")).toMatchObject([
      { level: "supplier", name: "", products: 1 },
      { name: "Alpen" },
      { name: "Nord AS", key: "nord as", products: 2 },
    ]);
    expect(await nodes("supplier=nord%20as")).toMatchObject([{ level: "brand", key: "skarv", products: 2 }]);
    expect(await nodes("supplier=nord%20as&brand=skarv")).toMatchObject([
      { level: "category", name: "Books > Camping", products: 1 },
      { name: "Camping > Tents > Domes" },
    ]);
    expect(await nodes("supplier=nord%20as&brand=skarv&category=Books%20%3E%20Camping")).toEqual([
      { level: "product", key: "b-1", name: "Tentative book", products: 1 },
    ]);
  });

  it("is for analysts to read and marketers to change", async () => {
    const analyst = await aMember(owner.shop, "analyst");
    expect((await analyst.call("GET", "/products")).status).toBe(200);
    expect((await analyst.call("PUT", "/products", { products: catalogue })).status).toBe(403);
  });
});

describe("discounts", () => {
  it("are listed with how many products they have, and kept while a rule needs them", async () => {
    const { json } = await owner.call("GET", "/discounts");
    expect(json.items).toMatchObject([
      { id: "bf", name: "Black Friday", code: null, products: 2 },
      { id: "now", code: "NOW", products: 1 },
    ]);
    const rule: Rule = { did: "bought", items: { discount: "bf" } };
    const segment = (await owner.call("POST", "/segments", { name: "Bargain hunters", rule })).json.id;
    expect((await owner.call("DELETE", "/discounts/bf")).status).toBe(409);
    await owner.call("DELETE", `/segments/${segment}`);
    const extra = await owner.call("PUT", "/discounts/extra", { name: "Extra" });
    expect(extra.json).toEqual({
      id: "extra",
      name: "Extra",
      code: null,
      startsAt: null,
      endsAt: null,
      products: [],
    });
    expect((await owner.call("DELETE", "/discounts/extra")).status).toBe(204);
    expect((await owner.call("GET", "/discounts/extra")).status).toBe(404);
    expect((await owner.call("PUT", "/discounts/x", { name: "X", startsAt: 2, endsAt: 1 })).status).toBe(422);
  });
});

describe("items of rules", () => {
  it.each([
    [{ brand: ["SKARV"] }, ["b-1", "t-1"]],
    [{ supplier: ["nord as", "Alpen"], price: { lessThan: 39_900, atLeast: 1_900 } }, ["b-1", "t-2"]],
    [{ price: { moreThan: 1_900, atMost: 39_900 } }, ["t-1", "t-2"]],
    [{ inCategory: ["camping"] }, ["s,1", "t-1", "t-2"]],
    [{ inCategory: ["Camping > Tents"] }, ["t-1", "t-2"]],
    [{ inCategory: ["Tents"] }, []],
    [{ tag: ["winter"] }, ["t-1"]],
    [{ inStock: true }, ["b-1", "s,1", "t-1"]],
    [{ inStock: false }, ["t-2"]],
    [{ onDiscount: true }, ["b-1", "t-1"]],
    [{ onDiscount: false }, ["s,1", "t-2"]],
    [{ discount: "bf" }, ["t-2"]],
    [{ search: "dome" }, ["t-1"]],
    [{ search: "tent", brand: ["skarv"], inStock: true, price: { atLeast: 10_000 } }, ["t-1"]],
    [{ ids: ["t-1", "t-2", "nosuch"], inStock: true }, ["t-1"]],
  ])("%j finds %j", async (items, ids) => {
    const { count, products } = await resolved(items);
    expect(idsOf(products)).toEqual(ids);
    expect(count).toBe(ids.length);
  });

  it("are refused with every place that is wrong", async () => {
    expect((await resolved({ brand: [], price: { about: 3 }, colour: "red" })).errors).toEqual([
      { path: "items.colour", reason: expect.stringContaining("must be one of") },
    ]);
    expect(
      (await resolved({ brand: [], price: { about: 3 }, search: "…" })).errors.map(
        ({ path }: { path: string }) => path,
      ),
    ).toEqual(["items.brand", "items.price", "items.search"]);
  });

  it("of what pages tell are not looked up in the catalogue", async () => {
    expect((await resolved({ categories: ["Camping"] })).errors).toMatchObject([
      { path: "items.categories" },
    ]);
  });

  it("never find another shop's products", async () => {
    const other = await aShop();
    await other.call("PUT", "/products", {
      products: [
        { id: "x", name: "Dome", brand: "Skarv", categories: ["Camping > Tents"], tags: ["winter"] },
      ],
    });
    for (const items of [{ brand: ["skarv"] }, { search: "dome" }, { inCategory: ["camping"] }])
      expect(
        (await other.call("POST", "/products/resolve", { items })).json.products.map(
          ({ id }: { id: string }) => id,
        ),
      ).toEqual(["x"]);
    expect((await resolved({ search: "dome" })).count).toBe(1);
  });

  it("count people by what they did with them, by a discount only while it ran", async () => {
    const shop = await aShop();
    await shop.call("PUT", "/products", { products: catalogue });
    await shop.call("PUT", "/discounts/bf", {
      name: "BF",
      startsAt: now - 9 * DAY,
      endsAt: now - 5 * DAY,
      products: ["t-2"],
    });
    await people(shop.shop, [
      { did: [{ kind: "bought", at: now - 6 * DAY, product: "t-2" }] },
      {
        did: [
          { kind: "bought", at: now - 4 * DAY, product: "t-2" },
          { kind: "bought", at: now - DAY, product: "t-1" },
        ],
      },
      { did: [{ kind: "viewed_product", at: now - DAY, product: "b-1" }] },
    ]);
    const count = async (rule: Rule) => (await shop.call("POST", "/rules/count", { rule })).json.counts?.[0];
    expect(await count({ did: "bought", items: { discount: "bf" } })).toBe(1);
    expect(await count({ did: "bought", items: { inCategory: ["Camping > Tents"] } })).toBe(2);
    expect(
      await count({ did: "bought", items: { inCategory: ["Camping > Tents"] }, times: { atLeast: 2 } }),
    ).toBe(1);
    expect(
      await count({
        not: { did: "viewed_product", items: { brand: ["Skarv"], price: { lessThan: 10_000 } } },
      }),
    ).toBe(2);
    expect(await count({ interestedIn: { brand: ["Skarv"] }, likelihood: 50 })).toBe(0);
  });
});

describe("cron", () => {
  it("looks at a changed catalogue once", async () => {
    const shop = await aShop();
    await shop.call("PUT", "/products", { products: catalogue });
    const behind = () =>
      env.DB.prepare("SELECT count(*) AS n FROM shops WHERE id = ?1 AND catalogue_revision > items_revision")
        .bind(shop.shop)
        .first<{ n: number }>();
    expect((await behind())!.n).toBe(1);
    await everyMinute(env, Date.now());
    expect((await behind())!.n).toBe(0);
  });
});
