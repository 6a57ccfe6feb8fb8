import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { Value } from "../../core/rules/rule";
import { DAY } from "../../core/time/zone";
import { tellProfiles } from "../profiles/tell";
import { aBrowser, flushed, pageView } from "../testing/shop";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { configOf } from "../visit/config";
import { everyMinute } from "../visit/cron";

let owner: Signed;
beforeAll(async () => {
  owner = await aShop({ consent: "not_required" });
});

const define = async (input: Record<string, unknown>) =>
  (await owner.call("POST", "/attributes", { label: input.key, ...input })).status;
const change = (key: string, input: Record<string, unknown>) =>
  owner.call("PATCH", `/attributes/${key}`, input);
const counted = async (attribute: string, is: string, value?: Value) =>
  (
    await owner.call("POST", "/rules/count", {
      rule: { attribute, is, ...(value !== undefined && { value }) },
    })
  ).json.counts[0];
const having = (key: string, values: readonly Value[]) =>
  people(
    owner.shop,
    values.map((value) => ({ attributes: { [key]: value } })),
  );

describe("attributes of the shop's own", () => {
  let owner: Signed;
  beforeAll(async () => {
    owner = await aShop();
  });
  const size = {
    key: "shoe_size",
    label: "Shoe size",
    type: "singleSelect",
    options: ["41", "42"],
    browser: true,
  };

  it("stand beside the standard ones, and can be used in rules", async () => {
    expect((await owner.call("POST", "/attributes", size)).status).toBe(201);
    const { attributes } = (await owner.call("GET", "/attributes")).json;
    expect(attributes.at(-1)).toMatchObject({ ...size, group: "Other", standard: false });
    expect(attributes[0]).toMatchObject({ key: "email", standard: true, personal: true });
    const rule = { attribute: "shoe_size", is: "equals", value: "42" };
    expect((await owner.call("POST", "/rules/count", { rule })).status).toBe(200);
    expect((await configOf(env, owner.shop).snapshot())?.attributes).toMatchObject([{ key: "shoe_size" }]);
  });

  it("have keys that mean nothing else", async () => {
    for (const key of [
      "email",
      "shoe_size",
      "constructor",
      "1st",
      "Größe",
      "a-b",
      "__proto__",
      "x".repeat(49),
    ]) {
      const { status, json } = await owner.call("POST", "/attributes", { ...size, key });
      expect(status, key).toBe(422);
      expect(json.errors[0].path).toBe("key");
    }
  });

  it("are kept while a segment uses them", async () => {
    const rule = { not: { attribute: "shoe_size", is: "known" } };
    const segment = (await owner.call("POST", "/segments", { name: "No size", rule })).json;
    const refused = await owner.call("DELETE", "/attributes/shoe_size");
    expect(refused).toMatchObject({ status: 409, json: { usedBy: [{ kind: "segment", id: segment.id }] } });
    await owner.call("DELETE", `/segments/${segment.id}`);
    const changed = await owner.call("PATCH", "/attributes/shoe_size", { label: "Size", options: ["43"] });
    expect(changed.json).toMatchObject({ key: "shoe_size", label: "Size", options: ["43"] });
    for (const change of [{ type: "number", options: ["43"] }, { type: "nothing" }, { key: "size" }])
      expect((await owner.call("PATCH", "/attributes/shoe_size", change)).status).toBe(422);
    expect((await owner.call("PATCH", "/attributes/shoe_size", { options: [] })).status).toBe(422);
    expect((await owner.call("DELETE", "/attributes/shoe_size")).status).toBe(204);
    expect((await owner.call("DELETE", "/attributes/email")).status).toBe(404);
  });
});

