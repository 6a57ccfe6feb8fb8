/** What a marketer does with segments, in Chromium, on the real Worker with the demo shop's people. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";

const PEOPLE = 150;

let stage: PanelStage;
let page: Page;

beforeAll(async () => {
  stage = await startPanel(9571, PEOPLE);
});
afterAll(() => stage?.stop());

beforeEach(async () => {
  await page?.context().close();
  page = await stage.signedIn();
  stage.complaints();
});

const open = (path: string) => page.goto(`${stage.local.url}/admin${path}`);
const button = (name: string | RegExp, within: Page | Locator = page) => within.getByRole("button", { name });
const condition = (place: number) => page.getByRole("group", { name: `Condition ${place}`, exact: true });
const nothingElse = async () => {
  expect(stage.complaints()).toEqual([]);
  await expectAccessible(page);
};

/** By keyboard alone: opens the picker, types, takes what is found first. */
async function addCondition(words: string) {
  await button("Add condition").last().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
}

/** The count beside the rule, once it answers the rule as it is now. */
async function counted(): Promise<number> {
  const pane = page.getByRole("region", { name: "How many" });
  await expect.poll(() => pane.getByText("counting…").count()).toBe(0);
  const words = await pane.locator("[aria-busy=false]").first().textContent();
  return Number.parseInt((words ?? "").replace(/,/g, ""), 10);
}

/** What stands beside the count, in whole numbers, by the first word of its name. */
async function worth(): Promise<Record<string, number>> {
  const facts = page.getByRole("region", { name: "How many" }).locator("dl > div");
  const found = await facts.evaluateAll((all) =>
    all.map((one) => [
      one.querySelector("dt")!.textContent!,
      one.querySelector("dd span:last-child")!.textContent!,
    ]),
  );
  const numberIn = (words: string) => Math.round(Number.parseFloat(words.replace(/[^\d.]/g, "")));
  return Object.fromEntries(found.map(([name, value]) => [name!.split(" ")[0]!, numberIn(value!)]));
}

