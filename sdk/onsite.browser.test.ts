import { expect, test } from "vitest";
import type { Frequency } from "../core/messages/message";
import { context, everyTestOnStage, stage } from "./testing/on-stage";
import { aMessage, type Shop, until } from "./testing/stage";

everyTestOnStage();

type Page = import("playwright-core").Page;
const events = () =>
  stage.counted().flatMap((signal) => (signal.type === "message" ? `${signal.message} ${signal.event}` : []));
const shown = (page: Page) => page.locator("vitrine-message").count();
/** Long enough for every check that could still show something. */
const later = async (page: Page) =>
  page.waitForFunction(
    (then) => performance.now() > then + 2500,
    await page.evaluate(() => performance.now()),
  );
const no = (page: Page) => page.getByRole("button", { name: "No", exact: true });

test("a message is drawn after the page, told as exposed and seen, and what it shows loads with it alone", async () => {
  const page = await context.newPage();
  const files: string[] = [];
  page.on("request", (request) => files.push(new URL(request.url()).pathname.replace(/-.*/, "")));
  await page.goto(stage.shop);
  await until(() => stage.types()).toEqual(["page_view"]);
  await later(page);
  expect(files.filter((file) => /onsite|renderer/.test(file))).toEqual([]);
  stage.answer.candidates = [aMessage()];
  await page.goto(stage.shop);
  await until(() => events()).toEqual(["m1 exposed", "m1 shown"]);
  expect(await shown(page)).toBe(1);
  expect(files.filter((file) => /onsite|renderer/.test(file))).toEqual(["/onsite", "/renderer"]);
});

/** What the requests for a decision said of the contents that the browser keeps. */
const kept = () => stage.visits().flatMap(({ decide, kept }) => (decide ? [kept] : []));
const insistent: { frequency: Frequency } = { frequency: { stopAfter: [] } };

test("the content of a message comes once: the next page names it and draws it without", async () => {
  stage.answer.candidates = [aMessage({ version: "one", ...insistent })];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => shown(page)).toBe(1);
  await page.goto(`${stage.shop}/next`);
  await until(() => shown(page)).toBe(1);
  expect(kept()).toEqual(["", "one"]);
});

test("a message that is published anew comes with its new content", async () => {
  const old = aMessage({ version: "one", ...insistent });
  stage.answer.candidates = [old];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => page.getByText("Hello").count()).toBe(1);
  const content = { ...old.content!, blocks: [{ type: "heading", text: "Anew", level: 2 } as const] };
  stage.answer.candidates = [{ ...old, version: "two", content }];
  await page.goto(`${stage.shop}/next`);
  await until(() => page.getByText("Anew").count()).toBe(1);
  await page.goto(stage.shop);
  await until(() => kept()).toEqual(["", "one", "one,two"]);
});

test("contents that are lost on the way come with a second question, asked once", async () => {
  stage.answer.candidates = [aMessage({ version: "one", ...insistent })];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => shown(page)).toBe(1);
  // Another tab forgets them while the edge already answers without.
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = async (...args) => {
      const response = await fetch(...args);
      if (String(args[1]?.body).includes('"kept":"one"')) delete localStorage["vitrine:contents"];
      return response;
    };
  });
  await page.goto(`${stage.shop}/next`);
  await until(() => shown(page)).toBe(1);
  expect(kept()).toEqual(["", "one", ""]);
});

test("an edge that names a content and never brings it is asked twice and no more", async () => {
  stage.answer.candidates = [
    aMessage({ message: "bare", version: "one", content: undefined }),
    aMessage({ message: "whole", version: "two" }),
  ];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => events()).toEqual(["whole exposed", "whole shown"]);
  await later(page);
  expect(kept()).toHaveLength(2);
});

test("a browser that stores nothing still draws, and forgets contents with consent", async () => {
  stage.answer.candidates = [aMessage({ version: "one", ...insistent })];
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await page.goto(stage.shop);
  await until(() => shown(page)).toBe(1);
  const stores = await context.newPage();
  await stores.goto(stage.shop);
  await until(() => stores.evaluate(() => "vitrine:contents" in localStorage)).toBe(true);
  await stores.evaluate(() =>
    (window as unknown as Shop).vitrine.consent({ analytics: false, marketing: false }),
  );
  expect(await stores.evaluate(() => "vitrine:contents" in localStorage)).toBe(false);
});

test("closed stays closed, even when the tab dies in that instant", async () => {
  stage.answer.candidates = [aMessage()];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await no(page).click();
  await page.close();
  await until(() => events()).toContain("m1 closed");
  const next = await context.newPage();
  await next.goto(stage.shop);
  await later(next);
  expect(await shown(next)).toBe(0);
});

test("a rule of live facts is finished in the page", async () => {
  stage.answer.candidates = [
    aMessage({
      rule: {
        all: [
          { live: "cart_total", is: "moreThan", value: 8000 },
          { live: "seconds_on_page", is: "atLeast", value: 1 },
        ],
      },
    }),
    aMessage({ message: "m2", rule: { live: "cart_total", is: "unheardOf" as never, value: 1 } }),
  ];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await later(page);
  expect(events()).toEqual([]);
  await page.evaluate(() =>
    (window as unknown as Shop).vitrine.cart([{ product: "t", price: 9000, quantity: 1 }], "EUR"),
  );
  await until(() => events()).toContain("m1 exposed");
});