describe("a definition", () => {
  it("has a name that no other has, whatever its case", async () => {
    expect(await define({ key: "pet", label: "Pet's name", type: "shortText" })).toBe(201);
    for (const label of ["pet's NAME", "Email"]) {
      const { status, json } = await owner.call("POST", "/attributes", {
        ...{ key: "pet_two", type: "shortText", label },
      });
      expect([status, json.errors[0].path]).toEqual([422, "label"]);
    }
    expect((await change("pet", { label: "Country" })).json.errors[0].path).toBe("label");
    expect((await change("pet", { label: "Pet's name", notes: "The first one" })).status).toBe(200);
  });

  it("is read with where it is used", async () => {
    const rule = { attribute: "pet", is: "known" };
    const segment = (await owner.call("POST", "/segments", { name: "Has a pet", rule })).json;
    expect((await owner.call("GET", "/attributes/pet")).json).toMatchObject({
      ...{ key: "pet", standard: false, computed: null, conversion: null },
      usedBy: [{ kind: "segment", id: segment.id, name: "Has a pet" }],
    });
    expect((await owner.call("GET", "/attributes/age")).json).toMatchObject({
      standard: true,
      derived: true,
    });
    expect((await owner.call("GET", "/attributes/nothing")).status).toBe(404);
  });

  it("belongs to its shop alone", async () => {
    const other = await aShop();
    for (const path of ["/attributes/pet", "/explorer/attributes/pet"])
      expect((await other.call("GET", path)).status, path).toBe(404);
  });
});

describe("values from a page", () => {
  it("that do not fit are refused with attribute and reason, and the rest of the signal is kept", async () => {
    await define({ key: "boot", type: "number", browser: true });
    await define({ key: "kind", type: "radio", options: ["Dog", "Cat"], browser: true });
    const browser = await aPage();
    const { body } = await browser.tell(pageView, {
      type: "set",
      attributes: { boot: "forty", kind: "Dog", interests: ["tents"] },
    });
    expect(body.problems).toEqual([{ path: "signals[1].attributes.boot", reason: "must be a number" }]);
    await flushed();
    expect(await counted("kind", "equals", "dog")).toBe(1);
    expect(await counted("boot", "known")).toBe(0);
    expect(await counted("interests", "hasAny", ["tents"])).toBe(1);
  });
});

