/** What a visitor gets from a popup: with the keyboard, the pointer, and after it is closed. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  aMessage,
  deeds,
  events,
  expectCleanPage,
  focus,
  heading,
  image,
  link,
  noThanks,
  reported,
  seen,
  show,
  text,
} from "./testing/messages";
import { everyTestOnStage, stage } from "./testing/on-stage";

let page: Page;
everyTestOnStage(() => page);

describe("with the keyboard", () => {
  test("the focus stays in the message, Escape closes it, and the focus goes back", async () => {
    page = await stage.visit("light");
    await page.focus("#opener");
    await show(page, "popup", aMessage());
    expect(await focus(page)).toBe("message:dialog");

    const walk: string[] = [];
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press("Tab");
      walk.push(await focus(page));
    }
    expect(walk.slice(0, 5)).toEqual([
      "message:Close",
      "message:terms",
      "message:input",
      "message:Sign up",
      "message:Privacy",
    ]);
    // Between two rounds the browser itself may be focused ("body"), never the page behind.
    expect(walk.filter((at) => !at.startsWith("message:") && at !== "body")).toEqual([]);

    await page.keyboard.press("Escape");
    await reported(page, "closed");
    expect(await focus(page)).toBe("opener");
    await expectCleanPage(page);
  });

  test("the close button works by Enter, and each focused thing shows a ring", async () => {
    page = await stage.visit("light");
    await page.focus("#search");
    await show(page, "popup", aMessage());
    await page.keyboard.press("Tab");
    const ring = await page
      .locator(".close")
      .evaluate((e) => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth);
    expect(ring).toBe("solid2px");
    await page.keyboard.press("Enter");
    await reported(page, "closed");
    expect(await focus(page)).toBe("search");
    await expectCleanPage(page);
  });

  test("keys typed in it are no shortcuts of the page", async () => {
    page = await stage.visit("light");
    await page.evaluate(() => {
      document.addEventListener("keydown", (e) => e.key === "/" && e.preventDefault());
    });
    await show(page, "popup", aMessage());
    const email = page.locator("input[type=email]");
    await email.focus();
    await page.keyboard.type("a/b");
    expect(await email.inputValue()).toBe("a/b");
  });
});

describe("with the pointer", () => {
  test("a click on the backdrop closes it, a drag that ends there does not", async () => {
    page = await stage.visit("light");
    await show(page, "popup", aMessage());
    const box = (await page.locator("dialog").boundingBox())!;
    await page.mouse.move(box.x + 60, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(20, 20);
    await page.mouse.up();
    expect(await deeds(page)).toEqual([]);
    await page.mouse.click(20, 20);
    await reported(page, "closed");
    await expectCleanPage(page);
  });

  test("the quiet button closes it, once even when clicked twice", async () => {
    page = await stage.visit("light");
    await show(page, "popup", aMessage());
    await page.getByRole("button", { name: "No, thank you" }).dblclick();
    await reported(page, "closed");
    await expectCleanPage(page);
  });

  test("a link is reported, seen, and followed in the same tab", async () => {
    page = await stage.visit("light");
    await show(page, "popup", aMessage([heading(), link("#sale"), noThanks]));
    await page.getByRole("link", { name: "To the sale" }).click();
    await reported(page, "clicked");
    expect((await events(page)).find(({ event }) => event === "clicked")!.url).toMatch(/\/light#sale$/);
    expect(page.url()).toMatch(/#sale$/);
    await expect.poll(() => page.locator("vitrine-message").count()).toBe(0);
    expect(await deeds(page)).toEqual(["clicked"]);
  });

  test("all targets are 44 px high or more, links in text aside", async () => {
    page = await stage.visit("light", { viewport: { width: 360, height: 740 } });
    await show(page, "popup", aMessage());
    const heights = await page
      .locator("dialog :is(button, .button, input[type=email])")
      .evaluateAll((all) => all.map((e) => e.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });
});

describe("when it was seen", () => {
  test("shown comes once, a second after it was on the screen", async () => {
    page = await stage.visit("light");
    const started = Date.now();
    await show(page, "popup", aMessage());
    await seen(page);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
  });

  test("shown does not come when it is closed before, nor by the shop's own close", async () => {
    page = await stage.visit("light");
    await page.clock.install();
    await show(page, "popup", aMessage());
    await page.evaluate(() => window.stage.close());
    await page.clock.runFor(5000);
    expect(await events(page)).toEqual([]);
    await expectCleanPage(page);
  });
});

describe("in the editor", () => {
  test("a preview takes no focus, follows no link, and is drawn anew in place", async () => {
    page = await stage.visit("light");
    await page.focus("#search");
    await show(page, "popup", aMessage([heading("First"), link("/elsewhere")]), {
      preview: true,
      into: "main",
    });
    expect(await focus(page)).toBe("search");
    expect(await page.locator("main > vitrine-message").count()).toBe(1);
    await page.getByRole("link", { name: "To the sale" }).click();
    expect(page.url()).toMatch(/\/light$/);
    expect(await deeds(page)).toEqual(["clicked"]);
    await page.evaluate(
      (content) => window.stage.update(content),
      aMessage([heading("Second"), text()], { background: "#123456" }),
    );
    expect(await page.locator("dialog").getByRole("heading").allTextContents()).toEqual(["Second"]);
    expect(await page.locator("dialog").evaluate((e) => getComputedStyle(e).backgroundColor)).toBe(
      "rgb(18, 52, 86)",
    );
  });
});

test("drawn into the document of a frame, it is styled, modal there, and gone when closed", async () => {
  page = await stage.visit("light");
  await page.evaluate(
    (c) => window.stage.show("popup", c, { into: "iframe" }),
    aMessage([heading(), noThanks]),
  );
  const looks = await page.evaluate(() => {
    const inner = document.querySelector("iframe")!.contentDocument!;
    const dialog = inner.querySelector("vitrine-message")!.shadowRoot!.querySelector("dialog")!;
    const seen = [dialog.matches(":modal"), inner.defaultView!.getComputedStyle(dialog).borderRadius];
    dialog.querySelector<HTMLButtonElement>(".quiet, .button")!.click();
    return [...seen, inner.querySelectorAll("vitrine-message").length];
  });
  expect(looks).toEqual([true, "6px", 0]);
  expect(await deeds(page)).toEqual(["closed"]);
  await expectCleanPage(page);
});

describe("with a picture", () => {
  test("it stands beside the words where there is room, above them on a phone", async () => {
    page = await stage.visit("light");
    await show(page, "popup", aMessage([image(), heading(), text(), link()]));
    const places = () =>
      page.evaluate(() => {
        const root = document.querySelector("vitrine-message")!.shadowRoot!;
        const [picture, words] = ["img", ".body"].map((s) =>
          root.querySelector(s)!.getBoundingClientRect(),
        ) as [DOMRect, DOMRect];
        return {
          beside: picture.right <= words.left + 1 && picture.height === words.height,
          above: picture.bottom <= words.top + 1,
        };
      });
    expect(await places()).toEqual({ beside: true, above: false });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await places()).toEqual({ beside: false, above: true });
  });

  test("one that cannot be loaded leaves a plain popup", async () => {
    page = await stage.visit("light");
    await show(page, "popup", aMessage([image("/missing.png"), heading(), text()]));
    await expect.poll(() => page.locator("dialog img").count()).toBe(0);
    expect(await page.locator("dialog").getAttribute("class")).not.toContain("split");
  });
});
