/** Deliveries of Shopify and WooCommerce, signed as they sign them, against a real D1 and real shards. */
import { env, SELF } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import * as given from "../../core/platforms/fixtures";
import type { Platform } from "../db/schema";
import { seal, unseal } from "../secrets";
import { aShop as aSignedShop, type Signed } from "../testing/world";
import { currentProfile } from "../visit/current";
import { publishShop } from "../visit/publish";
import { connectionsOf } from "./connections";

const SECRET = "whsec_0123456789abcdef";
let owner: Signed;
let shop: string;
let delivered = 0;

beforeEach(async () => {
  owner = await aSignedShop();
  shop = owner.shop;
  await publishShop(env, shop);
  for (const platform of ["shopify", "woocommerce"])
    expect((await owner.call("PUT", `/connections/${platform}`, { secret: SECRET })).status).toBe(200);
}, 30_000);

async function signatureOf(body: string, secret = SECRET): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return btoa(
    String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(body)))),
  );
}

async function post(platform: Platform, body: string, headers: Record<string, string>, to = shop) {
  const response = await SELF.fetch(`https://vitrine.test/webhooks/${platform}/${to}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as { ignored?: string; type?: string } };
}

async function shopify(topic: string, payload: object, headers: Record<string, string> = {}) {
  const body = JSON.stringify(payload);
  return post("shopify", body, {
    "x-shopify-topic": topic,
    "x-shopify-webhook-id": `w${++delivered}`,
    "x-shopify-hmac-sha256": await signatureOf(body),
    ...headers,
  });
}

async function woo(topic: string, payload: object) {
  const body = JSON.stringify(payload);
  return post("woocommerce", body, {
    "x-wc-webhook-topic": topic,
    "x-wc-webhook-signature": await signatureOf(body),
  });
}

const rows = async <T>(sql: string) => (await env.DB.prepare(sql).bind(shop).all<T>()).results;
const orders = () =>
  rows<{ profile: string }>(
    "SELECT id, profile, status, total, refunded FROM orders WHERE shop = ?1 ORDER BY id",
  );
const stateOf = async (platform: Platform) =>
  (await connectionsOf(env, shop)).connections.find((row) => row.platform === platform);
const buyer = async () => {
  const [row] = await orders();
  const { attributes, identities, consents } = (await currentProfile(env, shop, row!.profile))!;
  return { ...attributes, identities, consents };
};

describe("a delivery", () => {
  it("is taken with the right signature alone, and says in the panel that another did not fit", async () => {
    const body = JSON.stringify(given.shopifyOrder);
    const topic = { "x-shopify-topic": "orders/create" };
    for (const signature of [await signatureOf(body, "another"), "", "!", await signatureOf(`${body} `)]) {
      const answer = await post("shopify", body, { ...topic, "x-shopify-hmac-sha256": signature });
      expect(answer).toMatchObject({ status: 401, body: { type: "/problems/signature" } });
    }
    expect(await orders()).toEqual([]);
    expect(await stateOf("shopify")).toMatchObject({ taken: 0, lastError: "signature" });
  });

  it("is refused where nothing is connected, and in another shop", async () => {
    const other = await aSignedShop();
    const body = JSON.stringify(given.shopifyOrder);
    const headers = { "x-shopify-topic": "orders/create", "x-shopify-hmac-sha256": await signatureOf(body) };
    expect((await post("shopify", body, headers, other.shop)).status).toBe(404);
    expect((await post("shopify", body, headers, "nosuchshop")).status).toBe(404);
    expect((await post("magento" as Platform, body, headers)).status).toBe(404);
  });

  it("that comes again does nothing; nor does one of an unknown topic, of another age, or without sense", async () => {
    const again = { "x-shopify-webhook-id": "same" };
    expect((await shopify("orders/create", given.shopifyOrder, again)).body).toEqual({ ok: true });
    expect((await shopify("orders/create", given.shopifyOrder, again)).body.ignored).toBe("repeated");
    expect((await shopify("themes/publish", {})).body.ignored).toBe("topic");
    expect((await shopify("__proto__", {})).body.ignored).toBe("topic");
    const old = { "x-shopify-triggered-at": "2026-01-01T00:00:00Z" };
    expect((await shopify("orders/create", { ...given.shopifyOrder, id: 2 }, old)).body.ignored).toBe("age");
    expect((await woo("order.created", given.wooOrder)).body).toEqual({ ok: true });
    expect((await woo("order.created", given.wooOrder)).body.ignored).toBe("repeated");
    expect((await shopify("orders/create", { id: 3 })).status).toBe(200);
    const broken = "{";
    const headers = {
      "x-shopify-topic": "orders/create",
      "x-shopify-hmac-sha256": await signatureOf(broken),
    };
    expect((await post("shopify", broken, headers)).body.ignored).toBe("body");
    expect(await orders()).toHaveLength(2);
    expect(await stateOf("shopify")).toMatchObject({
      lastError: "an order without id, currency or date",
      lastTopic: "orders/create",
      taken: 2,
    });
  });

  it("keeps its secret sealed, and the panel never shows it", async () => {
    const [row] = await rows<{ secret: string }>(
      "SELECT secret FROM connections WHERE shop = ?1 AND platform = 'shopify'",
    );
    expect(row!.secret).not.toContain(SECRET);
    const shown = await owner.call("GET", "/connections");
    expect(JSON.stringify(shown.json)).not.toContain(SECRET);
    expect(shown.json.platforms[0]).toMatchObject({
      platform: "shopify",
      address: `https://vitrine.test/webhooks/shopify/${shop}`,
    });
    expect((await owner.call("DELETE", "/connections/shopify")).status).toBe(204);
    expect((await shopify("orders/create", given.shopifyOrder)).status).toBe(404);
  });
});

