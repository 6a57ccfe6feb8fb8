/** What a visitor gets from a bar: over the page without moving it, small, reachable, gone when closed. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aMessage, expectCleanPage, focus, form, link, reported, seen, show, text } from "./testing/messages";
import { everyTestOnStage, stage } from "./testing/on-stage";

let page: Page;
everyTestOnStage(() => page);

const inBar = () => ({ ...aMessage([text("Free shipping **today**"), link("#sale")]), label: "Offer" });
const box = async () => (await page.locator(".bar").boundingBox())!;

test("it lies over the page, leaves the focus alone, and goes back where the focus came from", async () => {
  page = await stage.visit("light");
  await page.focus("#search");
  const before = await page.locator("main").boundingBox();
  await show(page, "bar", inBar());
  expect(await focus(page)).toBe("search");
  expect(await page.locator("main").boundingBox()).toEqual(before);
  expect(await page.getByRole("region", { name: "Offer" }).count()).toBe(1);

  await page.locator(".close").focus();
  expect(await focus(page)).toBe("message:Close");
  await page.keyboard.press("Enter");
  await reported(page, "closed");
  expect(await focus(page)).toBe("search");
  await expectCleanPage(page);
});

test("Escape closes it only when the focus is in it", async () => {
  page = await stage.visit("light");
  await show(page, "bar", inBar());
  await page.focus("#search");
  await page.keyboard.press("Escape");
  expect(await page.locator(".bar").count()).toBe(1);
  await page.locator(".close").focus();
  await page.keyboard.press("Escape");
  await reported(page, "closed");
  await expectCleanPage(page);
});

test("it stays when its link leads to a place in the page", async () => {
  page = await stage.visit("light");
  await show(page, "bar", inBar());
  await page.getByRole("link", { name: "To the sale" }).click();
  await reported(page, "clicked");
  await seen(page);
  expect(await page.locator(".bar").count()).toBe(1);
});

test("at the bottom it ends with the window, at the top it begins with it", async () => {
  page = await stage.visit("light");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await show(page, "bar", aMessage([text()], { position: "bottom" }));
  const low = await box();
  expect(low.y + low.height).toBe(800);
  await page.evaluate(() => window.stage.close());
  await show(page, "bar", aMessage([text()], { position: "top" }));
  expect((await box()).y).toBe(0);
});

test("on a phone it takes less than a tenth of the height, with a form less than a quarter", async () => {
  page = await stage.visit("light", { viewport: { width: 360, height: 740 } });
  await show(page, "bar", inBar());
  expect((await box()).height).toBeLessThanOrEqual(74);
  await page.evaluate(() => window.stage.close());
  await show(page, "bar", aMessage([text("Ten percent off"), form]));
  expect((await box()).height).toBeLessThanOrEqual(740 / 4);
});

test("it lies above a page's highest z-index, and its button is easy to hit", async () => {
  page = await stage.visit("light", { reducedMotion: "reduce" });
  await page.evaluate(() => {
    const high = document.body.appendChild(document.createElement("div"));
    high.id = "high";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("#high { position: fixed; inset: 0; z-index: 2147483647; background: #fff }");
    document.adoptedStyleSheets = [sheet];
  });
  await show(page, "bar", inBar());
  const { x, y, width, height } = (await page.locator(".bar .button").boundingBox())!;
  const hit = await page.evaluate(
    ([left, top]) =>
      document.querySelector("vitrine-message")!.shadowRoot!.elementFromPoint(left, top)?.className,
    [x + width / 2, y + height / 2 - 21] as const,
  );
  expect(hit).toBe("button");
});
