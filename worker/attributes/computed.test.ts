/** Computed attributes: defined in the panel, worked out by whoever owns a profile, read like any other. */
import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../core/time/zone";
import { tellPeople } from "../profiles/recognise";
import { tellProfiles } from "../profiles/tell";
import { aBrowser, flushed, pageView } from "../testing/shop";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { everyMinute } from "../visit/cron";

const DAYS_30 = { inTheLast: [30, "days"] };
const views = (category?: string) => ({
  measure: "count",
  of: {
    did: "viewed_product",
    ...(category && { items: { categories: [category] } }),
    during: DAYS_30,
  },
});
const lastProduct = { measure: "last", value: "product", of: { did: "viewed_product" } };

const define = (owner: Signed, key: string, computed: unknown, more = {}) =>
  owner.call("POST", "/attributes", { key, label: key, computed, ...more });
const view = (id: string, category: string) => ({
  type: "product_view" as const,
  product: { id, name: id, category, price: 1000 },
});
const idsOf = async (owner: Signed, rule: unknown) =>
  (await owner.call("POST", "/rules/sample", { rule })).json.people
    .map(({ id }: { id: string }) => id)
    .sort();
const browserOf = async (owner: Signed) => {
  const { key } = (await env.DB.prepare("SELECT key FROM shop_keys WHERE shop = ?1")
    .bind(owner.shop)
    .first<{ key: string }>())!;
  return aBrowser({ id: owner.shop, key });
};
const shopFor = () => aShop({ consent: "not_required", origin: "https://shop.example" });
const segmentOf = async (owner: Signed, name: string, rule: unknown): Promise<string> =>
  (await owner.call("POST", "/segments", { name, rule, visible: true })).json.id;
/** Of one person: the page in the panel, which asks the owner. */
const factOf = async (owner: Signed, person: string, key: string) => {
  const { groups } = (await owner.call("GET", `/profiles/${person}`)).json;
  return groups
    .flatMap(({ attributes }: { attributes: { key: string; value: unknown }[] }) => attributes)
    .find((one: { key: string }) => one.key === key);
};

