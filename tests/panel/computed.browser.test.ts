/** Computed attributes, as a marketer uses them: made from words, seen before they are saved, used like any other. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";
import { aVisitor } from "../support/visitor";

const PEOPLE = 120;

let stage: PanelStage;
let page: Page;
const inPanel = (to: string) => `${stage.local.url}/admin${to}`;

beforeAll(async () => {
  stage = await startPanel(9716, PEOPLE);
  page = await stage.signedIn();
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

const shot = async (name: string) => {
  if (!process.env.SHOTS) return;
  for (const width of [1280, 360])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({
        path: `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
      });
    }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 900 });
};
const preview = () => page.getByRole("region", { name: "Preview" });

test("a count is made from words, with a preview before it is saved", async () => {
  await page.goto(inPanel("/new-attribute"));
  await page.getByText("Computed", { exact: true }).click();
  await page.getByText("Count: viewed a product in the last 30 days").waitFor();
  await preview().getByText(`Of all ${PEOPLE} people of your shop.`).waitFor();
  await preview().getByRole("table", { name: "How it is spread" }).waitFor();
  await preview().getByText("For example").waitFor();
  await expectAccessible(page);
  await shot("computed-count");
  await page.getByRole("button", { name: "Create attribute" }).click();
  await page.getByText("Give it a name.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Recent views");
  await page.getByRole("button", { name: "Create attribute" }).click();
  await page.getByText("“Recent views” is saved and is being worked out for everyone.").waitFor();
  await page.getByRole("heading", { level: 1, name: "Recent views" }).waitFor();
  await stage.local.tick();
  await page.reload();
  await page.getByText("100% of people").waitFor();
  await expectAccessible(page);
  await shot("computed-saved");
});

test("what is not complete says so, and shows products by their names", async () => {
  await page.goto(inPanel("/new-attribute"));
  await page.getByText("Computed", { exact: true }).click();
  await page.getByLabel("What is computed").selectOption("mostFrequent");
  await page.getByLabel("Of what").selectOption("product");
  await page.getByText("Most frequent product: viewed a product in the last 30 days").waitFor();
  const frequent = preview().getByRole("table", { name: "Most frequent values" });
  await frequent.or(preview().getByText("All values differ.")).waitFor();
  await page.getByLabel("Of which items").or(page.getByLabel("Items")).first().selectOption("categories");
  await page.getByLabel("Name", { exact: true }).fill("Favourite");
  await page.getByRole("button", { name: "Create attribute" }).click();
  await page.getByText("Finish how it is computed first.").waitFor();
  await expectAccessible(page);
  await shot("computed-incomplete");
  await page.getByRole("button", { name: "Discard changes" }).click();
});

test("a score adds up points of rules, and stands where it is used", async () => {
  await page.goto(inPanel("/new-attribute"));
  await page.getByText("Score", { exact: true }).click();
  await page.getByText("No condition yet").waitFor();
  await page.getByText("As soon as it is complete").waitFor();
  await page.getByRole("button", { name: "Add condition" }).first().click();
  await page.getByRole("combobox", { name: "Add condition" }).fill("recent views");
  await page
    .getByRole("option", { name: /^Recent views/ })
    .first()
    .click();
  await page
    .getByLabel("Value of Recent views")
    .or(page.getByLabel(/Recent views/))
    .last()
    .fill("1");
  await preview().getByText("For example").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Warmth");
  await expectAccessible(page);
  await shot("computed-score");
  await page.getByRole("button", { name: "Create attribute" }).click();
  await page.getByRole("heading", { level: 1, name: "Warmth" }).waitFor();
  await stage.local.tick();
  await page.goto(inPanel("/attributes/recent_views"));
  await page.getByRole("link", { name: "Warmth" }).waitFor();
  await page.getByText("Computed attribute", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete attribute" }).click();
  await page
    .getByText(/Used in/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
});

test("it is current for a visitor at once, selects in a segment, and stands on their page", async () => {
  const visitor = aVisitor(stage.local.url, stage.shop, DEMO.key);
  await visitor.tell(
    ...Array.from({ length: 7 }, (_, i) => ({
      type: "product_view" as const,
      product: { id: `p${i}`, name: "Boot", category: "shoes", price: 1000 },
    })),
  );
  await page.goto(inPanel("/segments/new"));
  await page.getByLabel("Name", { exact: true }).fill("Lookers");
  await page.getByRole("button", { name: "Add condition" }).first().click();
  await page.getByRole("combobox", { name: "Add condition" }).fill("recent views");
  await page
    .getByRole("option", { name: /^Recent views/ })
    .first()
    .click();
  await page
    .getByLabel(/Recent views/)
    .last()
    .fill("7");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Lookers" }).waitFor();
  const found = () =>
    stage.env.DB.prepare(
      `SELECT p.id FROM attribute_values v JOIN profiles p ON p.num = v.person
       WHERE v.attribute = 'recent_views' AND v.value = 7 AND p.home IS NOT NULL`,
    ).first<string>("id");
  await expect.poll(found, { timeout: 20_000 }).toBeTruthy();
  const person = await found();
  const members = () =>
    stage.env.DB.prepare(
      "SELECT count(*) AS n FROM memberships m JOIN segments s ON s.id = m.segment JOIN profiles p ON p.num = m.person WHERE s.name = 'Lookers' AND p.id = ?1",
    )
      .bind(person)
      .first<number>("n");
  await expect.poll(() => stage.local.tick().then(members), { timeout: 20_000 }).toBe(1);
  await page.goto(inPanel(`/profiles/${person}?tab=attributes`));
  await page.getByText("Recent views").first().waitFor();
  await shot("computed-profile");
  await page.goto(inPanel("/attributes?kind=own"));
  await page.getByText("Computed", { exact: true }).first().waitFor();
  await expectAccessible(page);
  await shot("computed-list");
});
