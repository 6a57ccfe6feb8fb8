// The first minutes of a shop owner, in Chromium against the real Worker: the set-up link, the tag, the first signal,
// settings, pausing, signing out and in. And what the other roles are spared.
import { randomBytes } from "node:crypto";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_FLAGS, chromiumPath } from "../../scripts/chromium";
import { type Local, startLocal } from "../../scripts/local";
import { DEMO, seedDemo } from "../../scripts/seed-demo";
import { addMember, createUser } from "../../worker/members/create-shop";
import { createSetupToken } from "../../worker/members/setup-token";
import { expectAccessible } from "../support/axe";

const PORT = 9541;
const SHOP = "https://www.alpine.example";
const PASSWORD = "harbour-violin-93-moss";

let local: Local;
let browser: Browser;
let env: { DB: D1Database; AUTH_SECRET: string };

beforeAll(async () => {
  local = await startLocal({ port: PORT });
  env = { DB: local.db, AUTH_SECRET: local.secret };
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
});
afterAll(async () => {
  await browser?.close();
  await local?.stop();
});

describe("the first minutes of a shop owner", () => {
  let context: BrowserContext;
  let page: Page;
  let tag: string;
  beforeAll(async () => {
    context = await aContext();
    page = await aPage(context);
  });

  it("begin with a link that makes the shop, and works once", async () => {
    const link = `${local.url}/admin/set-up#${await createSetupToken(env)}`;
    await page.goto(link);
    await page.getByRole("button", { name: "Open my shop window" }).click();
    await page.getByText("Enter your name.").waitFor();
    await expect.poll(() => focusedName(page)).toBe("Your name");
    await expectAccessible(page);

    await page.getByLabel("Your name").fill("Ada Lovelace");
    await page.getByLabel("Email").fill("ada@alpine.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByText("Strong", { exact: true }).waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Alpine Outfitters");
    await page.getByLabel("Address").fill("www.Alpine.example/de?lang=de");
    await page.getByText(`Pages of ${SHOP} may send to Vitrine.`).waitFor();
    expect(await page.getByRole("combobox", { name: "Currency" }).inputValue()).toBe("Swiss Franc (CHF)");
    expect(await page.getByRole("combobox", { name: "Time zone" }).inputValue()).toBe("Europe / Zurich");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Open my shop window" }).click();
    await page.getByRole("heading", { name: "Put Vitrine into your shop" }).waitFor();

    const other = await aPage(context);
    await other.goto(link);
    await other.getByRole("heading", { name: "This link does not work any more" }).waitFor();
    await expectAccessible(other);
    await other.close();
  });

  it("go on with one line to copy", async () => {
    await page.getByText("Waiting for the first signal").waitFor();
    await page.getByRole("tab", { name: "Shopify" }).click();
    await page.getByText("layout/theme.liquid").waitFor();
    expect(page.url()).toContain("for=shopify");
    await page.getByRole("button", { name: "Copy" }).first().click();
    await page.getByText("Copied").waitFor();
    tag = await page.evaluate(() => navigator.clipboard.readText());
    expect(tag).toMatch(/^<script async src="http:\/\/localhost:\d+\/vitrine\.js\?shop=pk_\w+"><\/script>$/);
    await expectAccessible(page);
  });

  it("or with a plugin to download", async () => {
    await page.getByRole("tab", { name: "WooCommerce" }).click();
    const plugin = page.getByRole("link", { name: "Download the plugin" });
    const [download] = await Promise.all([page.waitForEvent("download"), plugin.click()]);
    expect(download.suggestedFilename()).toBe("vitrine-woocommerce.zip");
    expect(await download.failure()).toBeNull();
    await expectAccessible(page);
  });

  it("turn the light green at the first signal, and show it", async () => {
    expect((await signal(tag, "https://elsewhere.example")).status).toBe(403);
    expect((await signal(tag, SHOP)).status).toBe(200);
    await page.getByText("It works", { exact: true }).waitFor();
    await page.getByText("Viewed a page").waitFor();
    await page.getByText("/tents").waitFor();
    await page.getByRole("link", { name: "Make the first message" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Go to Home" }).click();
    await page.getByText("No message is live", { exact: true }).waitFor();
    await page.getByText("person seen in the last 30 minutes").waitFor();
    await expectAccessible(page);
  });

  it("give Shopify's pixel a key of its own, which no tag carries", async () => {
    await page.getByRole("link", { name: "Settings" }).first().click();
    await page.getByRole("tab", { name: "Keys" }).click();
    await page.getByRole("button", { name: "Key for Shopify's pixel" }).click();
    await page.getByText("In force, writes only").waitFor();
    await page.getByText(/^wk_/).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: /Revoke wk_/ }).click();
    await page.getByText("Your pages go on.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("tab", { name: "Installation" }).click();
    expect(
      await page
        .getByText(/vitrine\.js\?shop=/)
        .first()
        .textContent(),
    ).not.toContain("wk_");
  });

  it("let the owner add a domain, and say why one is refused", async () => {
    await page.getByRole("link", { name: "Settings" }).first().click();
    await page.getByRole("tab", { name: "Domains" }).click();
    const address = page.getByLabel("Address");
    await address.fill("http://shop.alpine.example");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Must begin with https://").waitFor();
    await expect.poll(() => focusedName(page)).toBe("Address");
    await address.fill("shop.alpine.example/cart");
    await page.getByText("Will be added as https://shop.alpine.example").waitFor();
    await address.press("Enter");
    await page.getByRole("button", { name: "Remove https://shop.alpine.example" }).waitFor();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Remove https://shop.alpine.example" }).click();
    await page.getByRole("button", { name: "Remove domain" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: `Remove ${SHOP}` }).click();
    await page.getByText("This is the last one.").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cancel" }).click();
  });

  it("keep the last key, and revoke an older one by its name", async () => {
    await page.getByRole("tab", { name: "Keys" }).click();
    await page.getByText("The last key for pages cannot be revoked").waitFor();
    const old = /pk_\w+/.exec(tag)![0];
    await page.getByRole("button", { name: "Make a new key" }).click();
    await page.getByRole("button", { name: `Revoke ${old}` }).click();
    await page.getByLabel("Type its last six characters").fill(old.slice(-6));
    await expectAccessible(page);
    await page.getByRole("button", { name: "Revoke key" }).click();
    await page.getByText("Revoked now").waitFor();
    await page.getByText("The last key for pages cannot be revoked").waitFor();
  });

  it("say what a change of consent means for the tag, and survive a reload before it is saved", async () => {
    await page.getByRole("tab", { name: "Shop", exact: true }).click();
    await page.getByLabel("Name", { exact: true }).fill("Alpine & Sea");
    await page.getByLabel("Begin at once").check();
    await page.getByText("go on asking first").waitFor();
    await page.reload();
    await page.getByText("Your unsaved work from before is back.").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("consent=not-required").waitFor();
    await page.getByRole("banner").getByText("Alpine & Sea").waitFor();
  });

  it("define an attribute of their own", async () => {
    await page.goto(`${local.url}/admin/attributes`);
    await page.getByRole("link", { name: "New attribute" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Shoe size (EU)");
    expect(await page.getByLabel("Key").inputValue()).toBe("shoe_size_eu");
    await page.getByLabel("Type").selectOption("singleSelect");
    await page.getByRole("button", { name: "Create attribute" }).click();
    await page.getByText("List at least one answer.").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Answers to choose from").fill("41\n42");
    await page.getByRole("button", { name: "Create attribute" }).click();
    await page.getByRole("heading", { level: 1, name: "Shoe size (EU)" }).waitFor();
    await expectAccessible(page);
  });

  it("pause everything from any page, loudly, and resume", async () => {
    await page.getByRole("button", { name: "Pause everything" }).click();
    await page.getByText("stops within a minute").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Pause all messages" }).click();
    const banner = page.getByRole("region", { name: "Everything is paused" });
    await banner.waitFor();
    await page.getByRole("link", { name: "Home" }).first().click();
    await expectAccessible(page);
    await banner.getByRole("button", { name: "Resume" }).click();
    await page.getByRole("button", { name: "Pause everything" }).waitFor();
  });

  it("end by signing out; signing in leads back to where they were", async () => {
    await page.getByRole("button", { name: "Ada Lovelace" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.goto(`${local.url}/admin/settings?tab=domains`);
    await page.getByText("Sign in to go on where you were.").waitFor();
    await page.getByLabel("Email").fill("ada@alpine.example");
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Email or password is not right.").waitFor();
    await expect.poll(() => focusedName(page)).toBe("Password");
    await expectAccessible(page);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: `Remove ${SHOP}` }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/admin/settings?tab=domains");
  });
});

describe("an analyst of a shop that runs", () => {
  it("sees Home and the settings, and nothing to change them", async () => {
    await seedDemo(env, { shopOrigin: SHOP, people: 150 });
    const { id } = await createUser(env, { name: "Noor", email: "noor@alpine.example", password: PASSWORD });
    await addMember(env, DEMO.shop, id, "analyst");
    const page = await aPage(await aContext({ width: 360, height: 740 }));
    // A link may ask for any way back; none leads out of the panel.
    await page.goto(`${local.url}/admin/sign-in?back=https://evil.example/admin/`);
    await page.getByLabel("Email").fill("noor@alpine.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Largest segments" }).waitFor();
    await page.getByRole("row").nth(1).waitFor();
    expect(new URL(page.url()).origin).toBe(local.url);
    await expectAccessible(page);
    expect(await page.getByRole("button", { name: "Pause everything" }).count()).toBe(0);
    await page.goto(`${local.url}/admin/settings?tab=domains`);
    await page.getByText("Only owners change this.").waitFor();
    expect(await page.getByRole("button", { name: /Add|Remove/ }).count()).toBe(0);
    await expectAccessible(page);
  });
});

const aContext = (viewport = { width: 1280, height: 900 }) =>
  browser.newContext({
    viewport,
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    permissions: ["clipboard-read", "clipboard-write"],
  });

/** Any error in a page fails the test that is under way. A refusal by the API is none. */
async function aPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => expect.unreachable(String(error)));
  page.on("console", (message) => {
    const refused = /the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !refused) expect.unreachable(message.text());
  });
  return page;
}

/** What the tag of a shop's page would send: one page view. */
function signal(tag: string, origin: string): Promise<Response> {
  const url = `${origin}/tents`;
  const page = { url, type: "category" };
  return fetch(`${local.url}/v1/visit`, {
    method: "POST",
    headers: { origin, "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36" },
    body: JSON.stringify({
      v: 1,
      key: /pk_\w+/.exec(tag)?.[0],
      visitor: randomBytes(16).toString("base64url"),
      home: "weur",
      queue: "first123",
      sent: Date.now(),
      consent: { analytics: true, marketing: false },
      page,
      decide: true,
      signals: [{ type: "page_view", n: 1, at: Date.now(), page }],
    }),
  });
}

const focusedName = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent);
