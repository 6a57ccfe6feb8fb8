import { expect, test } from "vitest";
import { context, everyTestOnStage, stage } from "./testing/on-stage";
import { aMessage, inline, type Shop, stored, tagOf, until } from "./testing/stage";

everyTestOnStage((stage) => {
  stage.tag = tagOf(stage.edge, "");
});

const GTAG = "window.dataLayer = window.dataLayer || []; function gtag(){ dataLayer.push(arguments) }";
const paths = () => stage.asked.map(({ method, path }) => `${method} ${path}`);
const ANONYMOUS = "GET /v1/anonymous?shop=pk_test&type=home&language=de";
const say = (page: import("playwright-core").Page, choice: { analytics: boolean; marketing?: boolean }) =>
  page.evaluate((given) => (window as unknown as Shop).vitrine.consent(given), choice);

test("before consent nothing is stored, no id leaves, and one anonymous question is asked", async () => {
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(paths).toEqual([ANONYMOUS]);
  await page.evaluate(() => (window as unknown as Shop).vitrine.identify({ email: "me@example.org" }));
  expect(await stored(page)).toEqual([]);
  expect(stage.asked[0]!.headers.cookie).toBeUndefined();
  expect(paths()).toEqual([ANONYMOUS]);
});

test("consent starts the visit with what the current page said, not those before", async () => {
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(paths).toEqual([ANONYMOUS]);
  await page.evaluate(() => {
    (window as unknown as Shop).vitrine.track("on the first page");
    history.pushState({}, "", "/cart");
  });
  await until(paths).toHaveLength(2);
  await page.evaluate(() => (window as unknown as Shop).vitrine.track("on the second"));
  await say(page, { analytics: true, marketing: true });
  await until(() => stage.types()).toEqual(["page_view", "event", "consent"]);
  expect(stage.signals()[1]).toMatchObject({ name: "on the second" });
  expect(stage.visits()[0]!.consent).toEqual({ analytics: true, marketing: true });
  await page.goto(`${stage.shop}/?page=2`);
  await until(() => stage.visits().at(-1)!.page?.url).toBe(`${stage.shop}/?page=2`);
  // Said again on each load, as consent tools do, it is no news.
  await say(page, { analytics: true, marketing: true });
  await page.evaluate(() => (window as unknown as Shop).vitrine.cart([{ product: "a", quantity: 1 }]));
  await until(() => stage.types()).toContain("cart");
  expect(stage.types().filter((type) => type === "consent")).toHaveLength(1);
});

test("a withdrawal stops at once, clears what is stored, and is told once", async () => {
  const page = await context.newPage();
  await page.goto(stage.shop);
  await say(page, { analytics: true });
  await until(() => stage.types()).toContain("page_view");
  await until(() => stored(page)).toContain("vitrine:visit");
  await say(page, { analytics: false });
  await until(() => stage.visits().at(-1)).toMatchObject({
    consent: { analytics: false, marketing: false },
    signals: [{ type: "consent", analytics: false }],
  });
  const asked = stage.asked.length;
  await page.evaluate(() => (window as unknown as Shop).vitrine.cart([{ product: "a", quantity: 1 }]));
  await until(() => stored(page)).toEqual(["vitrine:consent"]);
  await page.goto(`${stage.shop}/cart`);
  await until(() => paths().at(-1)).toContain("/v1/anonymous?shop=pk_test&type=cart");
  expect(stage.asked).toHaveLength(asked + 1);
  expect(await stored(page)).toEqual(["vitrine:consent"]);
});

test("with Global Privacy Control everybody is nobody, whatever is said", async () => {
  stage.tag = tagOf(stage.edge);
  await context.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(paths).toEqual([ANONYMOUS]);
  await say(page, { analytics: true });
  await page.evaluate(() => history.pushState({}, "", "/cart"));
  await until(paths).toHaveLength(2);
  expect(stage.visits()).toEqual([]);
  expect(await stored(page)).toEqual(["vitrine:consent"]);
});

test("Consent Mode decides, and the shop's own word goes before it", async () => {
  stage.tag = tagOf(stage.edge);
  stage.pages["/"] = inline(`${GTAG}; gtag("consent", "default", { analytics_storage: "denied" })`);
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(paths).toEqual([ANONYMOUS]);
  expect(await stored(page)).toEqual([]);
  const update = (state: string) =>
    page.evaluate(
      (state) =>
        (window as unknown as { gtag: (...args: unknown[]) => void }).gtag("consent", "update", {
          analytics_storage: state,
          ad_user_data: state,
          ad_personalization: state,
        }),
      state,
    );
  await update("granted");
  await until(() => stage.visits()).toHaveLength(1);
  expect(stage.visits()[0]!.consent).toEqual({ analytics: true, marketing: true });
  await update("denied");
  await until(() => stage.visits().at(-1)!.consent.analytics).toBe(false);
  await until(() => stored(page)).toEqual([]);
  await say(page, { analytics: true });
  await until(() => stage.visits().at(-1)!.consent).toEqual({ analytics: true, marketing: false });
  const before = stage.visits().length;
  await update("denied");
  await page.evaluate(() => (window as unknown as Shop).vitrine.cart([{ product: "a", quantity: 1 }]));
  await until(() => stage.visits().length).toBe(before + 1);
});

