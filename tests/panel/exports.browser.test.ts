/** Export, as a marketer uses it: choose, see how many, download, read the file; and what an analyst sees. */
import { readFileSync } from "node:fs";
import type { Download, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { addMember, createUser } from "../../worker/members/create-shop";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";

const ANALYST = { name: "Ada Analyst", email: "analyst@fjell-fjord.example", password: "demo-analyst-2026" };

let stage: PanelStage;
let page: Page;

beforeAll(async () => {
  stage = await startPanel(9690, 150);
  const { id } = await createUser(stage.env, ANALYST);
  await addMember(stage.env, DEMO.shop, id, "analyst");
  page = await stage.signedIn();
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

const dialog = () => page.getByRole("dialog", { name: "Export people" });

/** Presses Download; the rows that the dialog promised and the file. */
async function downloaded(): Promise<{ promised: number; file: Download; text: string }> {
  const promise = dialog().getByText(/^The file will have [\d,]+ rows?\.$/);
  const promised = Number((await promise.textContent())!.replace(/\D/g, ""));
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog().getByRole("button", { name: "Download" }).click(),
  ]);
  return { promised, file, text: readFileSync(await file.path(), "utf8") };
}

test("everyone is exported, and the file holds as many as the dialog said", async () => {
  await page.goto(`${stage.local.url}/admin/profiles`);
  await page.getByRole("button", { name: "Export" }).click();
  await dialog()
    .getByText(/left out, without an email\.$/)
    .waitFor();
  await dialog().getByText("Nobody has exported people yet.").waitFor();
  await expectAccessible(page);
  const { promised, file, text } = await downloaded();
  expect(file.suggestedFilename()).toMatch(/^fjell-fjord-people-\d{4}-\d\d-\d\d\.csv$/);
  expect(text.startsWith("\uFEFFactivation_id,vitrine_id,email,")).toBe(true);
  // No text of the demo's basic facts has a line break.
  expect(text.trim().split("\r\n")).toHaveLength(promised + 1);
  await page.getByText(/^The download of [\d,]+ rows has begun\.$/).waitFor();
  const recorded = dialog().getByRole("list", { name: "Recent exports" }).getByRole("listitem");
  await recorded.getByText("Everyone").waitFor();
  await recorded.getByText(`${promised} rows`).waitFor();
  await expectAccessible(page);
});

test("the choices change the count and the file", async () => {
  await dialog().getByRole("radio", { name: "Advanced" }).check();
  await dialog().getByLabel("Activation id").selectOption("vitrine");
  await dialog().getByText("The file will have 150 rows.").waitFor();
  await dialog().getByLabel("Format").selectOption("jsonl");
  const { file, text } = await downloaded();
  expect(file.suggestedFilename()).toMatch(/\.jsonl$/);
  const rows = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(150);
  expect(rows.find(({ orders }) => orders > 0)).toMatchObject({
    currency: "EUR",
    last_seen_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
  });
  await page.keyboard.press("Escape");
  await expect.poll(() => dialog().isVisible()).toBe(false);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Export");
});

test("a list that is narrowed is exported as it is narrowed", async () => {
  await page.goto(`${stage.local.url}/admin/profiles?who=unidentified`);
  await page.getByRole("button", { name: "Export" }).click();
  await dialog().getByText("The people found by your search and filters").waitFor();
  await dialog().getByText("Nobody would be in this file.").waitFor();
  expect(await dialog().getByRole("button", { name: "Download" }).getAttribute("aria-disabled")).toBe("true");
  await dialog().getByLabel("Activation id").selectOption("vitrine");
  const { text, promised } = await downloaded();
  expect(promised).toBeLessThan(150);
  expect(text.trim().split("\r\n")).toHaveLength(promised + 1);
});

test("a segment is exported from its own page, on a phone, in the dark", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${stage.local.url}/admin/segments/repeat-customers`);
  await page.getByRole("button", { name: "Export" }).click();
  await dialog().getByText("Repeat customers").first().waitFor();
  await expectAccessible(page);
  const { text, promised, file } = await downloaded();
  expect(file.suggestedFilename()).toMatch(/^fjell-fjord-repeat-customers-/);
  expect(text.trim().split("\r\n")).toHaveLength(promised + 1);
  await page.context().close();
});

test("an analyst has no such button", async () => {
  page = await stage.signedIn(ANALYST);
  await page.goto(`${stage.local.url}/admin/profiles`);
  await page.getByText(/^150 people/).waitFor();
  expect(await page.getByRole("button", { name: "Export" }).count()).toBe(0);
  await page.context().close();
});
