/** Messages can be used by everyone: axe, right-to-left, large zoom, long words, reduced motion, poor colours. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { MessageKind } from "../../core/messages/message";
import { TEMPLATES } from "../../core/messages/templates/index";
import { onAccent, THEMES } from "../../core/messages/themes";
import {
  aMessage,
  axeViolations,
  expectNoHarm,
  form,
  heading,
  image,
  link,
  noThanks,
  show,
  text,
} from "./testing/messages";
import { everyTestOnStage, stage } from "./testing/on-stage";

let page: Page;
everyTestOnStage(() => page);

const KINDS: MessageKind[] = ["popup", "bar"];
/** axe measures colours and sizes only inside the body, where messages of the page itself do not stand. */
const inBody = { into: "body" };
const still = { reducedMotion: "reduce" } as const;

test("axe finds nothing wrong with any template in any base theme", async () => {
  page = await stage.visit("light", still);
  const before = await axeViolations(page);
  for (const { id, design } of TEMPLATES) {
    const own = design.variants[0]!.content;
    const looks = THEMES.flatMap(({ theme }) => [theme, onAccent(theme)]);
    for (const theme of [own.theme, ...looks.map((look) => ({ ...look, position: own.theme.position }))]) {
      await show(page, design.kind, { ...own, theme }, inBody);
      expect([id, theme.background, (await axeViolations(page)).filter((v) => !before.includes(v))]).toEqual([
        id,
        theme.background,
        [],
      ]);
      await page.evaluate(() => window.stage.close());
    }
  }
}, 120_000);

test("axe looks into messages: it names colours that cannot be read", async () => {
  page = await stage.visit("light", still);
  await show(page, "popup", aMessage([heading()], { background: "#777777", text: "#8a8a8a" }), inBody);
  expect((await axeViolations(page)).join()).toMatch(/color-contrast/);
});

describe.each(KINDS)("a %s", (kind) => {
  test("has nothing for axe to say: with all blocks, with a problem, with thanks", async () => {
    page = await stage.visit("light", still);
    const before = await axeViolations(page);
    const violations = async () => (await axeViolations(page)).filter((v) => !before.includes(v));
    await show(
      page,
      kind,
      aMessage([image(), heading(), text("**A** [b](/c)\n\n- d"), form, link(), noThanks]),
      inBody,
    );
    expect(await violations()).toEqual([]);
    await page.getByRole("button", { name: "Sign up" }).click();
    expect(await violations()).toEqual([]);
    await page.getByLabel("Your email").fill("anna@example.com");
    await page.getByRole("button", { name: "Sign up" }).click();
    await page.locator(".done").waitFor();
    expect(await violations()).toEqual([]);
  });

  test("is named by its heading, else by its label, else by its words", async () => {
    page = await stage.visit("light", still);
    const role = kind === "popup" ? "dialog" : "region";
    await show(page, kind, aMessage([heading("Ten off"), text()]));
    expect(await page.getByRole(role, { name: "Ten off", exact: true }).count()).toBe(1);
    await page.evaluate((c) => window.stage.update(c), { ...aMessage([text("Plain")]), label: "Offer" });
    expect(await page.getByRole(role, { name: "Offer", exact: true }).count()).toBe(1);
    await page.evaluate((c) => window.stage.update(c), aMessage([text("Plain")]));
    expect(await page.getByRole(role, { name: "Plain", exact: true }).count()).toBe(1);
  });

  test("is mirrored on a right-to-left page, and by its own words where the page says nothing", async () => {
    page = await stage.visit("rtl", still);
    const closeIsLeft = () =>
      page.evaluate((selector) => {
        const root = document.querySelector("vitrine-message")!.shadowRoot!;
        const [close, all] = [".close", selector].map((s) =>
          root.querySelector(s)!.getBoundingClientRect(),
        ) as [DOMRect, DOMRect];
        return close.left - all.left < all.right - close.right;
      }, `.${kind}`);
    await show(page, kind, aMessage([heading("خصم عشرة بالمئة"), text("على طلبك الأول"), form]));
    expect(await closeIsLeft()).toBe(true);
    await page.context().close();
    page = await stage.visit("light", still);
    await show(page, kind, aMessage([heading("خصم عشرة بالمئة")]));
    expect(await closeIsLeft()).toBe(true);
    await page.evaluate(() => window.stage.close());
    await show(page, kind, aMessage([heading("Ten percent off")]));
    expect(await closeIsLeft()).toBe(false);
  });

  test("can be read and used at 400 % zoom (320 × 200 px) with long words, without scrolling sideways", async () => {
    page = await stage.visit("light", { ...still, viewport: { width: 320, height: 200 } });
    const long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverkauf";
    await show(
      page,
      kind,
      aMessage([image(), heading(long), text(`${long} ${"word ".repeat(80)}`), form, link()]),
    );
    const frame = page.locator(`.${kind}`);
    const { width, height, inner } = await frame.evaluate((e) => ({
      width: e.getBoundingClientRect().width,
      height: e.getBoundingClientRect().height,
      inner: e.scrollWidth - e.clientWidth,
    }));
    expect([width <= 320, height <= 200 * (kind === "popup" ? 0.92 : 0.5) + 1, inner]).toEqual([
      true,
      true,
      0,
    ]);
    // The close button stays in reach while the last button is scrolled to.
    await page.getByRole("link", { name: "To the sale" }).scrollIntoViewIfNeeded();
    await page.locator(".close").click({ trial: true });
    await page.getByRole("link", { name: "To the sale" }).click({ trial: true });
    await expectNoHarm(page);
  });

  test("moves only for visitors who do not mind", async () => {
    page = await stage.visit("light", still);
    const running = () => page.locator(`.${kind}`).evaluate((e) => e.getAnimations({ subtree: true }).length);
    await show(page, kind, aMessage());
    expect(await running()).toBe(0);
    await page.evaluate(() => window.stage.close());
    await page.emulateMedia({ reducedMotion: "no-preference" });
    const moving = await page.evaluate(
      ([k, c]) => {
        window.stage.show(k, c);
        return document.querySelector("vitrine-message")!.shadowRoot!.getAnimations().length;
      },
      [kind, aMessage()] as const,
    );
    expect(moving).toBeGreaterThan(0);
  });

  test("keeps its colours in the browser's dark mode", async () => {
    page = await stage.visit("light", { ...still, colorScheme: "dark" });
    await show(page, kind, aMessage());
    expect(await page.locator("input[type=email]").evaluate((e) => getComputedStyle(e).colorScheme)).toMatch(
      /light only|only light/,
    );
  });

  test("shows edges, focus and the close button even when a theme's colours are all the same", async () => {
    page = await stage.visit("light", still);
    const grey = { background: "#777777", text: "#777777", accent: "#777777", accentText: "#777777" };
    await show(page, kind, aMessage([heading(), form], grey));
    const edges = await page
      .locator(".button, .close")
      .evaluateAll((all) => all.map((e) => getComputedStyle(e).borderTopColor));
    expect(edges.every((colour) => /^rgb\((0, 0, 0|255, 255, 255)\)$/.test(colour))).toBe(true);
  });
});
