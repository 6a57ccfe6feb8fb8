/** What Shopify's pixel may do with its key, which opens as little as possible. */
import { env, SELF } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { SignalBody } from "../../core/signals/catalogue";
import { addKey } from "../shops/settings";
import { aBrowser, aShop, flushed, newVisitor, pageView, type TestShop } from "../testing/shop";

const order: SignalBody = {
  type: "order",
  id: "S1",
  total: 9_000,
  currency: "EUR",
  lines: [{ product: "tent", quantity: 1, price: 9_000 }],
};

async function write(body: unknown, headers: Record<string, string> = { origin: "null" }) {
  const response = await SELF.fetch("https://vitrine.example/v1/write", {
    method: "POST",
    headers: { "user-agent": "Mozilla/5.0 Chrome/142.0", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

/** The pixel beside a page: the same visitor, a queue of its own. */
const pixelOf = (shop: TestShop, key: string, visitor: string) => {
  const { request } = aBrowser({ ...shop, key }, visitor);
  return (...signals: SignalBody[]) => request(signals, { queue: "pixel", page: undefined });
};
const rows = async (sql: string, shop: string) => (await env.DB.prepare(sql).bind(shop).all()).results;

describe("a key that writes only", () => {
  it("adds to a visitor who is known, without an Origin and without a decision", async () => {
    const shop = await aShop({
      segments: { buyers: { attribute: "orders", is: "atLeast", value: 1 } },
      messages: { offer: {} },
    });
    const { key } = await addKey(env, shop.id, "write");
    const browser = aBrowser(shop);
    await browser.tell(pageView);
    const pixel = pixelOf(shop, key, browser.visitor);
    const request = pixel({ type: "checkout" }, order);
    for (const headers of [{ origin: "null" }, {} as Record<string, string>, { origin: "null" }]) {
      const answer = await write(
        { ...request, decide: true, page: { url: "https://shop.example/" } },
        headers,
      );
      expect(answer).toMatchObject({ status: 200, body: { v: 1, problems: [] } });
      expect(Object.keys(answer.body)).toEqual(["v", "now", "problems"]);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    }
    await flushed();
    expect(await rows("SELECT orders, page_views FROM profiles WHERE shop = ?1", shop.id)).toEqual([
      { orders: 1, page_views: 1 },
    ]);
    expect((await browser.tell(pageView)).body.segments).toEqual(["buyers"]);
  });

  it("makes nobody, proves nothing, sets nothing and counts no message", async () => {
    const shop = await aShop();
    const { key } = await addKey(env, shop.id, "write");
    await write(pixelOf(shop, key, newVisitor())(order));
    await flushed();
    expect(await rows("SELECT id FROM profiles WHERE shop = ?1", shop.id)).toEqual([]);

    const browser = aBrowser(shop);
    await browser.tell(pageView);
    const answer = await write(
      pixelOf(shop, key, browser.visitor)(
        { type: "set", attributes: { first_name: "Eve" } },
        { type: "message", message: "offer", variant: "a", event: "clicked" },
        { type: "identify", email: "ann@shop.example", proof: { issuedAt: 1, signature: "0".repeat(64) } },
      ),
    );
    expect(answer.body).toMatchObject({
      problems: [{ path: "signals[0].type" }, { path: "signals[1].type" }],
    });
    await flushed();
    expect(await rows("SELECT kind, value, verified FROM identities WHERE shop = ?1", shop.id)).toEqual([
      { kind: "email", value: "ann@shop.example", verified: 0 },
    ]);
  });

  it("opens no other door, and no other key opens its own", async () => {
    const shop = await aShop();
    const { key } = await addKey(env, shop.id, "write");
    const browser = aBrowser({ ...shop, key });
    expect((await browser.tell(pageView)).status).toBe(401);
    // The head names a key of pages, the whole text the other one.
    const twice = JSON.stringify(aBrowser(shop).request([pageView])).replace(/}$/, `,"key":"${key}"}`);
    expect((await browser.post(twice)).status).toBe(401);
    const anonymous = await SELF.fetch(
      `https://vitrine.example/v1/anonymous?shop=${key}&type=home&language=de`,
      { headers: { origin: "https://shop.example" } },
    );
    expect(anonymous.status).toBe(401);
    const withPageKey = await write(aBrowser(shop).request([pageView]));
    expect(withPageKey).toMatchObject({ status: 401, body: { type: "/problems/unknown-key" } });
    const foreign = (await addKey(env, (await aShop()).id, "write")).key.split("_")[2];
    const forged = await write({ ...browser.request([pageView]), key: `wk_${shop.id}_${foreign}` });
    expect(forged.status).toBe(401);
  });

  it("asks for consent as pages do, and for no more than is reasonable", async () => {
    const shop = await aShop({ consent: "required" });
    const { key } = await addKey(env, shop.id, "write");
    const request = pixelOf(shop, key, newVisitor())(order);
    const consent = { analytics: true, marketing: false, implied: true };
    expect((await write({ ...request, consent })).status).toBe(403);
    expect((await write(request, { "sec-gpc": "1" })).status).toBe(403);
    expect((await write(request)).status).toBe(200);
    const many = await Promise.all(Array.from({ length: 100 }, () => write(request)));
    expect(many.some(({ status }) => status === 429)).toBe(true);
  });
});