describe("a change of type", () => {
  it("says before what would fit, be converted, or not fit", async () => {
    await define({ key: "shoe", type: "shortText" });
    await having("shoe", ["42", "42", "about 40", "Large", "39.5"]);
    const { json } = await owner.call("POST", "/attributes/shoe/fit", { type: "number" });
    expect(json).toMatchObject({ people: 5, looked: 5, exact: true, usedBy: [] });
    expect(json.fits).toMatchObject({ people: 0 });
    expect(json.converted).toMatchObject({ people: 3, low: 3, high: 3 });
    expect(json.converted.examples).toEqual([
      { value: "42", becomes: 42 },
      { value: "39.5", becomes: 39.5 },
    ]);
    expect(json.misfits).toMatchObject({ people: 2 });
    expect(json.misfits.examples.map(({ value }: { value: string }) => value).sort()).toEqual([
      "Large",
      "about 40",
    ]);
    expect(await counted("shoe", "equals", "large")).toBe(1);
  });

  it("makes of texts what they mean, for counts too; back again, nothing is lost", async () => {
    expect((await change("shoe", { type: "number" })).json.type).toBe("number");
    expect(await counted("shoe", "atLeast", 40)).toBe(2);
    expect(await counted("shoe", "known")).toBe(3);
    expect((await owner.call("GET", "/attributes/shoe")).json.conversion).toBeNull();
    const choices = { type: "singleSelect", options: ["42", "LARGE"] };
    expect((await owner.call("POST", "/attributes/shoe/fit", choices)).json).toMatchObject({
      people: 5,
      converted: { people: 3 },
      misfits: { people: 2 },
    });
    await change("shoe", choices);
    expect(await counted("shoe", "equals", "Large")).toBe(1);
    await change("shoe", { type: "shortText", options: [] });
    expect(await counted("shoe", "equals", "about 40")).toBe(1);
    expect(await counted("shoe", "known")).toBe(5);
  });

  it("shows people as they read now", async () => {
    const [id] = await having("shoe", ["Enormous"]);
    await change("shoe", { type: "number" });
    const { groups } = (await owner.call("GET", `/profiles/${id}`)).json;
    const shown = groups.flatMap(({ attributes }: { attributes: { key: string }[] }) => attributes);
    expect(shown.find(({ key }: { key: string }) => key === "shoe")).toMatchObject({
      ...{ type: "number", value: null },
    });
    await change("shoe", { type: "shortText" });
  });

  it("is refused where a rule would make no sense any more, with where", async () => {
    const rule = { attribute: "shoe", is: "contains", value: "4" };
    const segment = (await owner.call("POST", "/segments", { name: "Fours", rule })).json;
    const fit = (await owner.call("POST", "/attributes/shoe/fit", { type: "number" })).json;
    expect(fit.usedBy).toEqual([{ kind: "segment", id: segment.id, name: "Fours", fits: false }]);
    expect(await change("shoe", { type: "number" })).toMatchObject({
      ...{ status: 409, json: { usedBy: [{ id: segment.id }] } },
    });
    expect((await change("shoe", { type: "longText" })).status).toBe(200);
  });

  it("from number to date is refused, also by way of text or of a deleted attribute", async () => {
    await define({ key: "born", type: "number" });
    expect((await change("born", { type: "date" })).json.errors[0].path).toBe("type");
    await change("born", { type: "shortText" });
    expect((await change("born", { type: "date" })).status).toBe(422);
    await owner.call("DELETE", "/attributes/born");
    expect(await define({ key: "born", type: "date" })).toBe(422);
    expect(await define({ key: "born", type: "longText" })).toBe(201);
  });

  it("leaves who had a removed option without, until it comes back", async () => {
    await define({ key: "colour", type: "multiSelect", options: ["Red", "Green", "Blue"] });
    await having("colour", [["Red", "Blue"], ["Blue"], ["Green"]]);
    const fit = await owner.call("POST", "/attributes/colour/fit", { type: "multiSelect", options: ["Red"] });
    expect(fit.json).toMatchObject({ fits: { people: 0 }, converted: { people: 1 }, misfits: { people: 2 } });
    await change("colour", { options: ["Red", "Green"] });
    expect(await counted("colour", "hasAny", ["Blue"])).toBe(0);
    expect(await counted("colour", "known")).toBe(2);
    await change("colour", { options: ["Red", "Green", "Blue"] });
    expect(await counted("colour", "hasAny", ["Blue"])).toBe(2);
  });

  it("lets values be added to a list that was a single choice when it was told", async () => {
    await define({ key: "snack", type: "radio", options: ["Nuts", "Dates"] });
    const [profile] = await having("snack", ["Nuts"]);
    await change("snack", { type: "checkboxes" });
    const commands = [{ do: "add" as const, at: Date.now(), lists: { snack: ["Dates"] } }];
    expect(await tellProfiles(env, owner.shop, [{ profile: profile!, commands }], "import")).toEqual([[]]);
    expect(await counted("snack", "hasAll", ["Nuts", "Dates"])).toBe(1);
  });

  it("moves people between segments in their shards, and takes rows of late shards too", async () => {
    await define({ key: "dogs", type: "shortText", browser: true });
    const rule = { attribute: "dogs", is: "known" };
    const segment = (await owner.call("POST", "/segments", { name: "Dogs", rule })).json;
    const members = async () => (await owner.call("GET", `/segments/${segment.id}`)).json.size;
    const [two, many] = [await aPage(), await aPage()];
    await two.tell({ type: "set", attributes: { dogs: "2" } });
    await many.tell({ type: "set", attributes: { dogs: "many" } });
    await flushed();
    expect(await members()).toBe(2);
    await change("dogs", { type: "number" });
    await flushed();
    expect([await members(), await counted("dogs", "known"), await counted("dogs", "atLeast", 2)]).toEqual([
      1, 1, 1,
    ]);
    // As a shard would write that has not heard of the change yet.
    await env.DB.batch([
      env.DB.prepare(
        "UPDATE attribute_values SET attribute = 'dogs', value = '2' WHERE attribute = 'dogs@1'",
      ),
      env.DB.prepare("UPDATE attribute_conversions SET finished_at = NULL WHERE key = 'dogs'"),
    ]);
    expect(await counted("dogs", "known")).toBe(0);
    await everyMinute(env, Date.now());
    expect(await counted("dogs", "equals", 2)).toBe(1);
    await two.tell({ type: "set", attributes: { dogs: null } });
    await flushed();
    expect(await counted("dogs", "known")).toBe(0);
  });
});

