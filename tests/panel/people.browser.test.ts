/** Working on people: a marketer edits a person, makes two one and parts them, and keeps fixed lists by hand. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { SignalBody } from "../../core/signals/catalogue";
import { DEMO } from "../../scripts/seed-demo";
import { addMember, createUser } from "../../worker/members/create-shop";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";
import { aVisitor } from "../support/visitor";

const ANALYST = { name: "Ada Analyst", email: "ada@fjell-fjord.example", password: "demo-analyst-2026" };

let stage: PanelStage;
let page: Page;

beforeAll(async () => {
  stage = await startPanel(9704, 60);
  const { id } = await createUser(stage.env, ANALYST);
  await addMember(stage.env, DEMO.shop, id, "analyst");
  page = await stage.signedIn();
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

const open = (path: string) => page.goto(`${stage.local.url}/admin${path}`);
const aside = () => page.getByRole("complementary");
const pressed = (name: string | RegExp) => page.getByRole("button", { name }).click();
const pathNow = () => new URL(page.url()).pathname;

/** Somebody who was just in the shop. */
async function visited(first: string, last: string, more: SignalBody[] = []): Promise<string> {
  const visitor = aVisitor(stage.local.url, stage.shop, DEMO.key);
  const email = `${first}.${last}@people.example`.toLowerCase();
  await visitor.tell(
    { type: "page_view", page: { url: `${stage.shop}/`, type: "home" } },
    { type: "identify", email, attributes: { first_name: first, last_name: last } },
    ...more,
  );
  const find = () =>
    stage.local.db
      .prepare("SELECT profile FROM identities WHERE value = ?1")
      .bind(email)
      .first<{ profile: string }>();
  // The shard tells D1 a second later.
  return vi.waitFor(async () => (await find())!.profile, { timeout: 10_000 });
}

