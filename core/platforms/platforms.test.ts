import { describe, expect, it } from "vitest";
import * as given from "./fixtures";
import { minorUnits } from "./json";
import * as shopify from "./shopify";
import * as woo from "./woocommerce";

it("amounts are read by their currency's own decimals", () => {
  expect(minorUnits("12.50", "EUR")).toBe(1250);
  expect(minorUnits("1250", "JPY")).toBe(1250);
  expect(minorUnits("1.250", "KWD")).toBe(1250);
  expect(minorUnits(19.99, "USD")).toBe(1999);
  expect(minorUnits("", "EUR")).toBeUndefined();
});

describe("Shopify", () => {
  it("tells an order: whose, when, for how much after discounts", () => {
    expect(shopify.readOrder(given.shopifyOrder)).toEqual({
      at: Date.UTC(2026, 10, 20, 8, 59, 58),
      identities: [
        { kind: "customer", value: "7211110001234", written: "7211110001234" },
        { kind: "email", value: "ann.berg@example.com", written: "ann.berg@example.com" },
        { kind: "phone", value: "+436601234567", written: "+43 660 1234567" },
      ],
      order: {
        id: "5940139491234",
        source: "server",
        currency: "EUR",
        total: 22_500,
        updatedAt: Date.UTC(2026, 10, 20, 9, 0, 2),
        status: "placed",
        coupon: "MAY20",
        discount: 2_000,
        refunds: [],
        lines: [
          {
            ...{
              product: "8061536829755",
              variant: "44610569208040",
              name: "Lofoten 2 Tent",
              brand: "Skarv",
            },
            ...{ quantity: 1, price: 18_000, discount: 2_000 },
          },
          {
            ...{ product: "8061536829760", variant: "44610569208050", name: "Wool Socks", brand: "Varde" },
            ...{ quantity: 2, price: 2_000 },
          },
        ],
      },
    });
  });

  it("tells what was refunded, of which product, and that an order is cancelled", () => {
    const raw = {
      ...given.shopifyOrder,
      ...{
        refunds: [given.shopifyRefund],
        current_total_price: "205.00",
        cancelled_at: "2026-11-23T00:00:00Z",
      },
    };
    expect(shopify.readOrder(raw)).toMatchObject({
      order: {
        ...{ total: 22_500, status: "cancelled" },
        refunds: [
          {
            ...{ id: "929361461234", at: Date.UTC(2026, 10, 22, 7), amount: 2_000 },
            lines: [{ product: "8061536829760", quantity: 1, amount: 2_000 }],
          },
        ],
      },
    });
  });

  it("gives back no money where goods were only put back, and takes an edited total", () => {
    expect(shopify.readRefund({ ...given.shopifyRefund, transactions: [] }, "EUR")?.amount).toBe(0);
    const failed = [{ ...given.shopifyRefund.transactions[0], status: "failure" }];
    expect(shopify.readRefund({ ...given.shopifyRefund, transactions: failed }, "EUR")?.amount).toBe(2_000);
    const edited = shopify.readOrder({ ...given.shopifyOrder, current_total_price: "180.00" });
    expect(edited).toMatchObject({ order: { total: 18_000 } });
  });

  it("keeps all digits of an id that is too long for a number", () => {
    const gid = { id: 8.2e17, admin_graphql_api_id: "gid://shopify/Order/820982911946154508" };
    expect(shopify.shopifyId(gid)).toBe("820982911946154508");
  });

  it("tells a customer with the consent that they gave, and its level", () => {
    expect(shopify.readCustomer(given.shopifyCustomer)).toMatchObject({
      at: Date.UTC(2026, 10, 20, 9, 0, 5),
      attributes: { first_name: "Ann", last_name: "Berg" },
      tags: ["VIP", "club"],
      consents: [
        {
          ...{ channel: "email", given: true, at: Date.UTC(2026, 9, 1, 10) },
          text: "Subscribed in Shopify (confirmed_opt_in)",
        },
      ],
    });
  });

  it("tells a product by its cheapest variant and its pieces", () => {
    expect(shopify.readProduct(given.shopifyProduct, "EUR")).toEqual({
      ...{ id: "8061536829755", name: "Lofoten 2 Tent", brand: "Skarv", categories: ["Tents"] },
      ...{ tags: ["winter", "two persons"], price: 20_000, compareAt: 25_000, stock: 3, active: true },
      ...{ url: "/products/lofoten-2", image: "https://cdn.shopify.com/tent.jpg" },
      updatedAt: Date.UTC(2026, 10, 19, 8),
    });
    const draft = shopify.readProduct({ ...given.shopifyProduct, status: "draft" }, "EUR");
    expect(draft).toMatchObject({ active: false });
  });

  it("says what it cannot use", () => {
    expect(shopify.readOrder({})).toEqual({ reason: "an order without id, currency or date" });
    expect(shopify.readOrder({ ...given.shopifyOrder, current_total_price: "x" })).toEqual({
      reason: "order 5940139491234 has no total",
    });
    expect(shopify.readCustomer({})).toHaveProperty("reason");
    expect(shopify.readProduct({}, "EUR")).toHaveProperty("reason");
  });
});

