/** Profiles, as a marketer uses them: find a person, watch them shop, ask why; and what an analyst may see. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { SignalBody } from "../../core/signals/catalogue";
import { DEMO } from "../../scripts/seed-demo";
import { addMember, createUser } from "../../worker/members/create-shop";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";
import { aVisitor } from "../support/visitor";

const ANALYST = { name: "Ada Analyst", email: "analyst@fjell-fjord.example", password: "demo-analyst-2026" };

let stage: PanelStage;
let page: Page;

beforeAll(async () => {
  stage = await startPanel(9640, 150);
  const { id } = await createUser(stage.env, ANALYST);
  await addMember(stage.env, DEMO.shop, id, "analyst");
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

describe("a marketer", () => {
  let visitor: ReturnType<typeof aVisitor>;
  beforeAll(() => {
    visitor = aVisitor(stage.local.url, stage.shop, DEMO.key);
  });

  test("finds a person by the email that they gave", async () => {
    await visitor.tell(
      { type: "page_view", page: { url: `${stage.shop}/`, type: "home" } },
      {
        type: "identify",
        email: "Liv.Berg@nord.example",
        attributes: { first_name: "Liv", last_name: "Berg" },
      },
    );
    page = await stage.signedIn();
    await page.goto(`${stage.local.url}/admin/profiles`);
    await page.getByText(/^15\d people, \d+% identified$/).waitFor();
    await expectAccessible(page);
    // The shard tells D1 a second later: ask again until it has.
    await expect.poll(() => search("liv.berg@"), { timeout: 10_000 }).toBe(1);
    expect(new URL(page.url()).searchParams.get("q")).toBe("liv.berg@");
    await page.getByRole("link", { name: "Liv Berg" }).click();
    await page.getByRole("heading", { level: 1, name: "Liv Berg" }).waitFor();
    await page.getByText("Liv.Berg@nord.example (claimed)").waitFor();
    await page.getByText("nobody proved it. Counts and exports use it").waitFor();
    await expectAccessible(page);
  });

  test("sees what the person does as it happens, without reloading", async () => {
    const timeline = page.getByRole("tabpanel");
    await timeline.getByText("Came to the shop").waitFor();
    expect(await timeline.getByText("Viewed Lofoten 3 Tent").count()).toBe(0);
    await page.evaluate(() => {
      (window as { here?: boolean }).here = true;
    });
    const product = {
      id: "FF-1001",
      name: "Lofoten 3 Tent",
      category: "Tents",
      price: 42_900,
      currency: "EUR",
    };
    await visitor.tell({ type: "product_view", product });
    await timeline.getByText(/^Viewed .*Tent/).waitFor();
    await visitor.tell({
      type: "cart",
      lines: [{ product: "FF-1001", name: product.name, category: "Tents", price: 42_900, quantity: 1 }],
    });
    await page.getByRole("complementary").getByText("€429.00").first().waitFor();
    expect(await page.evaluate(() => (window as { here?: boolean }).here)).toBe(true);
    const newest = timeline.locator("time[title]").first();
    expect(await newest.getAttribute("title")).toMatch(/GMT[+-]|CES?T/);
  });

  test("narrows the timeline, and the address keeps it over a reload", async () => {
    await page.getByLabel("Show", { exact: true }).selectOption("cart");
    await page.getByText(/^Added .* to the cart$/).waitFor();
    await expect.poll(() => page.getByText("Came to the shop").count()).toBe(0);
    await page.reload();
    await page.getByText(/^Added .* to the cart$/).waitFor();
    expect(await page.getByText("Came to the shop").count()).toBe(0);
  });

  test("learns which condition keeps the person out of a segment, and by which fact", async () => {
    await page.getByRole("button", { name: "Why not in another?" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Segment" }).click();
    await dialog.getByRole("option", { name: "Repeat customers" }).click();
    await dialog.getByText("Is not in this segment").waitFor();
    await dialog.getByText("Orders is not known, needs at least 2").waitFor();
    await dialog.getByText("Not met").waitFor();
    expect(new URL(page.url()).searchParams.get("why")).toBe("segment:repeat-customers");
    await expectAccessible(page);

    await visitor.tell(order("o-1"));
    await dialog.getByText("Orders is 1, needs at least 2").waitFor();
    await visitor.tell(order("o-2"));
    await dialog.getByText("Is in this segment").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("complementary").getByRole("link", { name: "Repeat customers" }).waitFor();
  });

  test("learns why the person gets a message or not, its variant and its control group", async () => {
    await page.getByRole("tab", { name: "Messages" }).click();
    await page.getByRole("button", { name: "Why not another message?" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Message" }).click();
    await dialog.getByRole("option", { name: "Welcome offer" }).click();
    // Which arm they are in is a hash of their id.
    const verdict = dialog.getByText(
      /^(Does not get it now. Not met: audience.|Sees nothing: control group)$/,
    );
    await verdict.waitFor();
    await dialog.getByText(/^Is not in “Returning, no newsletter”, needs to be in it/).waitFor();
    await dialog.getByText("Not shown to this person yet").waitFor();
    await dialog.getByText(/^(Gets variant|Control group)/).waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Why “Returning, no newsletter”?" }).click();
    await dialog.getByText("Visits is 1, needs at least 2").waitFor();
    await page.goBack();
    await verdict.waitFor();
    await page.goBack();
    await page.goBack();
    await expect.poll(() => dialog.isVisible()).toBe(false);
  });

  test("reads all tabs on a phone, in the dark, without scrolling sideways", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const [tab, words] of [
      ["Orders", "Order o-2"],
      ["Attributes", "Liv.Berg@nord.example"],
      ["Timeline", "Ordered for €429.00"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      if (tab === "Timeline") await page.getByLabel("Show", { exact: true }).selectOption("all");
      await page.getByRole("tabpanel").getByText(words).first().waitFor();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
    await page.getByRole("link", { name: "Profiles" }).first().click();
    await page.getByRole("list", { name: "People" }).getByText("Liv.Berg@nord.example").waitFor();
    await expectAccessible(page);
  });

  test("pages through the list and comes back to the same place", async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("textbox", { name: "Search people" }).fill("");
    await page.getByText(/^50 of 15\d shown$/).waitFor();
    await page.getByRole("button", { name: "Show more" }).click();
    await page.getByText(/^100 of 15\d shown$/).waitFor();
    await page.getByRole("table").getByRole("link").nth(80).click();
    await page.getByRole("tablist").waitFor();
    await page.goBack();
    await page.getByText(/^100 of 15\d shown$/).waitFor();
    await page.goto(`${stage.local.url}/admin/profiles?q=nobody-at-all`);
    await page.getByRole("heading", { name: "Nobody matches" }).waitFor();
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await page.getByText(/^50 of 15\d shown$/).waitFor();
    await page.context().close();
  });
});

test("an analyst works without personal data", async () => {
  page = await stage.signedIn(ANALYST);
  await page.goto(`${stage.local.url}/admin/profiles?who=identified`);
  const row = page
    .getByRole("table")
    .getByRole("link", { name: /^L••• B•••$/ })
    .first();
  await row.waitFor();
  expect(await page.getByRole("textbox", { name: "Search people" }).count()).toBe(0);
  await row.click();
  await page.getByText("you see no personal data").waitFor();
  await page.getByRole("tab", { name: "Attributes" }).click();
  await page.getByText("First name").waitFor();
  expect(await page.locator("main").textContent()).not.toMatch(/Liv|Berg|nord\.example/);
  await expectAccessible(page);
  await page.context().close();
});

async function search(typed: string): Promise<number> {
  const box = page.getByRole("textbox", { name: "Search people" });
  await box.fill("");
  await page.getByText(/^15\d people,/).waitFor();
  await box.fill(typed);
  await page.getByText(/^1 person,|^Nobody matches$/).waitFor();
  return page.getByRole("link", { name: "Liv Berg" }).count();
}

function order(id: string): SignalBody {
  return {
    ...{ type: "order", id, total: 42_900, currency: "EUR" },
    lines: [{ product: "FF-1001", name: "Lofoten 3 Tent", category: "Tents", price: 42_900, quantity: 1 }],
  };
}
