import { expect, test } from "vitest";
import { readItems } from "./ecommerce";
import { translate } from "./segment";

test("Segment's names mean the same as GA4's", () => {
  const tent = { product_id: "T1", name: "Tent", price: 249, quantity: 2 };
  const [event, data] = translate("Product Added", { ...tent, currency: "EUR" })!;
  expect(event).toBe("add_to_cart");
  expect(readItems(data)).toMatchObject([{ product: "T1", price: 24900, quantity: 2, currency: "EUR" }]);
  expect(translate("Products Searched", { query: "tent" })).toEqual(["search", { search_term: "tent" }]);
  expect(
    translate("Order Completed", { order_id: 7, revenue: 20, total: 25, products: [tent] }),
  ).toMatchObject(["purchase", { transaction_id: 7, value: 25, items: [{ item_id: "T1" }] }]);
  expect(translate("Product List Viewed", { category: "Tents" })).toMatchObject([
    "view_item_list",
    { item_list_name: "Tents", items: [] },
  ]);
  expect(translate("Cart Viewed", {})![1]).not.toHaveProperty("items");
  for (const name of ["Size Guide Opened", "constructor", "Order Refunded"])
    expect(translate(name, {})).toBeUndefined();
});