describe("segments", () => {
  it("are built as a sentence, counted while building, and hold whom they counted", async () => {
    await open("/segments");
    await page.getByRole("link", { name: "Create segment" }).click();
    await page.getByText("so this is everyone in your shop").waitFor();
    expect(await counted()).toBe(PEOPLE);
    await page.getByLabel("Name").fill("Cooling down");

    await addCondition("bought");
    await condition(1).getByLabel("How often, comparison").selectOption("at least");
    expect(await condition(1).getByLabel("How often", { exact: true }).inputValue()).toBe("2");
    const twice = await counted();

    await addCondition("total spent");
    await page.getByText("Not finished: left out until it is filled in").waitFor();
    await page.keyboard.type("100");
    await condition(2).getByLabel("Comparison").selectOption("is more than");

    await addCondition("ordered");
    await condition(3).getByLabel("Did or did not").selectOption("has not");
    await condition(3).getByLabel("When").selectOption("in the last");
    await condition(3).getByLabel("Number").fill("60");
    await page
      .getByTestId("rule-sentence")
      .getByText(
        "Bought at least 2 times, total spent is more than €100.00, and did not order in the last 60 days",
      )
      .waitFor();

    const people = await counted();
    expect(people).toBeGreaterThan(0);
    expect(people).toBeLessThan(twice);
    const steps = await page.getByRole("region", { name: "How many" }).getByRole("listitem").allInnerTexts();
    expect(steps).toHaveLength(4);
    await button("Who?").click();
    await expect
      .poll(() => page.getByRole("region", { name: "How many" }).getByRole("link").count())
      .toBeGreaterThan(0);
    await nothingElse();

    await button("Save segment").click();
    await page.getByRole("heading", { name: "Cooling down" }).waitFor();
    const rows = page.getByRole("table", { name: "People" }).locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(Math.min(people, 50));
    await page.getByRole("tab", { name: new RegExp(`^People\\s*${people}$`) }).waitFor();
    const first = rows.first().getByRole("link").first();
    expect(await first.getAttribute("href")).toMatch(/^\/admin\/profiles\//);
    await page.getByRole("tab", { name: "Came and went" }).click();
    await page.getByText("the rule changed").first().waitFor();
    await nothingElse();
  });

  it("are grouped, negated and moved by keyboard", async () => {
    await open("/segments/new");
    await addCondition("bought");
    await addCondition("country");
    await page.keyboard.type("DE");
    await page.keyboard.press("Alt+Shift+ArrowUp");
    const sentence = page.getByTestId("rule-sentence");
    await sentence.getByText("Country is DE, and bought").waitFor();
    expect(
      await page.evaluate(() =>
        document.activeElement?.closest("[data-rule-path]")?.getAttribute("data-rule-path"),
      ),
    ).toBe("rule.all[0]");

    await button("Actions for this condition", condition(1)).click();
    await page.getByRole("menuitem", { name: "Turn into “not”" }).click();
    await button("Actions for this condition", condition(1)).click();
    await page.getByRole("menuitem", { name: "Put into a group" }).click();
    const group = page.getByRole("group", { name: "Group, level 2" });
    await button("Add condition", group).click();
    await page.keyboard.type("dormant");
    await page.keyboard.press("Enter");
    await sentence.getByText("(country is not DE, or is in “Dormant customers”), and bought").waitFor();
    await group.getByLabel("How these conditions combine").selectOption("none of these");
    await sentence.getByText("Country is DE, is not in “Dormant customers”, and bought").waitFor();

    await button("Remove", condition(1).first()).click();
    await button("Remove", condition(1).first()).click();
    await sentence.getByText(/^Bought$/).waitFor();
    await button("Remove", condition(1)).click();
    await page.getByText("so this is everyone in your shop").waitFor();
    await nothingElse();
  });

  it("survive a reload before they are saved, and say what is left out", async () => {
    await open("/segments/new");
    await page.getByLabel("Name").fill("Tent owners");
    await addCondition("bought");
    await page.getByLabel("Which items").selectOption("these products");
    await button("Add product").click();
    await page.keyboard.type("lofoten 2");
    await page.getByRole("option", { name: /Lofoten 2 Tent/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await addCondition("total spent");
    await page.getByText("1 condition is not finished and left out of this count.").waitFor();
    await page.reload();

    await page.getByText("Your unsaved work from before is back.").waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Tent owners");
    await page.getByRole("list", { name: "these products, 1 chosen" }).getByText("Lofoten 2 Tent").waitFor();
    await button("Save segment").click();
    await page.getByText("Finish or remove the marked conditions, then save.").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("Value of Total spent");

    await page.getByRole("link", { name: "Segments" }).first().click();
    await page
      .getByText("Your changes to “Tent owners” are not saved. They are kept in this browser.")
      .waitFor();
    await page.getByRole("link", { name: "Continue" }).click();
    await button("Discard it").click();
    expect(await page.getByLabel("Name").inputValue()).toBe("");
    await nothingElse();
  });

  it("say what these people are worth, after every change", async () => {
    const { results } = await stage.local.db
      .prepare(
        `SELECT sum(identified) AS "Identified", sum(email_consent AND email IS NOT NULL) AS "Reachable",
           sum(orders) AS "Orders", round(sum(spent) / 100) AS "Spent" FROM profiles WHERE shop = ?1`,
      )
      .bind(DEMO.shop)
      .all<Record<string, number>>();
    await open("/segments/new");
    await counted();
    expect(await worth()).toMatchObject(results[0]!);
    await addCondition("reachable by email");
    await condition(1).getByLabel("Comparison").selectOption("is yes");
    expect(await counted()).toBe(results[0]!.Reachable);
    expect(await worth()).toMatchObject({
      Identified: results[0]!.Reachable,
      Reachable: results[0]!.Reachable,
    });
    await nothingElse();
  });

  it("show the count of the newest rule, whichever answer comes first", async () => {
    await open("/segments/new");
    await counted();
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const asked = page.waitForRequest(/\/rules\/count$/);
    await page.route(/\/rules\/count$/, (route) => held.then(() => route.continue()).catch(() => {}), {
      times: 1,
    });
    await addCondition("identified");
    const older = await asked;
    const cancelled = page.waitForEvent("requestfailed", (request) => request === older);
    await condition(1).getByLabel("Comparison").selectOption("is no");
    await cancelled;
    const people = await counted();
    letGo();
    const { total } = (await stage.local.db
      .prepare("SELECT count(*) AS total FROM profiles WHERE shop = ?1 AND identified IS NOT 1")
      .bind(DEMO.shop)
      .first<{ total: number }>())!;
    expect(people).toBe(total);
    expect(await counted()).toBe(total);
    await nothingElse();
  });

  it("say what to do instead of a condition that no segment can have", async () => {
    await open("/segments/new");
    await page.getByText("JSON", { exact: true }).click();
    const json = page.getByLabel("Rule as JSON");
    await json.fill('{ "all": [{ "live": "cart_total", "is": "moreThan", "value": 8000 }] }');
    await page.getByText("so no segment can have it. Save it as the condition of a message.").waitFor();

    // One that came into a segment all the same.
    await stage.local.db
      .prepare("UPDATE segments SET rule = ?1 WHERE shop = ?2 AND id = 'recent-customers'")
      .bind(JSON.stringify({ all: [{ live: "cart_total", is: "moreThan", value: 8000 }] }), DEMO.shop)
      .run();
    await open("/segments/recent-customers/edit");
    await condition(1)
      .getByText(
        "This condition is known in the page only, at this instant, so no segment can have it. Save it as the condition of a message.",
      )
      .waitFor();
    await nothingElse();
  });

  it("are edited, and say what is wrong where it is wrong", async () => {
    await open("/segments/high-value/edit");
    await page.getByLabel("Name").fill("Repeat customers");
    await button("Save segment").click();
    await page.getByText("Is the name of another segment.").waitFor();
    await page.getByLabel("Name").fill("Highest value");

    // A circle: “New visitors” refers to it, so it may not refer to “New visitors”.
    await stage.local.db
      .prepare("UPDATE segments SET rule = ?1 WHERE shop = ?2 AND id = 'new-visitors'")
      .bind(JSON.stringify({ all: [{ segment: "high-value" }] }), DEMO.shop)
      .run();
    await addCondition("new visitors");
    await button("Save segment").click();
    await page.getByText("The rule goes in a circle: this segment → “New visitors” → this segment").waitFor();
    await nothingElse();
    await button("Remove", condition(2)).click();

    await page.getByText("JSON", { exact: true }).click();
    const json = page.getByLabel("Rule as JSON");
    await json.fill('{ "all": [{ "attribute": "spent", "is": "atLeast", "value": "many" }] }');
    await page.getByText("rule.all[0].value").waitFor();
    await json.fill('{ "all": [{ "attribute": "spent", "is": "atLeast", "value": 60000 }] }');
    await page.getByText("Sentence", { exact: true }).click();
    expect(await condition(1).getByLabel("Value of Total spent").inputValue()).toBe("600");
    const people = await counted();
    await button("Save segment").click();
    await page.getByRole("heading", { name: "Highest value" }).waitFor();
    await page.getByText("Total spent is at least €600.00").waitFor();
    await page.getByRole("tab", { name: new RegExp(`^People\\s*${people}$`) }).waitFor();
  });

  it("are deleted by name, unless something uses them", async () => {
    await open("/segments/returning-without-email");
    await button("More actions").click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await page.getByText("Take it out of these first").waitFor();
    await page.getByRole("dialog").getByRole("link", { name: "Welcome offer" }).waitFor();
    await page.keyboard.press("Escape");

    await open("/segments/recent-customers");
    await button("More actions").click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await page.getByLabel("Type Recent customers to confirm").fill("Recent customers");
    await nothingElse();
    await button("Delete segment").click();
    await page.getByText("“Recent customers” is deleted.").waitFor();
    await page.getByLabel("Search segments").fill("recent");
    await page.getByText("No segment has “recent” in its name or rule.").waitFor();
    await nothingElse();
  });
});