/** In pictures for whoever looks, when a folder is given. */
async function shot(name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  for (const width of [1280, 360])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

describe("a person", () => {
  let nora: string;
  beforeAll(async () => {
    nora = await visited("Nora", "Lund");
  });

  test("is edited where their attributes stand; what does not fit says why, there", async () => {
    await open(`/profiles/${nora}?tab=attributes`);
    await page.getByRole("heading", { level: 1, name: "Nora Lund" }).waitFor();
    await pressed("Edit: Profile");
    await page.getByLabel("First name").fill("Eleonora");
    await page.getByLabel("Birthday").fill("1990-02-03");
    await page.getByLabel("Gender").selectOption("female");
    await shot("edit");
    await expectAccessible(page);
    await pressed("Save");
    await page.getByText("3 attributes are saved").waitFor();
    await page.getByRole("heading", { level: 1, name: "Eleonora Lund" }).waitFor();
    await page.getByRole("tabpanel").getByText("3 Feb 1990").waitFor();
    await pressed("Edit: Location");
    await page.getByLabel("Place", { exact: true }).fill("somewhere");
    await pressed("Save");
    await page.getByText("Must be latitude and longitude in degrees, such as 47.38,8.54.").waitFor();
    expect(
      await page.getByLabel("Place", { exact: true }).evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await pressed("Cancel");
  });

  test("gets tags, found or new, and loses them with a way back", async () => {
    await pressed("Add a tag");
    await page.keyboard.type("wedding list");
    await page.getByRole("option", { name: "New tag “wedding list”" }).click();
    const tags = aside().getByRole("list", { name: "Tags" });
    await tags.getByText("wedding list").waitFor();
    await pressed("Remove the tag wedding list");
    await expect.poll(() => aside().getByText("wedding list").count()).toBe(0);
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await tags.getByText("wedding list").waitFor();
    await expectAccessible(page);
  });

  test("has identities: added, made the primary one, proven, removed", async () => {
    await pressed("Add an email, a phone or a customer id");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Email address").fill("not an address");
    await dialog.getByRole("button", { name: "Add" }).click();
    await dialog.getByText("Must be an email address.").waitFor();
    await dialog.getByLabel("Email address").fill("Nora@Work.example");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Add" }).click();
    await aside().getByText("Nora@Work.example").waitFor();
    const menu = "Change Nora@Work.example";
    await pressed(menu);
    const isPrimary = page.getByText("Nora@Work.example is the primary one");
    const makeIt = page.getByRole("menuitem", { name: "Make it the primary one" });
    // Told last, it is the primary one by itself.
    if (await makeIt.count()) {
      await makeIt.click();
      await isPrimary.waitFor();
      await pressed(menu);
    }
    await page.getByRole("menuitem", { name: "Mark as verified" }).click();
    await page.getByText("Nora@Work.example is verified").waitFor();
    await aside().getByText("Verified", { exact: true }).waitFor();
    await pressed("Change nora.lund@people.example");
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await expect.poll(() => aside().getByText("nora.lund@people.example").count()).toBe(0);
    // What was removed is found no more, what was added is.
    const rows = async () =>
      (
        await stage.local.db
          .prepare("SELECT value, verified FROM identities WHERE profile = ?1")
          .bind(nora)
          .all()
      ).results;
    await expect.poll(rows, { timeout: 10_000 }).toEqual([{ value: "nora@work.example", verified: 1 }]);
  });

  test("agrees by phone: the consent stands there with its proof", async () => {
    await pressed("Change consents");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Channel").selectOption("sms");
    await dialog.getByLabel("How do you know?").fill("Told us on the phone");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Write down" }).click();
    await aside().getByText("1 proof").click();
    await aside().getByText("Told us on the phone").waitFor();
    await aside()
      .getByText(/^Written down by hand/)
      .waitFor();
    await shot("person");
    await expectAccessible(page);
  });
});

describe("two people who are one", () => {
  test("are compared, become one, and are parted again", async () => {
    const elder = await visited("Kari", "Holm");
    const younger = await visited("Kari", "Holm-Berg");
    await open(`/profiles/${younger}`);
    await page.getByRole("heading", { level: 1, name: "Kari Holm-Berg" }).waitFor();
    await pressed("What to do with this person");
    await page.getByRole("menuitem", { name: "Merge with another person…" }).click();
    const dialog = page.getByRole("dialog", { name: "Merge two people" });
    await dialog.getByRole("button", { name: "Find the other person" }).click();
    await page.keyboard.type("kari.holm@");
    await page.getByRole("option", { name: /Kari Holm/ }).click();
    const table = dialog.getByRole("table");
    await table.getByText("kari.holm@people.example").waitFor();
    expect(await table.locator("thead th").allTextContents()).toEqual([
      "What is known",
      "Kari HolmStays",
      "Kari Holm-BergBecomes part of it",
    ]);
    await shot("merge");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("They are one person now: Kari Holm.").waitFor({ timeout: 20_000 });
    await expect.poll(pathNow).toBe(`/admin/profiles/${elder}`);
    await aside().getByText("Became one with Kari Holm-Berg").waitFor();
    await aside().getByText("kari.holm-berg@people.example").waitFor();
    await expectAccessible(page);

    await open(`/profiles/${younger}`);
    await expect.poll(pathNow).toBe(`/admin/profiles/${elder}`);
    await page.getByText("That profile became one with this person.").waitFor();
    await shot("merged");
    await pressed("Undo the merge with Kari Holm-Berg");
    await page.getByText("They are two people again.").waitFor({ timeout: 20_000 });
    await expect.poll(() => aside().getByText("kari.holm-berg@people.example").count()).toBe(0);
    await open(`/profiles/${younger}`);
    await page.getByRole("heading", { level: 1, name: "Kari Holm-Berg" }).waitFor();
  });
});

describe("a fixed list", () => {
  test("is made, filled with people whom one finds, and emptied with a way back", async () => {
    await visited("Siri", "Dahl");
    await open("/segments");
    await pressed("New fixed list");
    await page.getByRole("dialog").getByLabel("Name").fill("Wedding guests");
    await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
    await page.getByText("Nobody is in it yet.").waitFor();
    await pressed("Add people");
    await page.keyboard.type("siri");
    await page.getByRole("option", { name: /Siri Dahl/ }).click();
    await page.keyboard.press("Escape");
    const row = page.getByRole("table", { name: "People" }).getByRole("link", { name: "Siri Dahl" });
    await row.waitFor();
    await page.getByRole("tab", { name: /People\s*1/ }).waitFor();
    await shot("list");
    await expectAccessible(page);
    await pressed("Take out Siri Dahl");
    await expect.poll(() => row.count()).toBe(0);
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await row.waitFor();
    await page.reload();
    await row.click();
    await aside().getByRole("link", { name: "Wedding guests" }).waitFor();
    await pressed("Take out of Wedding guests");
    await expect.poll(() => aside().getByRole("link", { name: "Wedding guests" }).count()).toBe(0);
    await pressed("Add to a fixed list");
    await page.getByRole("option", { name: "Wedding guests" }).click();
    await aside().getByRole("link", { name: "Wedding guests" }).waitFor();
  });

  test("takes the people of a segment that is frozen", async () => {
    await open("/segments/repeat-customers");
    const size = page.getByRole("tab", { name: /^People/ });
    await size.waitFor();
    const before = await size.textContent();
    await page.locator("main header").getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Freeze into a fixed list…" }).click();
    await expectAccessible(page);
    await page.getByRole("dialog").getByLabel("Name").fill("Repeat, frozen");
    await page.getByRole("dialog").getByRole("button", { name: "Freeze" }).click();
    await page.getByRole("heading", { level: 1, name: "Repeat, frozen" }).waitFor();
    await page.getByText("A fixed list of people").waitFor();
    await expect.poll(() => size.textContent(), { timeout: 10_000 }).toBe(before);
  });
});

test("an analyst finds nothing to change, and nothing personal", async () => {
  const id = await visited("Tove", "Vik");
  await page.context().close();
  page = await stage.signedIn(ANALYST);
  await open(`/profiles/${id}?tab=attributes`);
  await page.getByText("you see no personal data").waitFor();
  for (const name of [
    /^Edit/,
    "Add a tag",
    /^Change/,
    "Change consents",
    "What to do with this person",
    "Add to a fixed list",
  ])
    expect(await page.locator("main").getByRole("button", { name }).count(), String(name)).toBe(0);
  expect(await page.locator("main").textContent()).not.toMatch(/Tove|Vik|people\.example/);
  await expectAccessible(page);
});
