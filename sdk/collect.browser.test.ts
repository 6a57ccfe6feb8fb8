import { expect, test } from "vitest";
import type { SignalOf } from "../core/signals/catalogue";
import { context, everyTestOnStage, stage } from "./testing/on-stage";
import { inline, jsonLd, type Shop, tagOf, until } from "./testing/stage";

everyTestOnStage();

const TENT = { "@type": "Product", sku: "T1", name: "Tent", offers: { price: "249", priceCurrency: "EUR" } };
const GTAG = "window.dataLayer = window.dataLayer || []; function gtag(){ dataLayer.push(arguments) }";
const of = <T extends string>(type: T) => stage.signals().filter((signal) => signal.type === type);

test("a first page is one plain request with all that the page says", async () => {
  stage.pages["/p/tent"] =
    `<title>Tent</title>${jsonLd(TENT)}${inline(`${GTAG}; gtag("event", "view_cart", { currency: "EUR", items: [{ item_id: "peg", price: 1.5, quantity: 2 }] })`)}`;
  const page = await context.newPage();
  await page.goto(`${stage.shop}/p/tent?utm_source=mail&email=me@x.org#top`);
  await until(() => stage.visits().length).toBe(1);
  const [asked] = stage.asked;
  expect(asked).toMatchObject({ method: "POST", path: "/v1/visit" });
  expect(asked!.headers["content-type"]).toMatch(/^text\/plain/);
  expect(asked!.headers.cookie).toBeUndefined();
  expect(asked!.body).toMatchObject({
    v: 1,
    key: "pk_test",
    decide: true,
    consent: { analytics: true, marketing: false, implied: true },
    page: { type: "product", product: "T1", title: "Tent", language: "de-AT" },
  });
  expect(asked!.body!.visitor).toMatch(/^[\w-]{22}$/);
  expect(stage.types()).toEqual(["page_view", "cart", "product_view"]);
  expect(stage.signals().map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(of("page_view")[0]).toMatchObject({ page: { url: `${stage.shop}/p/tent?utm_source=mail` } });
  expect(of("cart")[0]).toMatchObject({
    total: 300,
    currency: "EUR",
    lines: [{ product: "peg", quantity: 2 }],
  });
});

test("navigations of a single-page shop count once each, whatever the shop does to history", async () => {
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => stage.types()).toEqual(["page_view"]);
  await page.evaluate(() => {
    history.pushState({}, "", "/products/a");
    history.pushState({}, "", "/products/a");
    history.replaceState({ scroll: 3 }, "", "/products/a#reviews");
    document.title = "A";
    (window as unknown as Shop).dataLayer = [{ event: "page_view" }];
  });
  await until(() => of("page_view").length).toBe(2);
  await page.evaluate(() => history.pushState({}, "", "/products/b?color=red"));
  await until(() => of("page_view").length).toBe(3);
  await page.evaluate(() => history.back());
  await until(() => of("page_view").length).toBe(4);
  expect(of("page_view").map((signal) => (signal as SignalOf<"page_view">).page)).toMatchObject([
    { url: `${stage.shop}/`, type: "home" },
    { url: `${stage.shop}/products/a`, type: "product", title: "A" },
    { url: `${stage.shop}/products/b`, type: "product" },
    { url: `${stage.shop}/products/a`, type: "product" },
  ]);
  expect(new Set(stage.counted().map(({ n }) => n)).size).toBe(stage.counted().length);
});

test("a product is viewed once, though markup and dataLayer both tell of it", async () => {
  stage.pages["/p"] = `${jsonLd(TENT)}${inline(GTAG)}`;
  const page = await context.newPage();
  await page.goto(`${stage.shop}/p`);
  await until(() => of("product_view").length).toBe(1);
  await page.evaluate(() => {
    const view = (id: string) =>
      (window as unknown as Shop).dataLayer.push({
        event: "view_item",
        ecommerce: { items: [{ item_id: id, price: 249 }] },
      });
    view("17");
    view("17");
    view("18");
    (window as unknown as Shop).vitrine.track("end");
  });
  await until(() => of("event").length).toBe(1);
  expect(of("product_view")).toMatchObject([
    { product: { id: "T1", price: 24900 } },
    { product: { id: "18" } },
  ]);
});

