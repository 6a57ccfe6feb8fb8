/**
 * The main job, as a new user tries it: open the demo shop, put 80 € into the cart, move to leave, get the offer;
 * change it in the panel, publish, and see it changed on reload within a minute; look the visitor up and read why.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moveToLeave, type Stage, signIn, startStage } from "../support/stage";

const OFFER = "Before you go";
const CHANGED = "One moment, please";
/** Publishing is promised to be in effect within a minute. */
const MINUTE = 60_000;

describe("the main job", () => {
  let stage: Stage;
  let shopper: Awaited<ReturnType<Stage["visitor"]>>;
  let marketer: Awaited<ReturnType<Stage["visitor"]>>;

  beforeAll(async () => {
    stage = await startStage(9820);
    shopper = await stage.visitor();
    marketer = await stage.visitor();
  });
  afterAll(() => stage?.stop());

  test("a visitor with 80 € in the cart who moves to leave gets the offer, and not before", async () => {
    const { page } = shopper;
    const preflights: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "OPTIONS") preflights.push(request.url());
    });
    await Promise.all([answered(page), page.goto(`${stage.shop}/p/skarv-lofoten-2-tent`)]);
    await moveToLeave(page);
    await page.mouse.move(600, 400);
    expect(await page.getByRole("dialog", { name: OFFER }).count()).toBe(0);
    await Promise.all([answered(page), page.click("#add-to-cart")]);
    await page.goto(`${stage.shop}/cart`);
    await leaveUntilOffered(page, OFFER);
    expect(preflights).toEqual([]);
    expect(shopper.complaints).toEqual([]);
  });

  test("closed, it leaves nothing behind", async () => {
    const { page } = shopper;
    await page.getByRole("dialog", { name: OFFER }).getByRole("button", { name: "Close" }).click();
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    await page.locator("#go-to-checkout").click({ trial: true });
  });

  test("the marketer changes the heading and publishes", async () => {
    const { page } = marketer;
    await signIn(page, stage.local.url);
    await page.getByRole("link", { name: "Messages" }).first().click();
    await page.getByRole("link", { name: "Exit offer above 80 €" }).click();
    await page.getByLabel("Heading", { exact: true }).fill(CHANGED);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Published, in effect within a minute").waitFor();
  });

  test(
    "the visitor sees it changed on reload, within a minute",
    async () => {
      const { page } = shopper;
      const until = Date.now() + MINUTE;
      for (;;) {
        await Promise.all([answered(page), page.reload()]);
        const heading = await offeredHeading(page);
        if (heading === CHANGED) break;
        expect(heading).toBe(OFFER);
        expect(Date.now()).toBeLessThan(until);
      }
      expect(shopper.complaints).toEqual([]);
    },
    2 * MINUTE,
  );

  test("the marketer looks the visitor up and reads why", async () => {
    const { page } = marketer;
    await page.getByRole("link", { name: "Profiles" }).first().click();
    // Who was seen last stands first: the shopper of this minute, and nobody else is of this minute.
    await page.getByRole("row").nth(1).getByRole("link").first().click();
    await page.getByText("Lofoten 2 Tent").first().waitFor();
    const { searchParams, pathname } = new URL(page.url());
    expect(pathname).toMatch(/\/profiles\/\w+/);
    expect(searchParams.size).toBe(0);
    await page.goto(`${page.url()}?why=message:exit-offer`);
    await page.getByText("cart total now", { exact: false }).first().waitFor();
    await page.goto(`${page.url().split("?")[0]}?why=segment:repeat-customers`);
    await page.getByText("Orders", { exact: false }).first().waitFor();
    expect(marketer.complaints).toEqual([]);
  });
});

/** The edge has answered a visit of this page. */
const answered = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/v1/visit") && response.ok());

async function leaveUntilOffered(page: Page, heading: string): Promise<void> {
  const offer = page.getByRole("dialog", { name: heading });
  await expect
    .poll(
      async () => {
        await moveToLeave(page);
        return offer.count();
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(1);
}

async function offeredHeading(page: Page): Promise<string | null> {
  const dialog = page.getByRole("dialog");
  await expect
    .poll(
      async () => {
        await moveToLeave(page);
        return dialog.count();
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(1);
  return dialog.getByRole("heading").textContent();
}
