/** Pages of shops with a plugin of ours, which says exactly what the shop's server knows. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { SignalOf } from "../../core/signals/catalogue";
import { context, everyTestOnStage, stage } from "../testing/on-stage";
import { inline, jsonLd, type Shop, tagOf, until } from "../testing/stage";

everyTestOnStage();

const of = <T extends string>(type: T) => stage.signals().filter((signal) => signal.type === type);
const say = (list: string, event: string, ecommerce: object) =>
  inline(`(window.${list} ??= []).push(${JSON.stringify({ event, ecommerce })})`);

test("what the plugin says counts, under the shop's own ids, and nothing twice", async () => {
  const ours = { currency: "EUR", items: [{ item_id: "7", item_name: "Tent", price: 249.9, quantity: 2 }] };
  const google = { currency: "EUR", items: [{ item_id: "sku-t", price: 208.33 }] };
  stage.pages["/p/tent"] = [
    say("dataLayer", "view_item", google),
    say("vitrine_dataLayer", "view_item", ours),
    say("vitrine_dataLayer", "view_cart", ours),
    say("dataLayer", "view_cart", google),
    jsonLd({ "@type": "Product", sku: "T1", name: "Tent" }),
  ].join("");
  const page = await context.newPage();
  await page.goto(`${stage.shop}/p/tent`);
  await until(() => of("page_view").length).toBe(1);
  await page.evaluate(() => {
    const shop = window as unknown as Shop & { vitrine_dataLayer: unknown[] };
    shop.dataLayer.push({ event: "add_to_cart", ecommerce: { currency: "EUR", items: [{ item_id: "x" }] } });
    shop.vitrine_dataLayer.push({ event: "view_cart", ecommerce: { items: [] } });
    shop.vitrine.track("end");
  });
  await until(() => of("event").length).toBe(1);
  expect(of("product_view")).toMatchObject([{ product: { id: "7", price: 24990 } }]);
  const carts = of("cart") as SignalOf<"cart">[];
  expect(carts.map(({ lines, total }) => [lines.map(({ product }) => product), total])).toEqual([
    [["7"], 49980],
    [[], 0],
  ]);
  expect(stage.visits()[0]!.page).toMatchObject({ type: "product", product: "7" });
});

test("a cart that changes without a new page is read once the shop's own request is through", async () => {
  const script = "plugins/shopify/extensions/vitrine-embed/assets/vitrine-cart.js";
  stage.pages["/"] = inline(`vitrine_dataLayer = []; Shopify = {};${await readFile(script, "utf8")}`);
  const page = await context.newPage();
  const cart = {
    currency: "EUR",
    items: [{ product_id: 7, product_title: "Tent", variant_id: 70, final_price: 24990, quantity: 2 }],
  };
  await page.route("**/cart.js", (route) => route.fulfill({ json: cart }));
  await page.route("**/cart/add.js", (route) => route.fulfill({ json: {} }));
  await page.goto(stage.shop);
  await page.evaluate(async () => void (await fetch("/cart/add.js", { method: "POST", body: "{}" })));
  await until(() => of("cart")).toMatchObject([
    { total: 49980, currency: "EUR", lines: [{ product: "7", quantity: 2, price: 24990 }] },
  ]);
});

test("Shopify's pixel finds the visitor while there is a visit, and nobody after a no", async () => {
  stage.tag = inline("window.Shopify = {}") + tagOf(stage.edge, "");
  const page = await context.newPage();
  const left = () => page.evaluate(() => JSON.parse(localStorage["vitrine:pixel"] ?? "null"));
  await page.goto(stage.shop);
  await until(() => stage.asked.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  expect(await left()).toBeNull();
  const consent = (analytics: boolean) =>
    page.evaluate((analytics) => (window as unknown as Shop).vitrine.consent({ analytics }), analytics);
  await consent(true);
  await expect.poll(left, { timeout: 15_000 }).not.toBeNull();
  const { visitor, home } = stage.visits()[0]!;
  expect(await left()).toEqual({ visitor, home });
  await consent(false);
  await expect.poll(left, { timeout: 15_000 }).toBeNull();
});
