import { env, SELF } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sql } from "../../core/rules/sql";
import { DAY, HOUR } from "../../core/time/zone";
import { readContext } from "../segments/read-context";
import { prepared } from "../segments/select";
import { shopContext } from "../shops/context";
import { aMember, aShop, ORIGIN, people, type Signed } from "../testing/world";
import { askForExport, PATIENCE } from "./ask";
import { download } from "./download";
import { pageOf } from "./select";

const now = Date.parse("2026-01-27T08:30:00Z");
let owner: Signed;
let marketer: Signed;
let loyal: string;

/** Each of these tests is about something else than how many there may be. */
beforeEach(async () => {
  await env.DB.exec("DELETE FROM exports");
});

beforeAll(async () => {
  owner = await aShop();
  marketer = await aMember(owner.shop, "marketer");
  await owner.call("POST", "/attributes", {
    key: "shoe",
    label: "Shoe size",
    group: "Other",
    type: "number",
  });
  loyal = (
    await owner.call("POST", "/segments", {
      name: "Loyal; and true",
      rule: { attribute: "orders", is: "atLeast", value: 2 },
    })
  ).json.id;
  await people(
    owner.shop,
    [
      {
        id: "anna",
        email: "Anna@One.test",
        attributes: {
          ...{ first_name: "=Anna", last_name: 'Mü"ller, A.', orders: 3, spent: -12_345, shoe: 38.5 },
          ...{
            tags: ["vip", "b2b"],
            last_seen_at: now - DAY,
            email_consent: true,
            first_order_at: now - 10 * DAY,
          },
        },
        did: [400, 20, 2].map((days) => ({ kind: "ordered", at: now - days * DAY, amount: days * 100 })),
        memberships: { [loyal]: now },
      },
      { id: "bert", email: "bert@two.test", attributes: { first_name: "Bert\nBart", last_seen_at: now } },
      { id: "carl", attributes: { last_seen_at: now } },
    ],
    now,
  );
}, 30_000);

const everyone = { whom: {}, activation: "vitrine", detail: "basic", format: "csv" };

async function fetched(asked: object, by = owner) {
  const { status, json } = await by.call("POST", "/exports", { ...everyone, ...asked });
  expect(status, JSON.stringify(json)).toBe(201);
  const response = await SELF.fetch(`${ORIGIN}/api/shops/${by.shop}/exports/${json.id}/file`, {
    headers: { cookie: by.cookie },
  });
  expect(response.status).toBe(200);
  // Not text(): that drops the byte order mark.
  const bytes = await response.arrayBuffer();
  return {
    ...json,
    headers: response.headers,
    text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
  };
}

const objects = async (asked: object, by = owner) =>
  (await fetched({ ...asked, format: "jsonl" }, by)).text
    .split("\n")
    .filter(Boolean)
    .map((line: string) => JSON.parse(line));
const idsOf = async (asked: object, by = owner) =>
  (await objects(asked, by)).map(({ vitrine_id }: { vitrine_id: string }) => vitrine_id);
const recent = async (by = owner) => (await by.call("GET", "/exports")).json.exports;