describe("Shopify", () => {
  it("tells an order through its life, in whatever order its deliveries come", async () => {
    const refunded = {
      ...given.shopifyOrder,
      refunds: [given.shopifyRefund],
      updated_at: "2026-11-22T08:00:01+01:00",
    };
    await shopify("orders/create", given.shopifyOrder);
    await shopify("refunds/create", given.shopifyRefund);
    expect(await buyer()).toMatchObject({ orders: 1, spent: 20_500, email: "ann.berg@example.com" });
    await shopify("orders/updated", refunded);
    await shopify("orders/updated", given.shopifyOrder);
    expect(await orders()).toMatchObject([
      { id: "5940139491234", status: "placed", total: 22_500, refunded: 2_000 },
    ]);
    expect(await buyer()).toMatchObject({ orders: 1, spent: 20_500, items_bought: 3 });
    const cancelled = {
      ...refunded,
      cancelled_at: "2026-11-22T09:00:00+01:00",
      updated_at: "2026-11-22T09:00:00+01:00",
    };
    await shopify("orders/cancelled", cancelled);
    await shopify("orders/updated", refunded);
    expect(await orders()).toMatchObject([{ status: "cancelled" }]);
    expect(await buyer()).toMatchObject({ orders: 0, spent: 0 });
  });

  it("does not count the sample that it sends to try the address", async () => {
    expect((await shopify("orders/create", { ...given.shopifyOrder, test: true })).status).toBe(200);
    expect(await orders()).toEqual([]);
    expect(await stateOf("shopify")).toMatchObject({ taken: 1, lastTopic: "orders/create", lastError: null });
  });

  it("tells customers, who are one with their orders; an older word changes nothing", async () => {
    await shopify("orders/create", given.shopifyOrder);
    await shopify("customers/update", given.shopifyCustomer);
    const older = { ...given.shopifyCustomer, first_name: "Anna", updated_at: "2026-10-02T00:00:00Z" };
    await shopify("customers/update", older);
    expect(await buyer()).toMatchObject({ first_name: "Ann", tags: ["VIP", "club"], email_consent: true });
    expect((await buyer()).consents).toMatchObject([{ text: "Subscribed in Shopify (confirmed_opt_in)" }]);
    await shopify("customers/delete", { id: given.shopifyCustomer.id });
    expect((await buyer()).identities.map(({ kind }) => kind)).not.toContain("customer");
  });

  it("tells products, by which buyers are found; deleted ones are no longer sold, and do not come back late", async () => {
    await shopify("products/create", given.shopifyProduct);
    await shopify("orders/create", given.shopifyOrder);
    expect(await buyer()).toMatchObject({ favourite_category: "tents" });
    const older = { ...given.shopifyProduct, title: "Old tent", updated_at: "2026-11-01T00:00:00Z" };
    await shopify("products/update", older);
    await shopify("products/delete", { id: given.shopifyProduct.id });
    await shopify("products/update", given.shopifyProduct);
    expect(await rows("SELECT name, price, active FROM products WHERE shop = ?1")).toEqual([
      { name: "Lofoten 2 Tent", price: 20_000, active: 0 },
    ]);
  });

  it("leaves what customers may ask for by law to be carried out, once each, and says so in the panel", async () => {
    const customer = { id: 1, email: "ann@x.example", phone: null };
    const again = { "x-shopify-webhook-id": "redact" };
    const redact = { shop_id: 1, shop_domain: "x.myshopify.com", customer, orders_to_redact: [10, 11] };
    expect((await shopify("customers/redact", redact, again)).status).toBe(200);
    await shopify("customers/redact", redact, again);
    await shopify("customers/data_request", { customer, orders_requested: [10], data_request: { id: 9 } });
    await shopify("shop/redact", { shop_id: 1 });
    await shopify("app/uninstalled", {});
    expect(
      await rows(
        "SELECT kind, identities, orders, done_at FROM privacy_requests WHERE shop = ?1 ORDER BY kind",
      ),
    ).toEqual([
      {
        ...{ kind: "erase", orders: '["10","11"]', done_at: null },
        identities: JSON.stringify([
          { kind: "customer", value: "1", written: "1" },
          { kind: "email", value: "ann@x.example", written: "ann@x.example" },
        ]),
      },
      { kind: "erase_shop", identities: null, orders: null, done_at: null },
      expect.objectContaining({ kind: "export", orders: '["10"]' }),
    ]);
    const { json } = await owner.call("GET", "/connections");
    expect(json.privacyRequests).toHaveLength(3);
    expect(JSON.stringify(json)).not.toContain("ann@x.example");
    expect(json.platforms[0].connection.uninstalledAt).toBeGreaterThan(0);
  });
});

