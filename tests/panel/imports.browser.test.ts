/** Imports, as a marketer uses them: drop a file, say what it means, see what would happen, do it, take it back. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { addMember, createUser } from "../../worker/members/create-shop";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";

const ANALYST = { name: "Ada Analyst", email: "analyst@fjell-fjord.example", password: "demo-analyst-2026" };
const SHOTS = process.env.SHOTS;

let stage: PanelStage;
let page: Page;

beforeAll(async () => {
  stage = await startPanel(9694, 60);
  const { id } = await createUser(stage.env, ANALYST);
  await addMember(stage.env, DEMO.shop, id, "analyst");
  page = await stage.signedIn();
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

/** As a spreadsheet set to German writes it. */
const GERMAN = Buffer.from(
  [
    "E-Mail;Vorname;Ort;Schuhgröße;Newsletter",
    "ann@import.example;Ann;Zürich;38,5;ja",
    "bo@import.example;Bo;Köln;44;nein",
    "nobody;;;;",
    ";;;;",
    "cy@import.example;Cy;Graz;41;",
  ].join("\r\n"),
  "latin1",
);

const drop = (name: string, buffer: Buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
const map = async (heading: string, meaning: string) => {
  await page.getByRole("combobox", { name: `Meaning of “${heading}”` }).click();
  await page.getByRole("combobox", { name: `Meaning of “${heading}”` }).fill(meaning);
  await page.getByRole("option", { name: meaning }).first().click();
};
const figure = (label: string) =>
  page
    .locator("dl > div", { has: page.locator("dt", { hasText: new RegExp(`^${label}$`) }) })
    .locator("dd > span")
    .first();
async function shoot(name: string): Promise<void> {
  if (!SHOTS) return;
  for (const [width, scheme] of [
    [1280, "light"],
    [360, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

describe("a marketer", () => {
  test("learns on the empty page what can be imported, and what a file looks like", async () => {
    await page.goto(`${stage.local.url}/admin/profiles`);
    await page.getByRole("link", { name: "Imports" }).click();
    await page.getByText("No file was imported yet").waitFor();
    await expectAccessible(page);
    await shoot("empty");
    await page.getByRole("link", { name: "Import a file" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Example: People" }).click(),
    ]);
    const example = readFileSync(await download.path());
    await drop("people.csv", example);
    await page.getByText("The first row names the columns").waitFor();
    expect(await page.getByText("Left out", { exact: true }).count()).toBe(0);
  });

  test("is told what is wrong with a file that cannot be read", async () => {
    await drop("broken.jsonl", Buffer.from('{"email":"a@x.example"}\nnot json\n'));
    await page.getByText("Line 2 is no JSON object.").waitFor();
    await expectAccessible(page);
  });

  test("drops a German file, whose columns are recognised, and makes an attribute of one that is not", async () => {
    await drop("kunden.csv", GERMAN);
    await page.getByText("Zürich, Köln").waitFor();
    expect(await page.getByLabel("Decimal sign").inputValue()).toBe(",");
    const meaning = (heading: string) =>
      page.getByRole("combobox", { name: `Meaning of “${heading}”` }).inputValue();
    expect([await meaning("E-Mail"), await meaning("Vorname"), await meaning("Ort")]).toEqual([
      "Email",
      "First name",
      "City",
    ]);
    expect(await page.getByText("Left out", { exact: true }).count()).toBe(2);
    await expectAccessible(page);
    await map("Schuhgröße", "Make a new attribute…");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Shoe size");
    expect(await dialog.getByLabel("Type").inputValue()).toBe("number");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Make it" }).click();
    await expect.poll(() => meaning("Schuhgröße")).toBe("Shoe size");
    // A consent is never guessed.
    await map("Newsletter", "Consent to emails");
    await page.getByText("Only do so if these people really agreed.").waitFor();
    await expectAccessible(page);
    await shoot("mapping");
  });

  test("sees what would happen before it does", async () => {
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("heading", { name: "Ready to import" }).waitFor();
    expect([await figure("New").textContent(), await figure("Refused").textContent()]).toEqual(["3", "1"]);
    await page.getByText("E-Mail: “nobody” is not an email address").waitFor();
    expect(await peopleNamed("@import.example")).toBe(0);
    await expectAccessible(page);
    await shoot("ready");
  });

  test("imports it, and downloads what was refused", async () => {
    await page.getByRole("button", { name: "Import 3 rows" }).click();
    await page.getByRole("button", { name: "Undo this import" }).waitFor();
    expect(await figure("New").textContent()).toBe("3");
    expect(await peopleNamed("@import.example")).toBe(3);
    await expectAccessible(page);
    await shoot("done");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download all of them" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("refused of kunden.csv");
    expect(readFileSync(await download.path(), "utf8")).toContain(
      "4,refused,E-Mail: “nobody” is not an email address,nobody",
    );
  });

  test("reads exactly what an undo does, and undoes it", async () => {
    await page.getByRole("button", { name: "Undo this import" }).click();
    await page.getByRole("dialog").getByText("3 people whom it made go").waitFor();
    await expectAccessible(page);
    await shoot("undo");
    await page.getByRole("button", { name: "Undo it" }).click();
    await page.getByRole("heading", { name: "Undone", exact: true }).waitFor();
    expect(await figure("Gone again").textContent()).toBe("3");
    expect(await peopleNamed("@import.example")).toBe(0);
    await expectAccessible(page);
  });

  test("goes on after the connection was lost and the page was loaded again", async () => {
    const many = Array.from({ length: 2600 }, (_, i) => `person${i}@many.example,Name${i}`);
    await page.goto(`${stage.local.url}/admin/imports/new`);
    await drop("many.csv", Buffer.from(["Email,First name", ...many].join("\n")));
    await page.getByText("person0@many.example").waitFor();
    let sent = 0;
    await page.route("**/chunks/*", (route) => (++sent > 2 ? route.abort() : route.continue()));
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("No connection. It goes on by itself").waitFor();
    await expectAccessible(page);
    await shoot("waiting");
    stage.complaints();
    await page.unroute("**/chunks/*");
    let again = 0;
    page.on("request", (request) => {
      if (request.url().includes("/chunks/")) again++;
    });
    await page.reload();
    await page.getByRole("heading", { name: "Ready to import" }).waitFor();
    expect(await figure("New").textContent()).toBe("2,600");
    expect(again).toBe(4);
    await page.getByRole("button", { name: "Throw it away" }).click();
    await page.getByText("Thrown away. Nothing was imported.").waitFor();
    stage.complaints();
  });

  test("puts people into a new fixed list, and adds more from the list's own page", async () => {
    await page.goto(`${stage.local.url}/admin/imports/new?kind=members`);
    await drop("vips.csv", Buffer.from("vip1@list.example\nvip2@list.example\n"));
    await page.getByLabel("Fixed list").selectOption("A new list…");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Choose the list that these people are put into.").waitFor();
    await page.getByLabel("Name of the new list").fill("Guests of the opening");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("button", { name: "Import 2 rows" }).click();
    await page.getByRole("button", { name: "Undo this import" }).waitFor();
    await page.getByRole("link", { name: "Guests of the opening" }).click();
    await page.getByRole("link", { name: "Add people from a file" }).click();
    await page.getByRole("heading", { name: "Import a file" }).waitFor();
  });

  test("fills a pool of coupon codes", async () => {
    await page.goto(`${stage.local.url}/admin/imports/new?kind=codes`);
    await drop("codes.txt", Buffer.from("SAVE-1A\nSAVE-2B\nSAVE-3C"));
    await page.getByLabel("Pool").fill("Spring sale");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByRole("button", { name: "Import 3 rows" }).click();
    await page.getByRole("button", { name: "Undo this import" }).waitFor();
    await page.getByRole("link", { name: "Imports" }).first().click();
    await page.getByRole("table", { name: "Pools of coupon codes" }).getByText("Spring sale").waitFor();
    await expectAccessible(page);
    await shoot("list");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
  });
});

test("an analyst sees what was imported, and nothing to import or undo", async () => {
  const analyst = await stage.signedIn(ANALYST);
  await analyst.goto(`${stage.local.url}/admin/imports`);
  await analyst.getByRole("link", { name: "kunden.csv" }).click();
  await analyst.getByRole("heading", { name: "Undone", exact: true }).waitFor();
  expect(await analyst.getByText("is not an email address").count()).toBe(0);
});

async function peopleNamed(part: string): Promise<number> {
  const found = await stage.local.db
    .prepare("SELECT count(*) AS count FROM profiles WHERE shop = ?1 AND email LIKE ?2")
    .bind(DEMO.shop, `%${part}`)
    .first<{ count: number }>();
  return found!.count;
}
