/** Shops in the shapes of the platforms that are met most: from the tag alone, each says what its visitor does. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { SignalOf } from "../../core/signals/catalogue";
import { context, everyTestOnStage, stage } from "../../sdk/testing/on-stage";
import { until } from "../../sdk/testing/stage";
import { openShop as bigcommerce } from "./bigcommerce/shop";
import { openShop as headless } from "./headless-react/shop";
import { openShop as magento } from "./magento/shop";
import { openShop as prestashop } from "./prestashop/shop";
import type { Shop } from "./shop";
import { openShop as shopify } from "./shopify-dawn/shop";
import { openShop as shopware } from "./shopware/shop";
import { openShop as blocks } from "./woocommerce-blocks/shop";
import { openShop as classic } from "./woocommerce-classic/shop";

everyTestOnStage();

/** Facts of shopping in their order, as the edge counts them; the product is seen again on each page that is about it. */
const facts = () => {
  const all = stage
    .counted()
    .filter(({ type }) => /product|cart|search|order/.test(type))
    .sort((a, b) => a.at - b.at || a.n - b.n);
  const first = all.find(({ type }) => type === "product_view");
  return all.filter((signal) => signal.type !== "product_view" || signal === first);
};
const views = () =>
  stage.signals().filter(({ type }) => type === "product_view") as SignalOf<"product_view">[];

/** The parts of the SDK that watch this shop have begun to. */
const watched = async (page: Page, shop: Pick<Shop, "parts">) => {
  const files = shop.parts.map((part) => stage.files[part]);
  await page.waitForFunction(
    (files) =>
      files.every(
        (file) =>
          performance.getEntriesByName(file).length ||
          performance.getEntriesByType("resource").some(({ name }) => name.endsWith(file)),
      ),
    files,
  );
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 300 })));
};

test.each(
  [shopify, classic, blocks, magento, bigcommerce, prestashop, shopware, headless].map((open) => open()),
)("$name", async (shop) => {
  stage.serve = shop.serve;
  const page = await context.newPage();
  const single = !shop.cart;
  const visit = (path: string) =>
    single && page.url().startsWith(stage.shop)
      ? page.evaluate((path) => (window as unknown as { go(path: string): void }).go(path), path)
      : page.goto(stage.shop + path);
  const click = async (name: string) => {
    await watched(page, shop);
    await page.locator(`#${name}`).click();
  };
  const said = (count: number) => until(facts).toMatchObject(shop.says.slice(0, count));

  await visit(shop.product);
  await said(1);
  await click("Add");
  await said(2);
  if (shop.cart) await page.goto(stage.shop + shop.cart);
  await watched(page, { parts: shop.parts.filter((part) => part !== "legacy") });
  await page.locator("#Remove").click();
  await said(3);
  await visit(shop.search);
  await said(4);
  if (!single) await visit(shop.product);
  await click("Add");
  await until(() => facts().at(-1)?.type).toBe("cart");
  if (single) await click("Order");
  else await visit(shop.thanks);
  await until(() => facts().at(-1)?.type).toBe("order");

  expect(facts()).toHaveLength(shop.says.length);
  expect(facts()).toMatchObject(shop.says);
  const [first, ...others] = views();
  for (const { product } of others) expect(product.id).toBe(first!.product.id);
  expect(views()).toHaveLength(shop.views);
});

test("what is overheard behaves as before", async () => {
  const shop = shopify();
  stage.serve = shop.serve;
  const page = await context.newPage();
  await page.goto(stage.shop + shop.product);
  const before = await page.evaluate(() => [
    String(fetch),
    fetch.name,
    fetch.length,
    String(history.pushState),
  ]);
  await watched(page, shop);
  const after = await page.evaluate(async () => {
    const refused = await fetch("https://[bad/cart.js").catch((error) => error.name);
    const received = await (await fetch("/de/cart.js")).json();
    // No JSON: nobody's error.
    await fetch("/cart");
    const request = new XMLHttpRequest();
    let thrown = "";
    try {
      request.send();
    } catch (error) {
      thrown = (error as Error).name;
    }
    return {
      same: [String(fetch), fetch.name, fetch.length, String(history.pushState)],
      refused,
      received,
      thrown,
    };
  });
  expect(after).toMatchObject({
    same: [
      expect.stringContaining("[native code]"),
      "fetch",
      before[2],
      expect.stringContaining("[native code]"),
    ],
    refused: "TypeError",
    received: { currency: "EUR", items: [] },
    thrown: "InvalidStateError",
  });
});

test("of marked forms what was submitted is told, but no password and no card; marked clicks count each", async () => {
  stage.pages["/"] =
    `<form data-vitrine-form="Fit" id="form"><input data-vitrine-attribute="size" value="42"><input type="checkbox" checked data-vitrine-attribute="wide">
      <input data-vitrine-attribute="email" value="ann@shop.example"><input name="other" value="secret">
      <input type="password" data-vitrine-attribute="a" value="secret"><input autocomplete="cc-number" data-vitrine-attribute="b" value="secret">
      <input data-vitrine-attribute="c" value="4111 1111 1111 1111"></form>
     <form data-vitrine-form="Never"><input data-vitrine-attribute="d" value="secret"></form>
     <button id="guide" data-vitrine-track="Size guide"><b>?</b></button>`;
  const page = await context.newPage();
  await page.goto(stage.shop);
  await watched(page, { parts: ["acts"] });
  await page.locator("#guide b").click({ clickCount: 2 });
  await page.evaluate(() => {
    addEventListener("submit", (event) => event.preventDefault());
    (document.getElementById("form") as HTMLFormElement).requestSubmit();
  });
  await until(() => stage.types()).toContain("form");
  const told = stage.counted().filter(({ type }) => /event|form|identify/.test(type));
  expect(told).toMatchObject([
    { type: "event", name: "Size guide" },
    { type: "event", name: "Size guide" },
    { type: "form", form: "Fit", answers: { size: "42", wide: true } },
    { type: "identify", email: "ann@shop.example" },
  ]);
  expect(JSON.stringify(stage.asked.map(({ body }) => body))).not.toMatch(/secret|4111/);
});