describe("WooCommerce", () => {
  it("finds its address working when it makes a webhook, before and after it is connected", async () => {
    await owner.call("DELETE", "/connections/woocommerce");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await post("woocommerce", "webhook_id=12", form)).status).toBe(200);
    expect((await post("woocommerce", "webhook_id=12", form, "nosuchshop")).status).toBe(200);
    expect((await post("woocommerce", "{}", {})).status).toBe(404);
  });

  it("tells an order through its life", async () => {
    await woo("order.created", { ...given.wooOrder, status: "pending" });
    expect(await orders()).toEqual([]);
    await woo("order.updated", given.wooOrder);
    expect(await buyer()).toMatchObject({
      orders: 1,
      spent: 11_500,
      first_name: "Bo",
      orders_with_coupon: 1,
    });
    const refunds = [{ id: 726, reason: "", total: "-15.00" }];
    await woo("order.updated", { ...given.wooOrder, refunds, date_modified_gmt: "2026-11-21T09:00:00" });
    expect(await buyer()).toMatchObject({ orders: 1, spent: 10_000 });
    await woo("order.deleted", { id: 727 });
    expect(await buyer()).toMatchObject({ orders: 0, spent: 0 });
    await woo("order.restored", { ...given.wooOrder, refunds });
    expect(await buyer()).toMatchObject({ orders: 1, spent: 10_000 });
  });

  it("tells customers, products and coupons", async () => {
    await woo("order.created", given.wooOrder);
    await woo("customer.created", given.wooCustomer);
    expect((await buyer()).identities).toContainEqual(
      expect.objectContaining({ kind: "customer", value: "25" }),
    );
    await woo("product.created", given.wooProduct);
    await woo("coupon.created", given.wooCoupon);
    expect(await rows("SELECT id, name, brand, price FROM products WHERE shop = ?1")).toEqual([
      { id: "93", name: "Headlamp", brand: "Varde", price: 6_000 },
    ]);
    expect(await rows("SELECT id, code FROM discounts WHERE shop = ?1")).toEqual([
      { id: "719", code: "may10" },
    ]);
    await woo("coupon.deleted", { id: 719 });
    expect(await rows("SELECT id FROM discounts WHERE shop = ?1")).toEqual([]);
  });
});

it("a sealed secret opens in its own place, with the key that sealed it or the one before", async () => {
  const [before, after] = [{ AUTH_SECRET: "a".repeat(32) }, { AUTH_SECRET: "b".repeat(32) }];
  const sealed = await seal(before, SECRET, "here");
  expect(await unseal(before, sealed, "here")).toBe(SECRET);
  expect(await unseal(before, sealed, "there")).toBeUndefined();
  expect(await unseal(after, sealed, "here")).toBeUndefined();
  expect(await unseal({ ...after, AUTH_SECRET_BEFORE: before.AUTH_SECRET }, sealed, "here")).toBe(SECRET);
  expect(await seal(before, SECRET, "here")).not.toBe(sealed);
});