test("the cart is the whole of it, over pages, and the order empties it", async () => {
  stage.pages["/"] = inline(GTAG);
  const page = await context.newPage();
  await page.goto(stage.shop);
  const push = (event: string, ecommerce: object) =>
    page.evaluate((entry) => (window as unknown as Shop).dataLayer.push(entry), { event, ecommerce });
  const tent = { item_id: "t", price: "20.00" };
  await push("add_to_cart", { currency: "EUR", items: [tent] });
  await until(() => of("cart").length).toBe(1);
  await page.goto(`${stage.shop}/?page=2`);
  await until(() => of("page_view").length).toBe(2);
  await push("add_to_cart", { currency: "EUR", items: [{ ...tent, quantity: 2 }] });
  await until(() => of("cart")).toHaveLength(2);
  await push("remove_from_cart", { currency: "EUR", items: [tent] });
  await until(() => of("cart")).toHaveLength(3);
  expect(of("cart").map((signal) => (signal as SignalOf<"cart">).total)).toEqual([2000, 6000, 4000]);
  await push("purchase", {
    transaction_id: 9,
    value: "40",
    currency: "EUR",
    items: [{ ...tent, quantity: 2 }],
  });
  await until(() => of("order")).toMatchObject([{ id: "9", total: 4000 }]);
  expect(await page.evaluate(() => localStorage["vitrine:cart"])).toBeUndefined();
});

test("search, category, checkout and what the shop's own code tells", async () => {
  stage.pages["/search"] = inline(GTAG);
  const page = await context.newPage();
  await page.goto(`${stage.shop}/search?q=Red+tent`);
  await until(() => of("search")).toMatchObject([{ query: "Red tent" }]);
  await page.evaluate(() => {
    (window as unknown as Shop).dataLayer.push(
      { event: "search", search_term: "red tent" },
      { event: "begin_checkout", ecommerce: {} },
    );
    (window as unknown as Shop).vitrine.track("size guide", { size: 42 });
    (window as unknown as Shop).vitrine.set({ newsletter: true });
    (window as unknown as Shop).vitrine.identify({ email: "me@example.org" });
  });
  await until(() => stage.types()).toContain("identify");
  expect(of("search")).toHaveLength(1);
  expect(of("checkout")).toHaveLength(1);
  expect(of("event")).toMatchObject([{ name: "size guide", properties: { size: 42 } }]);
  expect(of("identify")).toMatchObject([{ email: "me@example.org" }]);
});

test("attention and scroll depth are told when the page is left", async () => {
  stage.pages["/"] = `<style nonce="n1"></style>`;
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => of("page_view").length).toBe(1);
  await page.evaluate(() => {
    document.getElementById("tall")!.style.height = "3000px";
    scrollTo(0, 1500);
  });
  await until(() => page.evaluate(() => scrollY)).toBe(1500);
  await page.waitForFunction(() => performance.now() > 2500);
  await page.goto(`${stage.shop}/cart`);
  await until(() => of("engagement").length).toBeGreaterThan(0);
  const [engagement] = of("engagement") as SignalOf<"engagement">[];
  expect(engagement!.scroll).toBeGreaterThan(50);
  expect(engagement!.seconds).toBeGreaterThan(0);
});

test("calls that were made before the tag was there are made up for, with the first page", async () => {
  stage.tag =
    inline(
      "window.vitrine=window.vitrine||new Proxy({q:[]},{get:(t,k)=>t[k]||((...a)=>{t.q.push([k,...a])})}); vitrine.track('early'); document.addEventListener('vitrine:ready', () => document.title = 'ready')",
    ) + tagOf(stage.edge);
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => stage.types()).toEqual(["page_view", "event"]);
  expect(await page.title()).toBe("ready");
  expect(stage.visits()).toHaveLength(1);
});

test("a page that comes back from the back/forward cache is a view", async () => {
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => of("page_view").length).toBe(1);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await until(() => of("page_view").length).toBe(2);
});