describe("the data explorer", () => {
  let shop: Signed;
  beforeAll(async () => {
    shop = await aShop();
    await shop.call("POST", "/attributes", { key: "sport", label: "Sport", type: "shortText" });
    const secret = { key: "iban", label: "IBAN", type: "shortText", personal: true };
    await shop.call("POST", "/attributes", secret);
    const at = Date.UTC(2026, 4, 5, 12);
    await people(shop.shop, [
      ...["Wien", "Wien", "Graz"].map((city, i) => ({
        attributes: {
          city,
          orders: i,
          spent: i * 5_000,
          eu: true,
          sport: "Écrins Trek",
          interests: ["Tents", "Boots"],
        },
        did: [
          { kind: "searched" as const, at: at + i, name: "tent" },
          ...(i > 0 ? [{ kind: "ordered" as const, at: Date.now() - i * DAY, amount: i * 5_000 }] : []),
        ],
      })),
      { email: "ada@person.test", attributes: { iban: "AT61 1904", birthday: Date.UTC(1990, 1, 2) } },
    ]);
  });
  const explored = async (key: string, by = shop) =>
    (await by.call("GET", `/explorer/attributes/${key}`)).json;

  it("tells of each attribute whom it is known of, with values as they were written", async () => {
    const { json } = await shop.call("GET", "/explorer/attributes");
    expect(json).toMatchObject({ people: 4, looked: 4, exact: true });
    const of = (key: string) => json.attributes.find((one: { key: string }) => one.key === key);
    expect(of("city")).toMatchObject({ known: { people: 3 }, examples: ["Wien", "Graz"] });
    expect(of("sport")).toMatchObject({ known: { people: 3 }, examples: ["Écrins Trek"] });
    expect(of("age")).toMatchObject({ known: { people: 1 } });
    expect(of("spent_past_year")).toMatchObject({ known: { people: 2 }, examples: [5_000, 10_000] });
    expect((await explored("spent_past_year")).numbers).toMatchObject({ least: 5_000, most: 10_000 });
    expect(of("clv")).toMatchObject({ known: { people: 0 }, examples: [] });
    expect(json.attributes).toHaveLength((await shop.call("GET", "/attributes")).json.attributes.length);
  });

  it("tells the most frequent values, shares of yes, and how numbers and dates are spread", async () => {
    expect(await explored("city")).toMatchObject({
      ...{ people: 4, looked: 3, exact: true, distinct: 2, bins: null },
      values: [
        { value: "Wien", count: 2 },
        { value: "Graz", count: 1 },
      ],
    });
    expect((await explored("sport")).values).toEqual([{ value: "Écrins Trek", count: 3 }]);
    expect((await explored("eu")).values).toEqual([{ value: true, count: 3 }]);
    expect((await explored("interests")).values).toEqual([
      { value: "Boots", count: 3 },
      { value: "Tents", count: 3 },
    ]);
    expect(await explored("orders")).toMatchObject({
      values: null,
      numbers: { least: 0, median: 1, mean: 1, most: 2 },
    });
    expect((await explored("birthday")).bins).toEqual([{ from: "1990-02-02", to: "1990-02-03", count: 1 }]);
    for (const { key } of (await shop.call("GET", "/attributes")).json.attributes)
      expect((await shop.call("GET", `/explorer/attributes/${key}`)).status, key).toBe(200);
  });

  it("shows analysts nothing of personal ones but how many there are", async () => {
    const analyst = await aMember(shop.shop, "analyst");
    const { attributes } = (await analyst.call("GET", "/explorer/attributes")).json;
    for (const key of ["email", "iban", "birthday", "age"]) {
      const one = attributes.find((one: { key: string }) => one.key === key);
      expect(one).toMatchObject({ known: { people: 1 }, masked: true, examples: [] });
      expect(await explored(key, analyst)).toMatchObject({
        masked: true,
        values: null,
        bins: null,
        numbers: null,
      });
    }
    expect(JSON.stringify(attributes)).not.toMatch(/ada|1904/i);
    expect((await explored("iban")).values).toEqual([{ value: "AT61 1904", count: 1 }]);
  });

  it("lists the tables with rows, freshness and what rules make of them", async () => {
    const { json } = await shop.call("GET", "/explorer/tables");
    const of = (key: string) => json.tables.find((one: { key: string }) => one.key === key);
    expect(of("people")).toMatchObject({ rows: { count: 4, low: 4, high: 4 }, offered: "facts" });
    expect(of("searched")).toMatchObject({
      ...{ rows: { count: 3 }, newest: Date.UTC(2026, 4, 5, 12) + 2, offered: "behaviour" },
      columns: [{ name: "person" }, { name: "at" }, { name: "text" }],
    });
    expect(of("orders")).toMatchObject({ rows: { count: 0 }, newest: null });
  });
});