describe("WooCommerce", () => {
  it("tells an order with its tax, in UTC, and who its guest is", () => {
    expect(woo.readOrder(given.wooOrder)).toEqual({
      at: Date.UTC(2026, 10, 20, 9),
      identities: [
        { kind: "email", value: "bo.lund@example.com", written: "Bo.Lund@example.com" },
        { kind: "phone", value: "5555555555", written: "(555) 555-5555" },
      ],
      about: [
        { do: "set", at: Date.UTC(2026, 10, 20, 9), attributes: { first_name: "Bo", last_name: "Lund" } },
      ],
      order: {
        ...{ id: "727", source: "server", currency: "EUR", total: 11_500, status: "placed" },
        ...{ updatedAt: Date.UTC(2026, 10, 20, 9, 0, 10), coupon: "may10", discount: 1_000, refunds: [] },
        lines: [{ product: "93", name: "Headlamp", quantity: 2, price: 5_500, discount: 1_000 }],
      },
    });
  });

  it("counts what was refunded, and no order that failed or waits for its payment", () => {
    const refunds = [{ id: 726, reason: "", total: "-10.00" }];
    expect(woo.readOrder({ ...given.wooOrder, refunds })).toMatchObject({
      order: { refunds: [{ id: "726", amount: 1_000, lines: [] }] },
    });
    for (const status of ["cancelled", "failed", "trash"])
      expect(woo.readOrder({ ...given.wooOrder, status })).toMatchObject({ order: { status: "cancelled" } });
    expect(woo.isPlaced({ status: "pending" })).toBe(false);
    expect(woo.isPlaced({ status: "completed" })).toBe(true);
  });

  it("tells products, customers and coupons", () => {
    expect(woo.readProduct(given.wooProduct, "EUR")).toMatchObject({
      ...{ id: "93", brand: "Varde", categories: ["Lighting"], price: 6_000, compareAt: 7_500, stock: null },
      active: true,
    });
    expect(woo.readProduct({ ...given.wooProduct, stock_status: "outofstock" }, "EUR")).toMatchObject({
      stock: 0,
    });
    expect(woo.readProduct({ ...given.wooProduct, type: "variation", parent_id: 93 }, "EUR")).toBeUndefined();
    expect(woo.readCustomer(given.wooCustomer)).toMatchObject({
      identities: [{ kind: "customer", value: "25" }, { value: "bo.lund@example.com" }, { kind: "phone" }],
    });
    expect(woo.readCoupon(given.wooCoupon)).toEqual({
      ...{ id: "719", name: "may10", code: "may10", products: ["93"] },
      ...{ updatedAt: Date.UTC(2026, 10, 1), startsAt: Date.UTC(2026, 10, 1), endsAt: Date.UTC(2026, 11, 1) },
    });
  });
});