describe("a definition", () => {
  let owner: Signed;
  beforeAll(async () => {
    owner = await shopFor();
  });

  it("says how it is worked out, and its type follows", async () => {
    const { status, json } = await define(owner, "shoe_views", views("shoes"));
    expect(status).toBe(201);
    expect(json).toMatchObject({ type: "number", unit: "count", computed: views("shoes"), standard: false });
    const sum = {
      measure: "sum",
      value: "amount",
      of: { did: "ordered", during: { inTheLast: [90, "days"] } },
    };
    expect((await define(owner, "spent_90", sum)).json).toMatchObject({ type: "number", unit: "amount" });
    expect((await define(owner, "last_seen_product", lastProduct)).json).toMatchObject({ type: "shortText" });
    const at = { measure: "first", value: "at", of: { did: "added_to_cart" } };
    expect((await define(owner, "first_cart_at", at)).json).toMatchObject({ type: "dateTime" });
    const score = { score: [{ when: { attribute: "shoe_views", is: "atLeast", value: 2 }, points: 10 }] };
    expect((await define(owner, "score", score)).json).toMatchObject({ type: "number", unit: "count" });
    expect((await owner.call("GET", "/attributes/shoe_views")).json.usedBy).toEqual([
      { kind: "attribute", id: "score", name: "score" },
    ]);
  });

  it.each([
    ["computed.measure", { measure: "average", of: { did: "ordered" } }],
    ["computed.of", { measure: "count" }],
    ["computed.of.did", { measure: "count", of: { did: "slept" } }],
    ["computed.of.times", { measure: "count", of: { did: "ordered", times: { atLeast: 2 } } }],
    ["computed.of.did", { measure: "sum", value: "amount", of: { did: "viewed_product" } }],
    ["computed.value", { measure: "sum", value: "product", of: { did: "ordered" } }],
    ["computed.value", { measure: "count", value: "product", of: { did: "viewed_product" } }],
    ["computed.value", { measure: "mostFrequent", of: { did: "viewed_product" } }],
    ["computed.score", { score: [] }],
    ["computed.score[0].points", { score: [{ when: { did: "ordered" }, points: 0 }] }],
    ["computed.score[0].when", { score: [{ when: { all: [] }, points: 1 }] }],
    ["computed.score[0].when.attribute", { score: [{ when: { attribute: "no", is: "known" }, points: 1 }] }],
    ["computed.score[0].when", { score: [{ when: { live: "exit_intent", is: "isTrue" }, points: 1 }] }],
    ["computed", { of: { did: "ordered" } }],
    ["computed", 7],
  ])("is refused at %s: %j", async (path, computed) => {
    const { status, json } = await define(owner, "wrong", computed);
    expect(status).toBe(422);
    expect(json.errors.map((error: { path: string }) => error.path)).toContain(path);
  });

  it("has neither a type nor answers of its own, and no page may set it", async () => {
    for (const [path, more] of Object.entries({
      type: { type: "number" },
      options: { options: ["a"] },
      browser: { browser: true },
    })) {
      const { status, json } = await define(owner, "wrong", views(), more);
      expect([status, json.errors[0].path]).toEqual([422, path]);
    }
    expect(
      (await owner.call("POST", "/attributes", { key: "wrong", label: "Wrong" })).json.errors[0].path,
    ).toBe("type");
  });

  it("does not go in a circle, neither with itself nor through segments", async () => {
    const high = await segmentOf(owner, "High score", { attribute: "score", is: "atLeast", value: 5 });
    const points = (when: unknown) => ({ score: [{ when, points: 1 }] });
    const change = (computed: unknown) => owner.call("PATCH", "/attributes/score", { computed });
    const reasonOf = async (computed: unknown) => (await change(computed)).json.errors?.[0];
    expect(await reasonOf(points({ attribute: "score", is: "known" }))).toEqual({
      path: "computed.score",
      reason: "goes in a circle: this attribute → this attribute",
    });
    expect(await reasonOf(points({ segment: high }))).toMatchObject({
      reason: "goes in a circle: this attribute → “High score” → this attribute",
    });
    const byScore = await define(owner, "by_segment", points({ segment: high }));
    expect(byScore.status).toBe(201);
    const back = await owner.call("PATCH", `/segments/${high}`, {
      rule: { attribute: "by_segment", is: "equals", value: 1 },
    });
    expect(back.json.errors[0]).toMatchObject({
      path: "rule",
      reason: "goes in a circle: this segment → “by_segment” → this segment",
    });
    const refused = await owner.call("DELETE", `/segments/${high}`);
    expect(refused).toMatchObject({
      status: 409,
      json: { usedBy: [{ kind: "attribute", id: "by_segment" }] },
    });
  });

  it("changes how, but not into another kind of fact; and is never told", async () => {
    const changed = await owner.call("PATCH", "/attributes/shoe_views", { computed: views() });
    expect(changed.json).toMatchObject({ computed: views() });
    const other = await owner.call("PATCH", "/attributes/shoe_views", { computed: lastProduct });
    expect(other.json.errors[0]).toMatchObject({ path: "computed" });
    for (const more of [{ type: "shortText" }, { browser: true }])
      expect((await owner.call("PATCH", "/attributes/shoe_views", more)).status).toBe(422);
    await owner.call("POST", "/attributes", { key: "told", label: "Told", type: "number" });
    const told = await owner.call("PATCH", "/attributes/told", { computed: views() });
    expect(told.json.errors[0].path).toBe("computed");
  });

  it("keeps its key to itself when it is deleted: nobody takes what was worked out for what was told", async () => {
    await define(owner, "gone", views());
    expect((await owner.call("DELETE", "/attributes/gone")).status).toBe(204);
    const again = await owner.call("POST", "/attributes", { key: "gone", label: "Gone", type: "number" });
    expect([again.status, again.json.errors[0].path]).toEqual([422, "key"]);
    expect((await define(owner, "gone", views("tents"))).status).toBe(201);
  });

  it("is a marketer's to make, and one of 50", async () => {
    const shop = await shopFor();
    const analyst = await aMember(shop.shop, "analyst");
    expect((await define(analyst, "a", views())).status).toBe(403);
    await env.DB.batch(
      Array.from({ length: 50 }, (_, i) =>
        env.DB.prepare(
          `INSERT INTO attribute_definitions (shop, key, label, "group", type, options, computed, created_at)
           VALUES (?1, ?2, ?2, 'Other', 'number', '[]', ?3, 0)`,
        ).bind(shop.shop, `c${i}`, JSON.stringify(views())),
      ),
    );
    expect((await define(shop, "one_more", views())).json.errors[0]).toMatchObject({ path: "computed" });
  });
});

