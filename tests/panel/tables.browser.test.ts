/** The shop's own tables, as a marketer uses them: define one, see its rows arrive, ask for them in a rule. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";

const PEOPLE = 60;
let stage: PanelStage;
let page: Page;
const inPanel = (to: string) => `${stage.local.url}/admin${to}`;

beforeAll(async () => {
  stage = await startPanel(9720, PEOPLE);
  page = await stage.signedIn();
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
    await page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
};
const send = (rows: unknown[]) =>
  page.context().request.put(`${stage.local.url}/api/shops/${DEMO.shop}/tables/pets/rows`, {
    data: { rows },
    headers: { origin: stage.local.url },
  });

describe("a table of the shop's own", () => {
  test("is defined in a form that says what is missing", async () => {
    await page.goto(inPanel("/attributes?tab=tables"));
    await page.getByText("Define a table for what a person can have several of").waitFor();
    await expectAccessible(page);
    await look("list-empty");
    await page.getByRole("link", { name: "New table" }).click();
    await page.getByRole("button", { name: "Define table" }).click();
    await page.getByText("Give it a name.").first().waitFor();
    await page.getByLabel("Name", { exact: true }).first().fill("Pets");
    const column = (place: number) => page.getByRole("group", { name: `Column ${place}` });
    await column(1).getByLabel("Name").fill("Chip number");
    for (const [i, [name, type, choices]] of [
      ["Species", "singleSelect", "Cat\nDog\nHorse"],
      ["Weight", "number"],
      ["Next check-up", "date"],
    ].entries()) {
      await page.getByRole("button", { name: "Add column" }).click();
      await column(i + 2)
        .getByLabel("Name")
        .fill(name!);
      await column(i + 2)
        .getByLabel("Type")
        .selectOption(type!);
      if (choices)
        await column(i + 2)
          .getByLabel("Choices")
          .fill(choices);
    }
    await page.getByLabel("Date of a row").selectOption({ label: "Next check-up" });
    await expectAccessible(page);
    await look("new");
    await page.getByRole("button", { name: "Define table" }).click();
    await page.getByRole("heading", { level: 1, name: "Pets" }).waitFor();
    await page.getByText("No rows yet", { exact: false }).first().waitFor();
    await page.getByText("/tables/pets/rows").waitFor();
    await expectAccessible(page);
    await look("table-empty");
  });

  test("shows the rows that arrive, and whose they are", async () => {
    const rows = ["Cat", "Cat", "Dog"].map((species, i) => ({
      customer: { email: `owner${i % 2}@pets.example` },
      values: { chip_number: `C-${i}`, species, weight: 4.5 + i, next_check_up: `2026-12-0${i + 1}` },
    }));
    expect(await (await send(rows)).json()).toMatchObject({ accepted: 3 });
    await page.goto(inPanel("/tables/pets"));
    await page.getByText("3 rows of 2 people").waitFor();
    const row = page.getByRole("row").filter({ hasText: "C-2" });
    await row.getByText("Dog").waitFor();
    await row.getByText("3 Dec 2026").waitFor();
    await expectAccessible(page);
    await look("table");
    await page.getByLabel("Find by id").fill("C-1");
    await row.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Remove row C-1" }).click();
    await page.getByText("2 rows of 1 person").waitFor();
    await page.goto(inPanel("/tables/pets"));
    await row.getByRole("link").click();
    await page.getByRole("tab", { name: "Tables" }).click();
    await page.getByRole("row").filter({ hasText: "C-0" }).getByText("Cat").waitFor();
    await expectAccessible(page);
    await look("person");
  });

  test("takes rows from a file, tried first", async () => {
    await page.goto(inPanel("/tables/pets"));
    await page.getByRole("link", { name: "Import a file" }).click();
    const lines = [
      "Email,Chip number,Species,Weight,Next check-up",
      "owner2@pets.example,F-1,Horse,480,2027-01-05",
      "owner0@pets.example,F-2,Cat,heavy,",
    ];
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "pets.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
    await page.getByLabel("Meaning of “Species”").waitFor();
    expect(await page.getByLabel("Meaning of “Chip number”").inputValue()).toBe("Chip number");
    await expectAccessible(page);
    await look("import");
    await page.getByRole("button", { name: "Check the file" }).click();
    await page.getByText("Weight: “heavy” must be a number").waitFor();
    await page.getByRole("button", { name: "Import 2 rows" }).click();
    await page.getByRole("button", { name: "Undo this import" }).waitFor();
    await expectAccessible(page);
    await page.goto(inPanel("/tables/pets"));
    await page.getByRole("row").filter({ hasText: "F-1" }).getByText("480").waitFor();
  });

  test("is asked in the rule editor, and counted while the rule is written", async () => {
    await page.goto(inPanel("/segments/new"));
    await page.getByRole("button", { name: "Add condition" }).first().click();
    await page.getByRole("combobox").fill("pets");
    await page.getByRole("option", { name: /^Pets Chip number/ }).click();
    await page.getByText("Has a row in “Pets”", { exact: false }).first().waitFor();
    await page.getByLabel("Add a condition on a column").selectOption({ label: "Species" });
    await page.getByRole("button", { name: "Add value" }).click();
    await page.getByRole("option", { name: "Dog" }).click();
    await page.keyboard.press("Escape");
    await page.getByLabel("When").selectOption({ label: "in the next" });
    await page.getByLabel("Number", { exact: true }).fill("400");
    await page
      .getByText("Has a row in “Pets” where Species is Dog and Next check-up is in the next 400 days")
      .first()
      .waitFor();
    await expectAccessible(page);
    await look("rule");
    await page.getByLabel("How many rows").first().selectOption("weight:moreThan");
    await page.getByLabel("Weight in total").fill("6");
    await page.getByText("whose Weight comes to more than 6").first().waitFor();
    await expectAccessible(page);
  });

  test("is filled by a query that is tried while it is written, and run again", async () => {
    await page.goto(inPanel("/attributes?tab=tables"));
    await page.getByRole("link", { name: "New table" }).click();
    await page.getByText("Query", { exact: true }).click();
    await page.getByText(/rows? of \d+ (person|people)/).waitFor();
    await page.getByText(/A run reads about/).waitFor();
    await expectAccessible(page);
    await look("query-new");
    await page.getByRole("button", { name: "Save and run" }).click();
    await page.getByText("Give it a name.").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Brands");
    await page.getByLabel("Add a condition on a column").selectOption({ label: "Amount (EUR)" });
    await page.getByText("Fill in what is marked, and the preview follows.").waitFor();
    await page.getByLabel("Value of Amount (EUR)").fill("20");
    await page.getByLabel("How many rows", { exact: true }).fill("3");
    await page.getByLabel("Schedule").selectOption({ label: "Every week" });
    await page.getByLabel("Day", { exact: true }).selectOption({ label: "Friday" });
    await page.getByText(/rows? of \d+ (person|people)/).waitFor();
    await expectAccessible(page);
    await look("query-written");
    await page.getByRole("button", { name: "Save and run" }).click();
    await page.getByRole("heading", { level: 1, name: "Brands" }).waitFor();
    await page.getByText("Done", { exact: true }).waitFor();
    await page.getByText(/^\d+ new$/).waitFor();
    expect(await page.getByRole("link", { name: "Import a file" }).count()).toBe(0);
    await page.getByRole("button", { name: "Run now" }).click();
    await page.getByText("Nothing", { exact: true }).waitFor();
    await expectAccessible(page);
    await look("query-table");
    await page.getByLabel("Reads at most").fill("100");
    await page.getByText("That is more than it may read").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("“Brands” is saved").waitFor();
    await page.getByRole("button", { name: "Run now" }).click();
    await page.getByText(/read more than 100 rows and was stopped/).waitFor();
    await expectAccessible(page);
    await look("query-failed");
  });

  test("of another table counts its rows by a column, and says whose it uses", async () => {
    await page.goto(inPanel("/new-table?rows=query"));
    await page.getByLabel("What it takes").selectOption({ label: "Pets" });
    await page.getByLabel("What makes a row").selectOption({ label: "Species" });
    await page.getByLabel("Name", { exact: true }).fill("Species");
    await page.getByText(/rows? of \d+ (person|people)/).waitFor();
    await page.getByRole("button", { name: "Save and run" }).click();
    await page.getByRole("heading", { level: 1, name: "Species" }).waitFor();
    await page.goto(inPanel("/tables/pets"));
    await page.getByRole("link", { name: "Species" }).waitFor();
    await page.goto(inPanel("/tables/species"));
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete table" }).click();
    await page.getByText("“Species” is deleted").waitFor();
    await page.goto(inPanel("/tables/brands"));
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete table" }).click();
    await page.getByText("“Brands” is deleted").waitFor();
  });

  test("is deleted with its rows, after it was asked", async () => {
    await page.goto(inPanel("/tables/pets"));
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("Its 4 rows of 2 people are deleted with it.").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Delete table" }).click();
    await page.getByText("“Pets” is deleted").waitFor();
    await page.getByText("Define a table for what a person can have several of").waitFor();
  });
});
