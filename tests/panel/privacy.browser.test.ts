/** Privacy, as an owner uses it: what is kept, for how long, one person's data as a file, and a person erased. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { addMember, createUser } from "../../worker/members/create-shop";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";

const ANALYST = { name: "Ada Analyst", email: "analyst@fjell-fjord.example", password: "demo-analyst-2026" };
const SHOTS = process.env.SHOTS;

let stage: PanelStage;
let page: Page;

beforeAll(async () => {
  stage = await startPanel(9698, 150);
  const { id } = await createUser(stage.env, ANALYST);
  await addMember(stage.env, DEMO.shop, id, "analyst");
  page = await stage.signedIn();
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

const settings = () => page.goto(`${stage.local.url}/admin/settings?tab=privacy`);

/** For looking at; only where SHOTS names a folder. */
async function shoot(name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

test("a withdrawal erases, once the owner says so", async () => {
  await settings();
  await page.getByText("Nobody was erased yet.").waitFor();
  await expectAccessible(page);
  await shoot("1-settings");
  await page.getByRole("radio", { name: "Erase everything" }).check();
  await page.getByText("Saved. Your shop knows within a minute.").waitFor();
  await page.reload();
  await expect.poll(() => page.getByRole("radio", { name: "Erase everything" }).isChecked()).toBe(true);
  await page.getByRole("radio", { name: "Keep what is known" }).check();
});

test("retention is seen before it is set, and asks for the number where much would go", async () => {
  await settings();
  await page.getByLabel("People who are not identified").fill("1");
  await page.getByLabel("Signals").fill("1");
  await page.getByRole("button", { name: "See what would be erased" }).click();
  await page.getByText(/^[\d,]+ people of \d+ who are not identified$/).waitFor();
  await expectAccessible(page);
  await shoot("2-preview");
  const typeIt = page.getByLabel(/^More than half of what there is would be erased/);
  const save = page.getByRole("button", { name: "Save and begin" });
  const label = await page.getByText(/^More than half/).textContent();
  expect(await save.getAttribute("aria-disabled")).toBe("true");
  await typeIt.fill(label!.match(/[\d,]+$/)![0]);
  await expect.poll(() => save.getAttribute("aria-disabled")).toBe("false");
  // Another choice is looked at anew.
  await page.getByLabel("People who are not identified").fill("119");
  await page.getByLabel("Signals").fill("");
  await page.getByRole("button", { name: "See what would be erased" }).click();
  await page.getByText("Nothing is that old yet.").waitFor();
  await page.getByRole("button", { name: "Save and begin" }).click();
  await page.getByText("Saved. It begins within a minute.").waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel("People who are not identified").inputValue()).toBe("119");
});

test("a person's data is downloaded, and the person erased after their name was typed", async () => {
  await page.goto(`${stage.local.url}/admin/profiles?who=identified`);
  await page.locator("main a[href*='/profiles/']").first().click();
  const menu = page.getByRole("button", { name: "What to do with this person" });
  await menu.waitFor();
  const name = (await page.locator("main h1[tabindex]").textContent())!;
  const address = page.url();
  await menu.click();
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download all their data" }).click(),
  ]);
  const data = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(data.profiles[0].identities.length).toBeGreaterThan(0);
  await menu.click();
  await page.getByRole("menuitem", { name: "Erase this person" }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Erase for good" });
  expect(await confirm.getAttribute("aria-disabled")).toBe("true");
  await expectAccessible(page);
  await shoot("3-erase");
  await dialog.getByLabel(`Type ${name} to erase`).fill(name);
  await confirm.click();
  await page.getByText("is erased. The receipt is in Settings, under Privacy.").waitFor();
  await page.goto(address);
  await page
    .getByRole("link", { name: /people|profiles/i })
    .first()
    .waitFor();
  await settings();
  const receipt = page.getByRole("link", { name: /^Download the receipt of/ });
  const [paper] = await Promise.all([page.waitForEvent("download"), receipt.click()]);
  expect(paper.suggestedFilename()).toMatch(/^erasure-\d{4}-\d\d-\d\d\.json$/);
  const text = readFileSync(await paper.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ reason: "request", erased: { database: { profiles: 1 } } });
  expect(text).not.toContain(data.profiles[0].identities[0].value);
  await expectAccessible(page);
  await shoot("4-erased");
});