test("triggers: scroll and exit are acts of the visitor, and wait for no quiet time", async () => {
  stage.answer.candidates = [
    aMessage({ message: "exit", trigger: { on: "exit" }, quiet: undefined }),
    aMessage({
      message: "bar",
      kind: "bar",
      interrupts: false,
      trigger: { on: "scroll", percent: 60 },
      quiet: undefined,
    }),
    aMessage({ message: "load", quiet: undefined }),
  ];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await later(page);
  expect(events()).toEqual([]);
  await page.evaluate(() => {
    document.getElementById("tall")!.style.height = "3000px";
    scrollTo(0, 2000);
  });
  await until(() => events()).toContain("bar exposed");
  await page.evaluate(() =>
    document.documentElement.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, clientY: -1 })),
  );
  await until(() => events()).toContain("exit exposed");
});

/** Quiet as by default, with a moment that waits for no quiet time. */
const atOnceAndQuiet = { quiet: undefined, trigger: { on: "scroll", percent: 0 } } as const;

test("one interruption a visit: a control arm takes its turn and shows nothing", async () => {
  stage.answer.candidates = [
    aMessage({ message: "m0", variant: "control", content: undefined, ...atOnceAndQuiet }),
    aMessage({ message: "m1", ...atOnceAndQuiet }),
    aMessage({ message: "bar", kind: "bar", interrupts: false }),
  ];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => events()).toContain("bar shown");
  await later(page);
  expect(events().sort()).toEqual(["bar exposed", "bar shown", "m0 exposed"]);
  expect(await shown(page)).toBe(1);
});

test("a message that insists comes again in the same visit, though it was closed", async () => {
  stage.answer.candidates = [aMessage({ frequency: { stopAfter: ["converted"] } })];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => shown(page)).toBe(1);
  await page.keyboard.press("Escape");
  await until(() => events()).toContain("m1 closed");
  await page.reload();
  await until(() => shown(page)).toBe(1);
});

test("nothing interrupts in the checkout or while the visitor types", async () => {
  stage.answer.candidates = [aMessage()];
  const page = await context.newPage();
  await page.goto(`${stage.shop}/checkout`);
  await later(page);
  expect(events()).toEqual([]);
  stage.pages["/"] = "<input id=field>";
  stage.answer.candidates = [aMessage({ trigger: { on: "delay", seconds: 5 } })];
  await page.goto(stage.shop);
  await page.locator("#field").pressSequentially("tent");
  await page.waitForFunction(() => performance.now() > 7500);
  expect(events()).toEqual([]);
  await page.locator("#field").blur();
  await until(() => events()).toContain("m1 exposed");
});

test("two tabs do not show the same message twice", async () => {
  stage.answer.candidates = [aMessage({ frequency: { perPerson: 1, stopAfter: [] } })];
  const pages = [await context.newPage(), await context.newPage()];
  await Promise.all(pages.map((page) => page.goto(stage.shop)));
  await until(() => events()).toContain("m1 exposed");
  await Promise.all(pages.map(later));
  expect(events().filter((event) => event === "m1 exposed")).toHaveLength(1);
});

test("frequency counts on from what the edge knew", async () => {
  stage.answer.candidates = [
    aMessage({ message: "often", seen: { person: 3, visit: 0 }, frequency: { perPerson: 3, stopAfter: [] } }),
    aMessage({
      message: "cooling",
      seen: { person: 1, visit: 0, lastAt: Date.now() - 3_600_000 },
      frequency: { coolDownHours: 2, stopAfter: [] },
    }),
    aMessage({ message: "fit", seen: { person: 2, visit: 0 }, frequency: { perPerson: 3, stopAfter: [] } }),
  ];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => events()).toEqual(["fit exposed", "fit shown"]);
});

test("a bar stays over the shop's own navigation as long as the new page has it", async () => {
  const bar = aMessage({ kind: "bar", interrupts: false, frequency: { stopAfter: ["closed"] } });
  stage.answer.candidates = [bar];
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => shown(page)).toBe(1);
  await page.evaluate(() => history.pushState({}, "", "/cart"));
  await until(() => stage.types().filter((type) => type === "page_view")).toHaveLength(2);
  await later(page);
  expect(await shown(page)).toBe(1);
  expect(events().filter((event) => event === "m1 exposed")).toHaveLength(1);
  stage.answer.candidates = [];
  await page.evaluate(() => history.pushState({}, "", "/checkout"));
  await until(() => shown(page)).toBe(0);
  expect(events()).not.toContain("m1 closed");
});

test("pages hear of messages and segments, and show a message themselves", async () => {
  stage.answer = { candidates: [aMessage({ trigger: { on: "exit" } })], segments: ["vip"] };
  const page = await context.newPage();
  await page.goto(stage.shop);
  await until(() => page.evaluate(() => (window as unknown as Shop).vitrine.segments())).toEqual(["vip"]);
  const heard = page.evaluate(
    () => new Promise((done) => (window as unknown as Shop).vitrine.on("closed", done)),
  );
  await until(async () => {
    await page.evaluate(() => (window as unknown as Shop).vitrine.show("m1"));
    return shown(page);
  }).toBe(1);
  await no(page).click();
  expect(await heard).toMatchObject({ message: "m1", variant: "a" });
});
