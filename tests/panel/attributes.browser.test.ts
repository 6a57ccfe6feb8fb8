/** Attributes, as a marketer uses them: look what is known, define one, change its type without losing what people told. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Value } from "../../core/rules/rule";
import { DEMO } from "../../scripts/seed-demo";
import { addMember, createUser } from "../../worker/members/create-shop";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";
import { aVisitor } from "../support/visitor";

const ANALYST = { name: "Ada Analyst", email: "analyst@fjell-fjord.example", password: "demo-analyst-2026" };
const PEOPLE = 150;

let stage: PanelStage;
let page: Page;
const path = () => new URL(page.url()).pathname;
const inPanel = (to: string) => `${stage.local.url}/admin${to}`;

beforeAll(async () => {
  stage = await startPanel(9686, PEOPLE);
  const { id } = await createUser(stage.env, ANALYST);
  await addMember(stage.env, DEMO.shop, id, "analyst");
  page = await stage.signedIn();
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

const row = (name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

describe("what is known", () => {
  test("stands beside each attribute, in groups, found by word", async () => {
    await page.goto(inPanel("/attributes"));
    await page.getByText(`Of all ${PEOPLE} people of your shop.`).waitFor();
    await row("Country").getByText("100% of people").waitFor();
    await row("Country").getByText("Germany").waitFor();
    await page.getByRole("heading", { name: "Purchase", exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Search attributes").fill("gender");
    await page.getByText("1 attribute", { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("gender");
  });

  test("of one attribute: how its values are spread", async () => {
    await page.getByRole("link", { name: "Gender", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Gender" }).waitFor();
    const frequent = page.getByRole("table", { name: "Most frequent values" });
    await frequent.getByRole("row").filter({ hasText: "female" }).getByText(/\d+%/).waitFor();
    await expectAccessible(page);
    await page.goto(inPanel("/attributes/spent"));
    await page
      .getByRole("table", { name: "How it is spread" })
      .getByText(/^€[\d,.]+ – €[\d,.]+$/)
      .first()
      .waitFor();
    await page.getByText("Median").waitFor();
    await expectAccessible(page);
    await page.goto(inPanel("/attributes/birthday"));
    await page
      .getByRole("table", { name: "How it is spread" })
      .getByText(/19\d\d/)
      .first()
      .waitFor();
  });

  test("and in which tables, how new they are and what rules make of them", async () => {
    await page.goto(inPanel("/attributes?tab=tables"));
    const ordered = page.getByRole("row").filter({ hasText: "One entry for each product of an order" });
    await ordered.getByText("As behaviour").waitFor();
    await ordered.getByText(/ago|yesterday|now|last/).waitFor();
    await expectAccessible(page);
  });

  test("without personal values for an analyst, who changes nothing", async () => {
    const analyst = await stage.signedIn(ANALYST);
    await analyst.goto(inPanel("/attributes/email"));
    await analyst.getByText("your role sees how many people have it").waitFor();
    await analyst.goto(inPanel("/attributes"));
    await analyst.getByRole("link", { name: "Email", exact: true }).waitFor();
    expect(await analyst.getByRole("link", { name: "New attribute" }).count()).toBe(0);
    await analyst.context().close();
  });

  test("also where a condition is chosen", async () => {
    await page.goto(inPanel("/segments/new"));
    await page.getByRole("button", { name: "Add condition" }).first().click();
    // Found by a value that it has.
    await page.getByRole("combobox").fill("operating");
    const option = page.getByRole("option", { name: /Operating system/ });
    await option.getByText("known of 100%").waitFor();
    await option.getByText(/^Such as /).waitFor();
    await expectAccessible(page);
  });
});

describe("an attribute of the shop's own", () => {
  const tell = async (values: Record<string, Value>) => {
    const visitor = aVisitor(stage.local.url, stage.shop, DEMO.key);
    await visitor.tell({ type: "set", attributes: values });
  };
  const count = async () => {
    const { n } = (await stage.env.DB.prepare(
      "SELECT count(*) AS n FROM attribute_values WHERE attribute LIKE 'boot_size%'",
    ).first<{ n: number }>())!;
    return n;
  };

  test("is made in a form that says what is missing", async () => {
    await page.goto(inPanel("/new-attribute"));
    await page.getByRole("button", { name: "Create attribute" }).click();
    await page.getByText("Give it a name.").waitFor();
    await page.getByLabel("Name").fill("email");
    await page.getByLabel("Key").fill("my_email");
    await page.getByRole("button", { name: "Create attribute" }).click();
    await page.getByText("Is the name of another attribute (email).").waitFor();
    await page.getByLabel("Name").fill("Boot size");
    await page.getByLabel("Key").fill("boot_size");
    await page.getByLabel("Pages may set it").check();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Create attribute" }).click();
    await expect.poll(path).toBe("/admin/attributes/boot_size");
    await page.getByText("Nobody has a value yet.").waitFor();
  });

  test("shows before another type what would be lost, and loses nothing", async () => {
    for (const value of ["42", "43", "about 40"]) await tell({ boot_size: value });
    await expect.poll(count, { timeout: 10_000 }).toBe(3);
    await page.reload();
    await page.getByText("All values differ. For example:").waitFor();
    await page.getByLabel("Type").selectOption({ label: "Number" });
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("3 people have a value.").waitFor();
    await dialog.getByText("“42” → 42").waitFor();
    await dialog.getByText("“about 40”").waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Change it" }).click();
    await page.getByText("“Boot size” is changed.").waitFor();
    await page.getByRole("table", { name: "How it is spread" }).waitFor();
    await page.getByText("2 people", { exact: true }).waitFor();
    await page.getByLabel("Type").selectOption({ label: "Short text" });
    await page.getByRole("button", { name: "Save changes" }).click();
    await dialog.getByRole("button", { name: "Change it" }).click();
    await page.getByText("3 people", { exact: true }).waitFor();
  });

  test("is not changed under a rule that would make no sense, nor deleted", async () => {
    const rule = { attribute: "boot_size", is: "contains", value: "4" };
    const answer = await page.request.post(`${stage.local.url}/api/shops/${DEMO.shop}/segments`, {
      data: { name: "Size four-something", rule },
      headers: { origin: stage.local.url },
    });
    expect(answer.status()).toBe(201);
    await page.reload();
    await page.getByRole("link", { name: "Size four-something" }).waitFor();
    await page.getByLabel("Type").selectOption({ label: "Number" });
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("These make no sense with the new type").waitFor();
    expect(await dialog.getByRole("button", { name: "Change it" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Keep it as it is" }).click();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("button", { name: "Delete attribute" }).click();
    await dialog.getByText("Used in the segment “Size four-something”.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });

  test("works on a phone, in the dark as well", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const to of ["/attributes", "/attributes?tab=tables", "/attributes/boot_size", "/attributes/city"]) {
      await page.goto(inPanel(to));
      await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page);
    }
  });
});