describe("a file", () => {
  it("is CSV that opens right in a spreadsheet, with who they are and what they agreed to", async () => {
    const { text, headers } = await fetched({ activation: "email" });
    expect(text).toBe(
      [
        "\uFEFFactivation_id,vitrine_id,email,emails,email_verified,phone,phones,customer_id,customer_ids,first_name,last_name,email_consent,email_consent_at (Europe/Berlin),analytics_consent,marketing_consent,consent_at (Europe/Berlin)",
        `Anna@One.test,anna,Anna@One.test,Anna@One.test,false,,,,,'=Anna,"Mü""ller, A.",true,,true,false,2026-01-27T09:30:00+01:00`,
        `bert@two.test,bert,bert@two.test,bert@two.test,false,,,,,"Bert\nBart",,,,true,false,2026-01-27T09:30:00+01:00`,
        "",
      ].join("\r\n"),
    );
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toMatch(
      /^attachment; filename="alpine-outfitters-people-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("has all attributes, the shop's own too, segments by name, amounts in major units", async () => {
    const [anna, ...others] = await objects({ detail: "advanced" });
    expect(anna).toMatchObject({
      ...{
        activation_id: "anna",
        orders: 3,
        spent: -123.45,
        spent_past_year: 22,
        currency: "EUR",
        shoe: 38.5,
        tags: ["vip", "b2b"],
      },
      ...{
        segments: ["Loyal; and true"],
        recommended_products: [],
        first_order_at: "2026-01-17T09:30:00+01:00",
      },
      ...{ clv: null, lifecycle: null, birthday: null },
    });
    expect(anna.days_since_first_order).toBeGreaterThanOrEqual(10);
    for (const other of others) expect(Object.keys(other)).toEqual(Object.keys(anna));
    const { text } = await fetched({ detail: "advanced", format: "csv_semicolon", whom: { segment: loyal } });
    expect(text).toContain(';"Loyal; and true";');
    expect(text).toContain(";-123,45;");
    expect(text).toContain(";38,5;");
    expect(text).toContain(';"vip; b2b";');
  });

  it("says what is recommended, the likeliest first", async () => {
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO products (shop, id, name, keys, updated_at) VALUES (?1, 'tent', 'Lofoten Tent', '{}', 0)",
      ).bind(owner.shop),
      env.DB.prepare(
        `INSERT INTO interests (shop, person, product, likelihood) SELECT ?1, p.num, j.value ->> 0, j.value ->> 1
         FROM profiles p, json_each('[["mug",0.2],["tent",0.9]]') j WHERE p.id = 'carl' AND p.shop = ?1`,
      ).bind(owner.shop),
    ]);
    const all = await objects({ detail: "advanced" });
    expect(all[2]).toMatchObject({ vitrine_id: "carl", recommended_products: ["Lofoten Tent", "mug"] });
  });

  it("holds those asked for: a segment's, those found, those of a rule, the identified", async () => {
    expect(await idsOf({})).toEqual(["anna", "bert", "carl"]);
    expect(await idsOf({ whom: { segment: loyal } })).toEqual(["anna"]);
    expect(await idsOf({ whom: { q: "BERT@" } })).toEqual(["bert"]);
    expect(await idsOf({ whom: { identified: false } })).toEqual(["carl"]);
    const rule = { not: { attribute: "orders", is: "atLeast", value: 2 } };
    expect(await idsOf({ whom: { rule } })).toEqual(["bert", "carl"]);
    expect(await idsOf({ whom: { rule, identified: true } })).toEqual(["bert"]);
    expect(await idsOf({ whom: { q: "nobody" } })).toEqual([]);
  });

  it("leaves out whoever has no such activation id, and says how many", async () => {
    const asked = { whom: {}, activation: "email" };
    expect((await owner.call("POST", "/exports/count", asked)).json).toEqual({
      ...{ people: 3, without: 1, same: 0, rows: 2 },
    });
    expect(await idsOf(asked)).toEqual(["anna", "bert"]);
    expect((await recent())[0]).toMatchObject({ people: 3, without: 1, same: 0, rows: 2, state: "done" });
    expect(await idsOf({ activation: "phone" })).toEqual([]);
  });

  it("refuses a segment and a rule that are none", async () => {
    const { status, json } = await owner.call("POST", "/exports", { ...everyone, whom: { segment: "none" } });
    expect(status).toBe(422);
    expect(json.errors).toEqual([{ path: "whom.segment", reason: "is not a segment of this shop" }]);
    const wrong = await owner.call("POST", "/exports", {
      ...everyone,
      whom: { rule: { attribute: "nope" } },
    });
    expect(wrong.json.errors[0].path).toMatch(/^whom\.rule/);
  });
});