describe("a signal", () => {
  it("changes the value and the segments that look at it in the same request, and D1 follows", async () => {
    const owner = await shopFor();
    await define(owner, "shoe_views", views("shoes"));
    await define(owner, "last_product", lastProduct);
    await define(owner, "score", {
      score: [
        { when: { attribute: "shoe_views", is: "atLeast", value: 2 }, points: 10 },
        { when: { attribute: "last_product", is: "equals", value: "tent" }, points: -5 },
      ],
    });
    const fan = await segmentOf(owner, "Shoe fan", { attribute: "score", is: "atLeast", value: 10 });
    const few = await segmentOf(owner, "Few", { attribute: "shoe_views", is: "atMost", value: 1 });
    const browser = await browserOf(owner);
    expect((await browser.tell(pageView, view("boot", "shoes"))).body.segments).toEqual([few]);
    expect((await browser.tell(view("sandal", "shoes"))).body.segments).toEqual([fan]);
    expect((await browser.tell(view("tent", "tents"))).body.segments).toEqual([]);
    await flushed();
    const [person] = await idsOf(owner, { attribute: "last_product", is: "equals", value: "tent" });
    for (const [key, value] of Object.entries({ shoe_views: 2, last_product: "tent", score: 5 }))
      expect(await factOf(owner, person, key)).toMatchObject({ value, settable: false });
    expect(await idsOf(owner, { attribute: "score", is: "equals", value: 5 })).toEqual([person]);
  });

  it("never sets it: neither a page, nor the API, nor the panel", async () => {
    const owner = await shopFor();
    await define(owner, "seen_products", views());
    const browser = await browserOf(owner);
    const { body } = await browser.tell(pageView, {
      type: "set",
      attributes: { seen_products: 99 },
    } as never);
    expect(body.problems).toEqual([
      { path: "signals[1].attributes.seen_products", reason: "is computed and cannot be set" },
    ]);
    await flushed();
    const [person] = await idsOf(owner, { attribute: "page_views", is: "atLeast", value: 1 });
    const command = { do: "set" as const, at: Date.now(), attributes: { seen_products: 99 } };
    const told = { profile: person, commands: [command] };
    const [problems] = await tellProfiles(env, owner.shop, [told], "import");
    expect(problems).toEqual([
      {
        path: "commands[0].attributes.seen_products",
        reason: "is worked out by Vitrine and cannot be set",
      },
    ]);
    const panel = await owner.call("PATCH", `/profiles/${person}`, { attributes: { seen_products: 99 } });
    expect(panel.status).toBe(422);
    expect(await factOf(owner, person, "seen_products")).toMatchObject({ value: 0 });
  });
});

