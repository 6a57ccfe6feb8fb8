import { expect, test } from "vitest";
import { context, everyTestOnStage, stage } from "./testing/on-stage";
import { inline, type Shop, until } from "./testing/stage";

everyTestOnStage();

type Page = import("playwright-core").Page;
const track = (page: Page, name: string) =>
  page.evaluate((name) => (window as unknown as Shop).vitrine.track(name), name);
const names = (signals = stage.counted()) =>
  signals.flatMap((signal) => (signal.type === "event" ? signal.name : [])).sort();
const numbers = () => stage.counted().map(({ n }) => n);

test("a reload sends nothing again that was answered", async () => {
  const page = await context.newPage();
  await page.goto(stage.shop);
  await track(page, "one");
  await until(() => names()).toEqual(["one"]);
  await page.reload();
  await track(page, "two");
  await until(() => names()).toEqual(["one", "two"]);
  expect(names(stage.signals())).toEqual(["one", "two"]);
  expect(new Set(stage.visits().map(({ visitor, home, queue }) => visitor + home + queue)).size).toBe(1);
  expect(new Set(numbers()).size).toBe(numbers().length);
});

test("two tabs share one visitor and one queue, and send nothing twice", async () => {
  const [left, right] = [await context.newPage(), await context.newPage()];
  await Promise.all([left.goto(stage.shop), right.goto(`${stage.shop}/cart`)]);
  for (let i = 0; i < 5; i++) await Promise.all([track(left, `left ${i}`), track(right, `right ${i}`)]);
  await until(() => names()).toHaveLength(10);
  const all = stage.signals();
  expect(new Set(all.map(({ n }) => n)).size).toBe(all.length);
  expect(new Set(stage.visits().map(({ visitor, queue }) => visitor + queue)).size).toBe(1);
});

test("a tab that is killed loses nothing that was stored, and nothing counts twice", async () => {
  stage.fault = () => true;
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => stage.visits()).toHaveLength(1);
  await track(page, "kept");
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const look = () => {
          const request = indexedDB.open("vitrine");
          request.onsuccess = () => {
            const get = request.result.transaction("queue").objectStore("queue").get("book");
            get.onsuccess = () => {
              request.result.close();
              if (JSON.stringify(get.result).includes("kept")) done();
              else setTimeout(look, 10);
            };
          };
        };
        look();
      }),
  );
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await crashed;
  stage.fault = undefined;
  const next = await context.newPage();
  await next.goto(stage.shop);
  await until(() => names()).toEqual(["kept"]);
  expect(new Set(numbers()).size).toBe(numbers().length);
}, 60_000);

for (const [name, fault] of Object.entries({
  dead: (response) => response.destroy(),
  slow: () => {},
  "answering 500": (response) => response.writeHead(500).end("{}"),
  "answering 429": (response) => response.writeHead(429).end("{}"),
  "answering HTML": (response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
  "answering garbage": (response) => response.writeHead(200).end('{"v":'),
} satisfies Record<string, (response: import("node:http").ServerResponse) => unknown>))
  test(`an edge that is ${name} harms no page, and gets its signals later`, async () => {
    stage.fault = (_, response) => {
      fault(response);
      return true;
    };
    stage.pages["/"] = inline("addEventListener('unhandledrejection', () => document.title = 'rejected')");
    const page = await context.newPage();
    await page.goto(stage.shop);
    await until(() => stage.visits().length).toBeGreaterThan(0);
    await track(page, "later");
    await page.evaluate(() => history.pushState({}, "", "/cart"));
    stage.fault = undefined;
    await until(() => names()).toEqual(["later"]);
    expect(await page.title()).not.toBe("rejected");
    expect(new Set(numbers()).size).toBe(numbers().length);
  });

test("a batch that is refused for good is dropped", async () => {
  stage.fault = (_, response) => {
    response
      .writeHead(400, { "content-type": "application/problem+json" })
      .end('{"type":"/problems/invalid"}');
    return true;
  };
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => stage.visits()).toHaveLength(1);
  stage.fault = undefined;
  await track(page, "next");
  await until(() => stage.types()).toEqual(["page_view", "event"]);
});

test("where storage is forbidden it works in memory", async () => {
  await context.addInitScript(() => {
    for (const name of ["indexedDB", "localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
  });
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => stage.types()).toEqual(["page_view"]);
  await track(page, "one");
  await until(() => names()).toEqual(["one"]);
  expect(new Set(numbers()).size).toBe(numbers().length);
});

test("old scripts that rewrite the language neither break it nor are broken by it", async () => {
  stage.tag =
    inline(`
    Array.prototype.toJSON = function(){ return "[" + this.join() + "]" };
    Array.prototype.reduce = function(){ return this[0] };
    Object.prototype.each = function(){}; Array.prototype.include = function(){};
    Array.from = function(){ throw new Error("ours") };
    var calls = []; var push = history.pushState;
    history.pushState = function(state, title, url){ calls.push([this === history, url]); push.apply(this, arguments); return "kept" };
    window.dataLayer = []; dataLayer.push = function(entry){ Array.prototype.push.call(this, entry); return "pushed " + (this === dataLayer) };
  `) + stage.tag;
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => stage.types()).toEqual(["page_view"]);
  const kept = await page.evaluate(() => {
    const shop = window as unknown as Shop & { calls: unknown };
    const returned = history.pushState({}, "", "/cart");
    const pushed = shop.dataLayer.push({ event: "search", search_term: "tent" });
    let refused = "";
    try {
      history.pushState({}, "", "https://elsewhere.example/");
    } catch (error) {
      refused = (error as Error).name;
    }
    shop.vitrine.set({ list: ["a", "b"] });
    return { returned, pushed, refused, calls: (shop as { calls: unknown }).calls };
  });
  // The shop's own toJSON speaks on the way out of the page.
  expect(kept).toMatchObject({ returned: "kept", pushed: "pushed true", refused: "SecurityError" });
  await until(() => stage.types().filter((type) => type === "page_view")).toHaveLength(2);
  await until(() => stage.signals().find(({ type }) => type === "set")).toMatchObject({
    attributes: { list: ["a", "b"] },
  });
  await until(() => stage.types()).toContain("search");
});