describe("profiles with one email", () => {
  let shop: Signed;
  const claim = (id: string, email: string, seen: number) => ({
    ...{ id, email, attributes: { last_seen_at: now - seen } },
  });
  const alsoHas = (id: string, email: string, verified = 0) =>
    env.DB.prepare(
      "INSERT OR REPLACE INTO identities (shop, kind, value, profile, verified, at) VALUES (?1, 'email', ?2, ?3, ?4, 0)",
    )
      .bind(shop.shop, email, id, verified)
      .run();

  it("are one row, that of the one seen last", async () => {
    shop = await aShop();
    await people(
      shop.shop,
      [claim("old", "one@x.test", 5000), claim("new", "ONE@x.test", 10), claim("else", "two@x.test", 99)],
      now,
    );
    expect(await idsOf({}, shop)).toEqual(["new", "else"]);
    expect((await recent(shop))[0]).toMatchObject({ people: 3, without: 0, same: 1, rows: 2 });
  });

  it("are the row of the verified one, whoever was seen last", async () => {
    await alsoHas("old", "one@x.test", 1);
    expect(await idsOf({}, shop)).toEqual(["old", "else"]);
  });

  it("stay apart when each has an email verified", async () => {
    await alsoHas("else", "two@x.test", 1);
    await alsoHas("else", "one@x.test");
    expect(await idsOf({}, shop)).toEqual(["old", "else"]);
  });

  it("go to one address once, also where one of them is proven by something else", async () => {
    await env.DB.prepare(
      "INSERT INTO identities (shop, kind, value, profile, verified, at) VALUES (?1, 'customer', '7', 'new', 1, 0)",
    )
      .bind(shop.shop)
      .run();
    expect(await idsOf({ activation: "email" }, shop)).toEqual(["old", "else"]);
    expect(await idsOf({}, shop)).toEqual(["old", "new", "else"]);
    await env.DB.prepare("DELETE FROM identities WHERE shop = ?1 AND kind = 'customer'")
      .bind(shop.shop)
      .run();
  });

  it.each([
    ["withdrew", 0, false],
    ["agreed", 1, true],
    ["said nothing", null, true],
  ])("may be written to as the verified one last said: who %s", async (_, word, may) => {
    await env.DB.prepare("UPDATE profiles SET email_consent = ?2 WHERE shop = ?1 AND id = 'old'")
      .bind(shop.shop, word)
      .run();
    await env.DB.prepare(
      `UPDATE profile_documents SET document = json_set(document, '$.attributes.email_consent', json('true'))
       WHERE num = (SELECT num FROM profiles WHERE shop = ?1 AND id = 'new')`,
    )
      .bind(shop.shop)
      .run();
    const asked = { whom: { q: "new" }, activation: "email", detail: "advanced" };
    expect(await objects(asked, shop)).toMatchObject([
      {
        vitrine_id: "new",
        activation_id: "ONE@x.test",
        email_verified: false,
        email_consent: may,
        reachable_by_email: may,
      },
    ]);
  });

  it("count only among those asked for", async () => {
    const segment = (await shop.call("POST", "/segments", { name: "New", kind: "static" })).json.id;
    await env.DB.prepare(
      "INSERT INTO memberships (shop, segment, person, since) SELECT shop, ?1, num, 0 FROM profiles WHERE shop = ?2 AND id = 'new'",
    )
      .bind(segment, shop.shop)
      .run();
    expect(await idsOf({ whom: { segment } }, shop)).toEqual(["new"]);
  });
});

it("goes on page after page, in order, nobody twice and nobody left out", async () => {
  const big = await aShop();
  await people(
    big.shop,
    Array.from({ length: 4_321 }, (_, i) => ({ id: `p${i}` })),
  );
  const ids = await idsOf({}, big);
  expect(ids).toEqual(Array.from({ length: 4_321 }, (_, i) => `p${i}`));
  expect((await recent(big))[0]).toMatchObject({ rows: 4_321, state: "done" });
});

it("looks at a few rows for each person, however many the shop has", async () => {
  const big = await aShop();
  const count = 2_000;
  await people(
    big.shop,
    Array.from({ length: count }, (_, i) => ({ email: `person${i}@x.test` })),
  );
  const context = await readContext(env.DB, await shopContext(env, big.shop), []);
  const page = pageOf(sql`p.id`, { whom: {}, activation: "email", context }, 0, count);
  const { results, meta } = await prepared(env.DB, page).all();
  expect(results).toHaveLength(count);
  expect(meta.rows_read / count).toBeLessThan(12);
});

it("reads no further than the reader takes, and frees its place when they stop", async () => {
  const big = await aShop();
  await people(
    big.shop,
    Array.from({ length: 4_100 }, (_, i) => ({ id: `p${i}` })),
  );
  const asked = { whom: {}, activation: "vitrine", detail: "basic", format: "jsonl" } as const;
  const { id } = await askForExport(env, big.shop, "someone", asked);
  const { bytes } = await download(env, big.shop, "someone", id);
  const reader = bytes.getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value).split("\n")).toHaveLength(2_001);
  await reader.cancel();
  expect((await recent(big))[0]).toMatchObject({ state: "broken", by: null });
  await askForExport(env, big.shop, "someone", asked);
});

