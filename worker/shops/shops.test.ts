import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { readOrigin } from "../../core/shops/origin";
import { aMember, aShop, people, type Signed } from "../testing/world";
import { configOf } from "../visit/config";
import { shopOfKey } from "./key";

let owner: Signed;
beforeAll(async () => {
  owner = await aShop();
});
const header = () => configOf(env, owner.shop).header();

describe("a shop's settings", () => {
  it("reach the edge when they change", async () => {
    const { json } = await owner.call("PATCH", "", {
      name: "Peak",
      timeZone: "Asia/Kathmandu",
      clickDays: 5,
    });
    expect(json).toMatchObject({ name: "Peak", timeZone: "Asia/Kathmandu", clickDays: 5, published: true });
    expect(await header()).toMatchObject({ timeZone: "Asia/Kathmandu", clickDays: 5 });
    const wrong = await owner.call("PATCH", "", { timeZone: "Mars/Olympus", currency: "euro", clickDays: 0 });
    expect(wrong.json.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      "clickDays",
      "currency",
      "timeZone",
    ]);
  });

  it("keep the currency once there are orders in it", async () => {
    expect((await owner.call("PATCH", "", { currency: "CHF" })).json.currency).toBe("CHF");
    await people(owner.shop, [{ orders: [{ id: "o1", at: 1, total: 100 }] }]);
    const refused = await owner.call("PATCH", "", { currency: "EUR" });
    expect(refused.json.errors).toEqual([
      { path: "currency", reason: "cannot change any more: there are orders in it" },
    ]);
    expect((await owner.call("GET", "")).json.currencyFixed).toBe(true);
  });

  it("pause and resume everything, by marketers too", async () => {
    const marketer = await aMember(owner.shop, "marketer");
    expect((await marketer.call("POST", "/pause")).json.paused).toBe(true);
    expect((await header())?.paused).toBe(true);
    expect((await marketer.call("POST", "/resume")).json.paused).toBe(false);
    expect((await header())?.paused).toBe(false);
  });
});

describe("domains", () => {
  it("are kept in one form, and https except on this machine", () => {
    const good = {
      "shop.example": "https://shop.example",
      "HTTPS://Shop.Example:443/a?b": "https://shop.example",
      "http://localhost:8080/": "http://localhost:8080",
      "http://demo.localhost": "http://demo.localhost",
      "https://bücher.example": "https://xn--bcher-kva.example",
    };
    for (const [typed, origin] of Object.entries(good)) expect(readOrigin(typed), typed).toEqual({ origin });
    for (const typed of [
      "",
      "http://shop.example",
      "javascript:alert(1)",
      "ftp://a.b",
      "https://a.b@c.d",
      "shop",
      "https://",
    ])
      expect(readOrigin(typed), typed).toHaveProperty("reason");
  });

  it("can be added twice without harm, and removed", async () => {
    await owner.call("POST", "/domains", { origin: "https://two.test" });
    expect((await owner.call("POST", "/domains", { origin: "two.test/" })).status).toBe(201);
    expect((await header())?.origins).toEqual(["https://shop.test", "https://two.test"]);
    const path = `/domains?origin=${encodeURIComponent("https://two.test")}`;
    expect((await owner.call("DELETE", path)).status).toBe(204);
    expect((await owner.call("DELETE", path)).status).toBe(404);
    expect((await header())?.origins).toEqual(["https://shop.test"]);
  });
});

describe("keys", () => {
  it("name their shop", () => {
    expect(shopOfKey("pk_q4kd81mz0a_1x9gh2kd0m3p")).toBe("q4kd81mz0a");
    for (const key of [
      "",
      "pk_",
      "pk_Q4KD81MZ0A_1x9gh2kd0m3p",
      "sk_q4kd81mz0a_1x9gh2kd0m3p",
      "pk_a/../b_1x9gh2kd0m3p",
    ])
      expect(shopOfKey(key), key).toBeUndefined();
  });

  it("can be replaced, but the last one stays, even for two at once", async () => {
    const [first] = (await owner.call("GET", "/keys")).json.keys;
    expect((await owner.call("DELETE", `/keys/${first.key}`)).status).toBe(409);
    const { json: second } = await owner.call("POST", "/keys");
    expect(shopOfKey(second.key)).toBe(owner.shop);
    const both = await Promise.all([first, second].map(({ key }) => owner.call("DELETE", `/keys/${key}`)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    const { keys } = (await owner.call("GET", "/keys")).json;
    expect(keys.filter(({ revokedAt }: { revokedAt: number | null }) => revokedAt === null)).toHaveLength(1);
    expect((await header())?.keys).toHaveLength(1);
  });

  it("that write only are for another door, and no last one of the pages", async () => {
    const { json: pixel, status } = await owner.call("POST", "/keys?kind=write");
    expect({ status, kind: pixel.kind }).toEqual({ status: 201, kind: "write" });
    expect(pixel.key).toMatch(/^wk_/);
    expect([shopOfKey(pixel.key), shopOfKey(pixel.key, "write")]).toEqual([undefined, owner.shop]);
    expect((await header())?.keys).toContain(pixel.key);
    const setup = (await owner.call("GET", "/setup")).json;
    expect(setup).toMatchObject({ writeKey: pixel.key, key: expect.stringMatching(/^pk_/) });
    expect(setup.tag).not.toContain("wk_");
    expect((await owner.call("DELETE", `/keys/${setup.key}`)).status).toBe(409);
    expect((await owner.call("DELETE", `/keys/${pixel.key}`)).status).toBe(204);
    expect((await owner.call("GET", "/setup")).json.writeKey).toBeNull();
    expect((await header())?.keys).not.toContain(pixel.key);
    expect((await owner.call("POST", "/keys?kind=god")).status).toBe(422);
  });
});

describe("the set-up page", () => {
  it("has the tag, and shows what arrives without saying who", async () => {
    const before = (await owner.call("GET", "/setup")).json;
    expect(before.tag).toBe(
      `<script async src="https://vitrine.test/vitrine.js?shop=${before.key}"></script>`,
    );
    expect(before).toMatchObject({ firstSignalAt: null, signals: [] });
    await owner.call("PATCH", "", { consent: "not_required" });
    await env.DB.prepare("UPDATE shops SET first_signal_at = 1000, last_signal_at = 3000 WHERE id = ?1")
      .bind(owner.shop)
      .run();
    await people(owner.shop, [
      {
        did: [
          { kind: "viewed_page", at: 1000, name: "/tents" },
          { kind: "searched", at: 2000, name: "my name is Anna" },
        ],
      },
    ]);
    const { json } = await owner.call("GET", "/setup");
    expect(json.tag).toContain("&consent=not-required");
    expect(json.signals).toEqual([
      { kind: "searched", at: 2000, page: null, product: null },
      { kind: "viewed_page", at: 1000, page: "/tents", product: null },
    ]);
  });
});