describe("a large shop", () => {
  const PEOPLE = 30_000;
  let shop: Signed;
  beforeAll(async () => {
    shop = await aShop();
    await shop.call("POST", "/attributes", { key: "size", label: "Size", type: "shortText" });
    // Of ten people, three have ordered and nine have a size, of which a third is no number.
    const everyone = `WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i LIMIT ${PEOPLE}),
      p AS (SELECT n, (SELECT number << 32 FROM shops WHERE id = ?1) + n AS num,
        CASE WHEN n % 30 < 18 THEN CAST(30 + n % 7 AS TEXT) ELSE 'large' END AS size FROM i)`;
    const insert = (rest: string) =>
      env.DB.prepare(`${rest.replace("SELECT", `${everyone} SELECT`)}`).bind(shop.shop);
    await env.DB.batch([
      insert(
        "INSERT INTO profiles (num, shop, id, version, orders, visited_times) SELECT num, ?1, 'p' || n, 1, iif(n % 10 < 3, n % 5, NULL), 2 FROM p",
      ),
      insert(
        "INSERT INTO attribute_values (shop, person, attribute, value) SELECT ?1, num, 'size', size FROM p WHERE n % 30 < 27",
      ),
      insert(
        "INSERT INTO profile_documents (num, shop, document) SELECT num, ?1, json_object('attributes', json_object('size', size)) FROM p WHERE n % 30 < 27",
      ),
      env.DB.prepare(`UPDATE shops SET people = ${PEOPLE} WHERE id = ?1`).bind(shop.shop),
    ]);
  });
  const holds = ({ low, high }: { low: number; high: number }, true_: number) =>
    expect([low <= true_, true_ <= high, high - low < PEOPLE / 40]).toEqual([true, true, true]);

  it("is told by a sample, which says how sure it is", async () => {
    const { json } = await shop.call("GET", "/explorer/attributes");
    expect(json).toMatchObject({ people: PEOPLE, looked: 10_000, exact: false });
    const of = (key: string) => json.attributes.find((one: { key: string }) => one.key === key).known;
    holds(of("orders"), PEOPLE * 0.3);
    holds(of("size"), PEOPLE * 0.9);
    const orders = (await shop.call("GET", "/explorer/attributes/orders")).json;
    expect(orders).toMatchObject({ exact: false, people: PEOPLE });
    holds(orders.known, PEOPLE * 0.3);
    const { tables } = (await shop.call("GET", "/explorer/tables")).json;
    const visited = tables.find(({ key }: { key: string }) => key === "visited");
    expect(visited.rows).toEqual({ count: 2 * PEOPLE, low: 2 * PEOPLE, high: 2 * PEOPLE });
  });

  it("tries a change of type on a sample, and reads all values anew in steps", async () => {
    const fit = (await shop.call("POST", "/attributes/size/fit", { type: "number" })).json;
    expect(fit).toMatchObject({ people: PEOPLE * 0.9, exact: false });
    holds(fit.converted, PEOPLE * 0.6);
    holds(fit.misfits, PEOPLE * 0.3);
    await shop.call("PATCH", "/attributes/size", { type: "number" });
    let { conversion } = (await shop.call("GET", "/attributes/size")).json;
    for (let minute = 0; conversion && minute < 20; minute++) {
      expect(conversion.total).toBe(PEOPLE * 0.9);
      await everyMinute(env, Date.now());
      ({ conversion } = (await shop.call("GET", "/attributes/size")).json);
    }
    const rule = { attribute: "size", is: "atLeast", value: 30 };
    expect((await shop.call("POST", "/rules/count", { rule })).json.counts).toEqual([PEOPLE * 0.6]);
  });
});

async function aPage() {
  const { keys } = (await owner.call("GET", "/keys")).json;
  const browser = aBrowser({ id: owner.shop, key: keys[0].key });
  return {
    ...browser,
    tell: async (...signals: Parameters<typeof browser.tell>) =>
      browser.post(browser.request(signals), { origin: "https://shop.test" }),
  };
}