test("the TCF decides: nothing before its word, a withdrawal at once, and no opinion where no law applies", async () => {
  stage.tag = tagOf(stage.edge);
  const platform = (said: object) =>
    inline(`const said = ${JSON.stringify(said)}; const listeners = [];
      window.__tcfapi = (command, version, heard) => { listeners.push(heard); heard(said, true) };
      window.userSays = (consents) => listeners.forEach((heard) => heard({ ...said, eventStatus: "useractioncomplete", purpose: { consents } }, true))`);
  const says = (page: import("playwright-core").Page, consents: Record<number, boolean>) =>
    page.evaluate(
      (consents) => (window as unknown as { userSays: (given: object) => void }).userSays(consents),
      consents,
    );
  stage.pages["/"] = platform({ gdprApplies: true, eventStatus: "cmpuishown", purpose: { consents: {} } });
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(paths).toEqual([ANONYMOUS]);
  expect(await stored(page)).toEqual([]);
  await says(page, { 1: true });
  await until(() => stage.visits().at(-1)?.consent).toEqual({ analytics: true, marketing: false });
  await says(page, { 1: true, 4: true });
  await page.evaluate(() => (window as unknown as Shop).vitrine.track("again"));
  await until(() => stage.visits().at(-1)?.consent).toEqual({ analytics: true, marketing: true });
  await says(page, { 4: true });
  await until(() => stage.visits().at(-1)!.consent.analytics).toBe(false);
  await until(() => stored(page)).toEqual([]);

  stage.pages["/"] = platform({ gdprApplies: false, eventStatus: "tcloaded" });
  const before = stage.visits().length;
  await page.reload();
  await until(() => stage.visits().slice(before).at(-1)?.consent).toMatchObject({ implied: true });
});

test("Shopify decides: nothing before its word, and its banner's answer counts at once", async () => {
  stage.tag = tagOf(stage.edge);
  stage.pages["/"] = inline(`let allowed = false;
    window.Shopify = { loadFeatures(features, loaded) {
      Shopify.customerPrivacy = { analyticsProcessingAllowed: () => allowed, marketingAllowed: () => allowed };
      window.loads = () => loaded();
    } };
    window.bannerSays = (yes) => { allowed = yes; document.dispatchEvent(new CustomEvent("visitorConsentCollected", { detail: { analyticsAllowed: yes } })) }`);
  const call = (page: import("playwright-core").Page, name: string, ...args: unknown[]) =>
    page.evaluate(
      ([name, args]) => (window as unknown as Record<string, (...args: unknown[]) => void>)[name]!(...args),
      [name, args] as const,
    );
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(paths).toEqual([ANONYMOUS]);
  await call(page, "loads");
  expect(await stored(page)).toEqual([]);
  await call(page, "bannerSays", true);
  await until(() => stage.visits().at(-1)?.consent).toEqual({ analytics: true, marketing: true });
  await call(page, "bannerSays", false);
  await until(() => stage.visits().at(-1)!.consent.analytics).toBe(false);
  await until(() => stored(page)).toEqual([]);
});

test("a shop that requires consent refuses what is only implied: nothing stays behind", async () => {
  stage.tag = tagOf(stage.edge);
  stage.fault = ({ body }, response) => {
    if (!body?.consent.implied) return;
    response.writeHead(403, { "content-type": "application/problem+json" });
    response.end(JSON.stringify({ type: "https://vitrine.example/problems/consent-required", status: 403 }));
    return true;
  };
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(paths).toEqual(["POST /v1/visit", ANONYMOUS]);
  await until(() => stored(page)).toEqual([]);
  await say(page, { analytics: true });
  await until(() => stage.visits()).toHaveLength(2);
  expect(stage.visits()[1]!.signals).toMatchObject([{ type: "page_view" }, { type: "consent" }]);
});

test("without consent a message that was closed stays closed on its page, in memory alone", async () => {
  stage.answer.candidates = [aMessage({ frequency: { stopAfter: ["closed"] } })];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await page.getByRole("button", { name: "No", exact: true }).click();
  await page.evaluate(() => history.pushState({}, "", "/cart"));
  await until(paths).toHaveLength(2);
  await page.waitForFunction(
    (then) => performance.now() > Number(then) + 2500,
    await page.evaluate("performance.now()"),
  );
  expect(await page.locator("vitrine-message").count()).toBe(0);
  expect(await stored(page)).toEqual([]);
  expect(stage.visits()).toEqual([]);
});
