/** A file dropped into the rule editor: matched with the shop's people, used at once, until its day. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";

let stage: PanelStage;
let page: Page;
const inPanel = (to: string) => `${stage.local.url}/admin${to}`;

beforeAll(async () => {
  stage = await startPanel(9724, 60);
  page = await stage.signedIn();
  const customers = [ONE, OTHER].map((email) => ({ email }));
  const told = await page.context().request.put(`${stage.local.url}/api/v1/shops/${DEMO.shop}/customers`, {
    data: { customers },
    headers: { origin: stage.local.url },
  });
  expect(await told.json()).toMatchObject({ accepted: 2 });
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

const look = async (name: string) => {
  const shots = process.env.SHOTS;
  if (!shots) return;
  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 1280],
    ["light", 360],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
};
const drop = async (lines: string[]) =>
  page
    .locator("input[type=file]")
    .setInputFiles({ name: "survey.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
const [ONE, OTHER] = ["ann@known.example", "bo@known.example"];

test("its columns become attributes of those who are known, and a condition", async () => {
  await page.goto(inPanel("/segments/new"));
  await page.getByRole("button", { name: "From a file" }).click();
  await drop(["Who,Survey score,Remark", `${ONE},9,good`, `${OTHER},3,`, "nobody@else.example,10,best"]);
  // By what stands in the column, as its heading says nothing.
  await expect
    .poll(() =>
      page
        .getByLabel("What “Who” is")
        .inputValue()
        .catch(() => ""),
    )
    .toBe("email");
  expect(await page.getByLabel("What “Survey score” is").inputValue()).toBe("number");
  await page.getByLabel("What “Remark” is").selectOption("");
  await expectAccessible(page);
  await look("file");
  await page.getByRole("button", { name: "Match it with my people" }).click();
  await page.getByText("2 rows of 3 (67%) are of people whom your shop knows.").waitFor();
  await expectAccessible(page);
  await look("matched");
  await page.getByRole("button", { name: "Use it in the rule" }).click();
  await page.getByText("Survey score can be used now").waitFor();
  await page.getByTestId("rule-sentence").getByText("Survey score is known").waitFor();
  await page.getByText("2 people", { exact: false }).first().waitFor();
  await expectAccessible(page);
});

test("is listed with its match and its end, and can be ended", async () => {
  await page.goto(inPanel("/attributes"));
  const files = page.getByRole("table", { name: "From files" });
  const row = files.getByRole("row").filter({ hasText: "survey.csv" });
  await row.getByText("2 of 3 (67%)").waitFor();
  await expectAccessible(page);
  await look("files");
  await row.getByRole("button", { name: "End now: survey.csv" }).click();
  await page.getByText("The values of “survey.csv” are taken away").waitFor();
  await row.waitFor({ state: "detached" });
});

test("is thrown away before anybody was told anything", async () => {
  await page.goto(inPanel("/segments/new"));
  await page.getByRole("button", { name: "From a file" }).click();
  await drop(["Email,Mood", `${ONE},7`]);
  await page.getByLabel("What “Mood” is").waitFor();
  await page.getByRole("button", { name: "Match it with my people" }).click();
  await page.getByText("1 row of 1 (100%)").waitFor();
  await page.getByRole("button", { name: "Throw it away" }).click();
  const defined = () =>
    stage.env.DB.prepare("SELECT count(*) AS n FROM attribute_definitions WHERE key = 'mood'").first("n");
  await expect.poll(defined).toBe(0);
});