describe("who may", () => {
  it("not analysts: they are told why", async () => {
    const analyst = await aMember(owner.shop, "analyst");
    for (const [method, path] of [
      ["POST", "/exports"],
      ["POST", "/exports/count"],
      ["GET", "/exports"],
    ] as const) {
      const { status, json } = await analyst.call(method, path, method === "POST" ? everyone : undefined);
      expect(status).toBe(403);
      expect(json.detail).toBe("This needs the role marketer; yours is analyst. Exports hold personal data.");
    }
  });

  it("fetches the file once, and only the member who asked", async () => {
    const { json } = await owner.call("POST", "/exports", everyone);
    const path = `/exports/${json.id}/file`;
    expect((await marketer.call("GET", path)).status).toBe(404);
    expect((await owner.call("GET", path)).status).toBe(200);
    const again = await owner.call("GET", path);
    expect(again.status).toBe(404);
    expect(again.json.detail).toMatch(/downloaded before/);
  });

  it("sees nobody of another shop, nor its exports", async () => {
    const other = await aShop();
    await people(other.shop, [{ id: "zoe", email: "anna@one.test" }], now);
    expect(await idsOf({}, other)).toEqual(["zoe"]);
    expect(await idsOf({ activation: "email" })).toEqual(["anna", "bert"]);
    const { json } = await owner.call("POST", "/exports", everyone);
    expect((await other.call("GET", `/exports/${json.id}/file`)).status).toBe(404);
    expect((await other.call("POST", "/exports", { ...everyone, whom: { segment: loyal } })).status).toBe(
      422,
    );
    expect(await recent(other)).toHaveLength(1);
  });
});

describe("the record", () => {
  it("tells who took what, when and how many rows, and forgets what was searched", async () => {
    await fetched({ whom: { segment: loyal }, detail: "advanced" }, marketer);
    await fetched({ whom: { q: "bert@two.test" } });
    const [second, first] = await recent();
    expect(first).toMatchObject({
      ...{ by: "A marketer", segment: { id: loyal, name: "Loyal; and true" }, narrowed: false },
      ...{ detail: "advanced", format: "csv", activation: "vitrine", rows: 1, state: "done" },
    });
    expect(second).toMatchObject({ by: "Ada Owner", segment: null, narrowed: true, rows: 1 });
    expect((await owner.call("GET", `/exports?segment=${loyal}`)).json.exports).toEqual([first]);
    const kept = await env.DB.prepare("SELECT * FROM exports").all();
    expect(JSON.stringify(kept.results)).not.toMatch(/bert/i);
  });
});

describe("one at a time", () => {
  const asked = { whom: { q: "bert" }, activation: "vitrine", detail: "basic", format: "csv" } as const;

  it("a second is refused until the first has ended", async () => {
    const first = (await owner.call("POST", "/exports", everyone)).json.id;
    const { status, json, headers } = await owner.call("POST", "/exports", everyone);
    expect(status).toBe(429);
    expect(json.detail).toMatch(/^Another export of yours is running/);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(60);
    expect((await marketer.call("POST", "/exports", everyone)).status).toBe(201);
    expect((await owner.call("GET", `/exports/${first}/file`)).status).toBe(200);
    expect((await owner.call("POST", "/exports", everyone)).status).toBe(201);
  });

  it("of two at the same moment, one is refused", async () => {
    const both = await Promise.all([0, 1].map(() => owner.call("POST", "/exports", everyone)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 429]);
  });

  it("one that was never fetched ends by itself, and what it asked for is forgotten", async () => {
    const { id } = await askForExport(env, owner.shop, "m1", asked, now);
    await askForExport(env, owner.shop, "m1", { ...asked, whom: {} }, now + PATIENCE);
    await expect(download(env, owner.shop, "m1", id, now + PATIENCE)).rejects.toMatchObject({
      kind: "not-found",
    });
    const { results } = await env.DB.prepare("SELECT whom FROM exports WHERE id = ?1").bind(id).all();
    expect(results).toEqual([{ whom: null }]);
  });

  it("thirty an hour", async () => {
    for (let i = 0; i < 30; i++) {
      await askForExport(env, owner.shop, "m2", asked, now + i);
      await env.DB.prepare("UPDATE exports SET ended_at = 1").run();
    }
    const next = (at: number) => askForExport(env, owner.shop, "m2", asked, at);
    await expect(next(now + HOUR - 1)).rejects.toMatchObject({ kind: "too-many" });
    await next(now + HOUR + 1);
  });
});