test("on a phone and in the dark it is all there", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: "dark" });
  await settings();
  await page.getByRole("link", { name: /^Download the receipt of/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByLabel("Signals").fill("1");
  await page.getByRole("button", { name: "See what would be erased" }).click();
  await page.getByRole("button", { name: "Save and begin" }).waitFor();
  await expectAccessible(page);
  await shoot("5-phone-dark");
});

test("an analyst sees what is set, and neither erasures nor a person's menu", async () => {
  page = await stage.signedIn(ANALYST);
  await settings();
  await page.getByText("Marketers and owners see erasures and their receipts.").waitFor();
  expect(await page.getByRole("radio", { name: "Erase everything" }).isDisabled()).toBe(true);
  await expectAccessible(page);
  await page.goto(`${stage.local.url}/admin/profiles`);
  await page.locator("main a[href*='/profiles/']").first().click();
  await page.locator("main h1").first().waitFor();
  expect(await page.getByRole("button", { name: "What to do with this person" }).count()).toBe(0);
});

const askedFor = (kind: string, identities: object[] | null) =>
  stage.env.DB.prepare(
    "INSERT INTO privacy_requests (shop, id, platform, kind, identities, requested_at) VALUES (?1, ?2, 'shopify', ?2, ?3, ?4)",
  )
    .bind(DEMO.shop, kind, identities && JSON.stringify(identities), Date.now())
    .run();

test("a customer's request to see their data is answered with its file", async () => {
  page = await stage.signedIn();
  const row = await stage.env.DB.prepare(
    "SELECT kind, value FROM identities WHERE shop = ?1 AND kind = 'email'",
  )
    .bind(DEMO.shop)
    .first<{ kind: string; value: string }>();
  await settings();
  await page.getByText("There are none. When a customer asks").waitFor();
  await askedFor("export", [row!]);
  await askedFor("erase_shop", null);
  await page.goto(`${stage.local.url}/admin/settings?tab=connections`);
  await page.getByText("2 requests by law came").waitFor();
  await page.getByRole("link", { name: "See under Privacy" }).click();
  const request = page.getByRole("listitem", { name: `${row!.value} asks to see` });
  await request.waitFor();
  await expectAccessible(page);
  await shoot("6-requests");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    request.getByRole("link", { name: "Download their data" }).click(),
  ]);
  expect(readFileSync(await file.path(), "utf8")).toContain(row!.value);
  await request.getByRole("button", { name: "I gave it to them" }).click();
  await page.getByText("The file was given").waitFor();
  expect(await page.getByText(row!.value).count()).toBe(0);
});

test("a shop that left its system is erased after its name was typed", async () => {
  const request = page.getByRole("listitem", { name: "Shopify asks to erase everybody" });
  await request.getByRole("button", { name: "Erase everybody" }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Erase everybody for good" });
  expect(await confirm.getAttribute("aria-disabled")).toBe("true");
  await expectAccessible(page);
  await shoot("7-erase-shop");
  await dialog.getByRole("textbox").fill("Fjell & Fjord");
  await confirm.click();
  await request.getByText("Everybody is being erased.").waitFor();
  const left = () =>
    stage.env.DB.prepare("SELECT count(*) AS n FROM profiles WHERE shop = ?1")
      .bind(DEMO.shop)
      .first<number>("n");
  await expect
    .poll(
      async () => {
        await stage.local.tick();
        return left();
      },
      { timeout: 60_000 },
    )
    .toBe(0);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.reload();
  await page.getByText("The whole shop").waitFor();
  await page.getByText("Done within 90 days").waitFor();
  await expectAccessible(page);
  await shoot("8-erased-phone");
});