describe("people who are there already", () => {
  it("are all worked out after it was defined or changed, wherever they live, with progress", async () => {
    const owner = await shopFor();
    const now = Date.now();
    const did = (n: number, category: string) =>
      Array.from({ length: n }, (_, i) => ({ kind: "viewed_product" as const, at: now - i - 1, category }));
    const two = await segmentOf(owner, "Two", { attribute: "orders", is: "unknown" });
    const ids = await people(owner.shop, [{ did: did(3, "shoes") }, { did: did(1, "shoes") }, {}]);
    const browser = await browserOf(owner);
    await browser.tell(pageView, view("boot", "shoes"), view("tent", "tents"), view("sandal", "shoes"));
    await flushed();
    await define(owner, "shoe_views", views("shoes"));
    await owner.call("PATCH", `/segments/${two}`, {
      rule: { attribute: "shoe_views", is: "equals", value: 2 },
    });
    await flushed();
    await everyMinute(env, Date.now());
    expect((await owner.call("GET", "/rules/evaluation")).json).toMatchObject({ underWay: false, total: 4 });
    const having = (value: number) => idsOf(owner, { attribute: "shoe_views", is: "equals", value });
    expect([await having(3), await having(1), await having(0)]).toEqual([[ids[0]], [ids[1]], [ids[2]]]);
    const [seen] = await having(2);
    expect(await idsOf(owner, { segment: two })).toEqual([seen]);

    await owner.call("PATCH", "/attributes/shoe_views", { computed: views() });
    await flushed();
    await everyMinute(env, Date.now());
    expect([await having(3), await having(2)]).toEqual([[ids[0], seen].sort(), []]);
    expect(await idsOf(owner, { segment: two })).toEqual([]);
    const { attributes } = (await owner.call("GET", "/explorer/attributes")).json;
    expect(attributes.find(({ key }: { key: string }) => key === "shoe_views").known.people).toBe(4);
    const { bins } = (await owner.call("GET", "/explorer/attributes/shoe_views")).json;
    expect(bins.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(4);
  });

  it("are moved by time alone, in D1 and in shards", async () => {
    const owner = await shopFor();
    await define(owner, "recent", {
      measure: "count",
      of: { did: "event", during: { inTheLast: [2, "hours"] } },
    });
    const none = await segmentOf(owner, "None", { attribute: "recent", is: "equals", value: 0 });
    const at = Date.now() - HOUR;
    const [told] = await tellPeople(
      env,
      owner.shop,
      [
        {
          identities: [{ kind: "email", value: "a@x.example", written: "a@x.example" }],
          commands: [{ do: "event", at, id: "e1", name: "quiz" }],
          at,
        },
      ],
      "import",
    );
    const browser = await browserOf(owner);
    await browser.tell(pageView, { type: "event", name: "quiz" } as never);
    await flushed();
    const before = await idsOf(owner, { attribute: "recent", is: "equals", value: 1 });
    expect(before).toHaveLength(2);
    expect(before).toContain(told!.profile);
    expect(await idsOf(owner, { segment: none })).toEqual([]);
    await everyMinute(env, Date.now() + 2 * HOUR + 1000);
    await flushed();
    expect(await idsOf(owner, { attribute: "recent", is: "equals", value: 0 })).toEqual(before);
    expect(await idsOf(owner, { segment: none })).toEqual(before);
  });
});

describe("a preview", () => {
  it("says for how many it would be known, how it is spread, and of whom; and changes nothing", async () => {
    const owner = await shopFor();
    const at = Date.now() - DAY;
    const viewed = (product: string) => ({ kind: "viewed_product" as const, at, product, category: "shoes" });
    const [first] = await people(owner.shop, [
      { did: [viewed("boot"), viewed("boot")], email: "ada@x.example", attributes: { first_name: "Ada" } },
      { did: [viewed("sandal")] },
      {},
    ]);
    const preview = async (computed: unknown) =>
      (await owner.call("POST", "/attributes/preview", { computed })).json;
    expect(await preview(views("shoes"))).toMatchObject({
      ...{ type: "number", unit: "count", people: 3, looked: 3, exact: true },
      known: { people: 3, low: 3, high: 3 },
      numbers: { least: 0, median: 1, mean: 1, most: 2 },
    });
    const products = await preview({ ...lastProduct, measure: "mostFrequent" });
    expect(products).toMatchObject({ known: { people: 2 }, distinct: 2, bins: null });
    expect(products.examples).toContainEqual({
      person: expect.objectContaining({ id: first, name: "Ada", email: "ada@x.example" }),
      value: "boot",
    });
    expect((await owner.call("POST", "/attributes/preview", { computed: { measure: "x" } })).status).toBe(
      422,
    );
    expect(
      (await owner.call("GET", "/attributes")).json.attributes.some(
        (a: { standard: boolean }) => !a.standard,
      ),
    ).toBe(false);
  });
});

describe("two profiles that become one person", () => {
  it("are worked out as one, and apart again when they never were", { timeout: 40_000 }, async () => {
    const owner = await shopFor();
    await define(owner, "shoe_views", views("shoes"));
    await define(owner, "last_product", lastProduct);
    const three = await segmentOf(owner, "Three", { attribute: "shoe_views", is: "equals", value: 3 });
    const [laptop, phone] = [await browserOf(owner), await browserOf(owner)];
    await laptop.tell(pageView, view("boot", "shoes"), view("sandal", "shoes"));
    await phone.tell(pageView, view("clog", "shoes"));
    await flushed();
    const having = (n: number) => idsOf(owner, { attribute: "shoe_views", is: "equals", value: n });
    const [[one], [other]] = [await having(2), await having(1)];
    expect((await owner.call("POST", `/profiles/${one}/merges`, { with: other })).status).toBeLessThan(300);
    await expect.poll(() => flushed().then(() => having(3)), { timeout: 15_000 }).toHaveLength(1);
    const [survivor] = await having(3);
    expect(await idsOf(owner, { segment: three })).toEqual([survivor]);
    expect(await factOf(owner, survivor, "last_product")).toMatchObject({ value: "clog" });
    expect((await phone.tell(pageView)).body.segments).toEqual([three]);

    const { merges } = (await owner.call("GET", `/profiles/${survivor}`)).json;
    const undo = await owner.call("DELETE", `/profiles/${survivor}/merges/${merges[0].id}`);
    expect(undo.status).toBeLessThan(300);
    await expect.poll(() => flushed().then(() => having(2)), { timeout: 15_000 }).toHaveLength(1);
    expect([await having(1), await having(3)]).toEqual([[expect.any(String)], []]);
  });
});
