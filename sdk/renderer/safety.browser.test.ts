/** Neither the page's styles nor a message's content can do harm, and the message does none to the page. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { MessageKind } from "../../core/messages/message";
import type { HostPageName } from "./testing/host-pages";
import {
  aMessage,
  expectCleanPage,
  expectNoHarm,
  form,
  heading,
  image,
  link,
  seen,
  show,
  text,
} from "./testing/messages";
import { everyTestOnStage, stage } from "./testing/on-stage";

let page: Page;
everyTestOnStage(() => page);

const KINDS: MessageKind[] = ["popup", "bar"];
const HOSTILE: HostPageName[] = ["hostile-reset", "hostile-blunt", "hostile-clever"];

/** All computed styles of all elements of the message, with their boxes. */
const looks = (kind: MessageKind, on: Page) =>
  on.locator(`.${kind}`).evaluate((frame) =>
    [frame, ...frame.querySelectorAll("*")].map((element) => {
      const style = getComputedStyle(element);
      const { x, y, width, height } = element.getBoundingClientRect();
      // Perspective and transform origins follow from the box; custom properties are compared by their effect.
      const all = Array.from(style, (name) => `${name}:${style.getPropertyValue(name)}`);
      return [element.localName, x, y, width, height, ...all.filter((line) => !/^--|origin/.test(line))];
    }),
  );

const EVERYTHING = aMessage([heading(), text("**Bold** *italic* [link](/a)\n\n- one\n- two"), form, link()]);

describe.each(KINDS)("a %s", (kind) => {
  test.each(HOSTILE)("looks on %s as on a friendly page", async (hostile) => {
    page = await stage.visit("light", { reducedMotion: "reduce" });
    await page.evaluate(() => document.documentElement.setAttribute("dir", "ltr"));
    await show(page, kind, EVERYTHING);
    const wanted = await looks(kind, page);
    await page.context().close();

    page = await stage.visit(hostile, { reducedMotion: "reduce" });
    await page.evaluate(() => document.documentElement.setAttribute("dir", "ltr"));
    await show(page, kind, EVERYTHING);
    expect(await looks(kind, page)).toEqual(wanted);
    await page.locator(".close").click();
    await expectCleanPage(page);
  });

  test("changes no style of the page, while it is there and after", async () => {
    page = await stage.visit("light");
    const pageLooks = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("html, body, body *")].map((element) => {
          const style = getComputedStyle(element);
          return Array.from(style, (name) => style.getPropertyValue(name)).join();
        }),
      );
    const attributes = () =>
      page.evaluate(() =>
        [document.documentElement, document.body]
          .map((e) => e.cloneNode(false))
          .map((e) => (e as Element).outerHTML),
      );
    const before = [await pageLooks(), await attributes()];
    await show(page, kind, EVERYTHING);
    expect([await pageLooks(), await attributes()]).toEqual(before);
    await page.locator(".close").click();
    expect([await pageLooks(), await attributes()]).toEqual(before);
  });

  test("moves nothing: layout shift is 0, with an image", async () => {
    page = await stage.visit("light");
    // The page's own late font moves the page's own words: that was before.
    const start = await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now();
    });
    await show(page, kind, aMessage([image(), heading(), text(), form]));
    await expect
      .poll(() => page.locator("img").evaluate((img) => (img as HTMLImageElement).complete))
      .toBe(true);
    await seen(page);
    await page.evaluate(() => window.stage.close());
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const shifts = await page.evaluate(() => window.stage.shifts);
    expect(shifts.filter(({ at }) => at > start)).toEqual([]);
  });
});

test("hostile words, addresses and themes are drawn as harmless text", async () => {
  page = await stage.visit("light");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const evil = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  const content = aMessage(
    [
      image("javascript:alert(1)"),
      image("data:image/svg+xml,<svg onload=alert(1)>"),
      image("http://other.example/x.png"),
      heading(evil),
      text(
        `${evil} [a](javascript:alert(1)) [b](java\tscript:alert(1)) [c](data:text/html,x) [d](vbscript:x)`,
      ),
      text("[ok](https://example.com/a_(b)) [mail](mailto:a@example.com) [call](tel:+431) [here](/x?y=1)"),
      link("javascript:alert(1)"),
      link("  JAVASCRIPT:alert(1)"),
      { type: "unheard of" } as never,
      { type: "constructor" } as never,
    ],
    {
      background: "red;} * { display: none } :host {",
      text: "url(https://evil.example/)",
      font: "x; background: url(https://evil.example/font)",
      radius: Number.NaN,
    },
  );
  await show(page, "popup", content);
  const dialog = page.locator("dialog");
  expect(await dialog.getByRole("heading").textContent()).toBe(evil);
  expect(await dialog.locator("img, script, [style], [onerror]").count()).toBe(0);
  expect(
    await dialog.locator("a").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href)),
  ).toEqual([
    "https://example.com/a_(b)",
    "mailto:a@example.com",
    "tel:+431",
    new URL("/x?y=1", page.url()).href,
  ]);
  expect(await dialog.textContent()).toContain("[a](javascript:alert(1))");
  const { background, color, radius } = await dialog.evaluate((e) => {
    const style = getComputedStyle(e);
    return { background: style.backgroundColor, color: style.color, radius: style.borderRadius };
  });
  expect({ background, color, radius }).toEqual({
    background: "rgb(255, 255, 255)",
    color: "rgb(28, 28, 28)",
    radius: "0px",
  });
  expect(asked).toEqual([]);
  await expectNoHarm(page);
});

test("a font of the page is taken over by name, whatever it holds", async () => {
  page = await stage.visit("light");
  await show(page, "popup", aMessage([heading()], { font: "inherit" }));
  expect(await page.locator("h2").evaluate((e) => getComputedStyle(e).fontFamily)).toBe("Inter, sans-serif");
});
