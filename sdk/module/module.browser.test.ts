/** A headless page that bundles the npm module reports what a page with the tag reports, and shows what it shows. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rollup } from "rollup";
import { afterAll, beforeAll, expect, test } from "vitest";
import { context, everyTestOnStage, stage } from "../testing/on-stage";
import { aMessage, inline, jsonLd, type Shop, tagOf, until } from "../testing/stage";
import { buildModule } from "./build.mjs";

everyTestOnStage();

let built: string;
let bundled: string;
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), "vitrine-module-"));
  await buildModule({ outDir: built });
  const build = await rollup({ input: join(built, "index.js") });
  const { output } = await build.generate({ format: "es", inlineDynamicImports: true });
  await build.close();
  bundled = output[0].code.replace(/export \{[^}]*\};?\s*$/, "");
});
afterAll(() => rm(built, { recursive: true, force: true }));

/** The shop's own bundle. It keeps the client to itself; the test alone gives it a name. */
const app = (consent: string) =>
  `<script nonce="n1" type="module">${bundled};
  const client = createVitrine({ key: "pk_test", endpoint: "${stage.edge}/", consent: "${consent}" });
  if (client !== createVitrine({ key: "pk_test", endpoint: "${stage.edge}" })) throw new Error("two clients");
  window.underTest = client;</script>`;

const TENT = { "@type": "Product", sku: "T1", name: "Tent", offers: { price: "249", priceCurrency: "EUR" } };

async function aVisit(way: string, name: "vitrine" | "underTest") {
  stage.reset();
  stage.tag = way;
  stage.answer.candidates = [aMessage()];
  stage.pages["/p/tent"] =
    jsonLd(TENT) +
    inline(
      "window.dataLayer=[{event:'add_to_cart',ecommerce:{currency:'EUR',items:[{item_id:'t',price:'20.00'}]}}]",
    );
  const visitor = await context.browser()!.newContext();
  const page = await visitor.newPage();
  await page.goto(`${stage.shop}/p/tent`);
  await until(() => page.getByRole("dialog").count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.evaluate((name) => {
    const { [name]: client } = window as unknown as Record<string, Shop["vitrine"]>;
    client!.track("size guide", { size: 42 });
    client!.identify({ email: "me@example.org" });
    client!.order({ id: "9", total: 2000, currency: "EUR", lines: [] });
    history.pushState({}, "", "/thanks");
  }, name);
  await until(() => stage.types().filter((type) => type === "page_view").length).toBe(2);
  await until(() => stage.types()).toContain("event");
  const globals = await page.evaluate(() => "vitrine" in window);
  const signals = stage.counted().map(({ at: _, ...signal }) => signal);
  await visitor.close();
  return { globals, signals: signals.filter(({ type }) => type !== "engagement") };
}

test("the same signals as by the tag, in the same order, without a global", async () => {
  const byTag = await aVisit(tagOf(stage.edge), "vitrine");
  const byModule = await aVisit(app("not-required"), "underTest");
  const types = (visit: typeof byTag) => visit.signals.map(({ type }) => type).sort();
  expect(types(byModule)).toEqual(types(byTag));
  expect(types(byModule)).toEqual(
    expect.arrayContaining(["cart", "event", "identify", "message", "order", "page_view", "product_view"]),
  );
  const facts = (visit: typeof byTag) =>
    visit.signals.map(({ n: _, ...signal }) => JSON.stringify(signal)).sort();
  expect(facts(byModule)).toEqual(facts(byTag));
  expect([byTag.globals, byModule.globals]).toEqual([true, false]);
});

test("without consent nothing is stored or sent but the anonymous question", async () => {
  stage.tag = app("required");
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => stage.asked.map(({ path }) => path.split("?")[0])).toEqual(["/v1/anonymous"]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.evaluate(() =>
    (window as unknown as { underTest: Shop["vitrine"] }).underTest.consent({ analytics: true }),
  );
  await until(() => stage.types()).toContain("page_view");
});
