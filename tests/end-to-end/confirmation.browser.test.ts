/**
 * A confirmation link in real browsers: a stranger who claimed Ann's address learns nothing when she opens it at her own
 * computer; in the browser that claimed it, the button brings its visitor back to the shop as the person they are.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO } from "../../scripts/seed-demo";
import { expectAccessible } from "../support/axe";
import { type Stage, signIn, startStage } from "../support/stage";

const ANN = "ann@mail.example";
const BUTTON = { name: "Yes, confirm" };

describe("a confirmation link", () => {
  let stage: Stage;
  let server: Page;
  beforeAll(async () => {
    stage = await startStage(9860, 20);
    server = (await stage.visitor()).page;
    await signIn(server, stage.local.url);
    const ann = { id: "7", email: ANN, attributes: { first_name: "Ann" }, tags: { add: ["vip"] } };
    await api("PUT", "customers", { customers: [ann] });
    await api("POST", "segments", {
      name: "VIPs",
      rule: { attribute: "tags", is: "hasAny", value: ["vip"] },
    });
  });
  afterAll(() => stage?.stop());

  async function api(method: string, path: string, data: object) {
    const versioned = path === "segments" ? "" : "/v1";
    const response = await server.request.fetch(
      `${stage.local.url}/api${versioned}/shops/${DEMO.shop}/${path}`,
      { method, data, headers: { origin: stage.local.url } },
    );
    expect(response.ok()).toBe(true);
    return response.json();
  }
  const linkFor = async (returnTo?: string): Promise<string> =>
    (
      await api("POST", "confirmations", {
        email: ANN,
        consent: { text: "Send me news of Fjell & Fjord.", version: "2" },
        ...(returnTo && { returnTo }),
      })
    ).link;

  /** A visitor who types Ann's address. */
  async function claims() {
    const visitor = await stage.visitor();
    await Promise.all([answered(visitor.page), visitor.page.goto(stage.shop)]);
    await Promise.all([
      answered(visitor.page),
      visitor.page.evaluate(
        (email) =>
          (window as unknown as { vitrine: { identify(who: object): void } }).vitrine.identify({ email }),
        ANN,
      ),
    ]);
    return visitor;
  }
  /** Names of those who have become one with Ann. */
  const merged = async () =>
    (await stage.local.db.prepare("SELECT count(*) AS n FROM merges").first<{ n: number }>())!.n;
  const proven = async () =>
    (
      await stage.local.db
        .prepare("SELECT profile FROM identities WHERE value = ?1 AND verified = 1")
        .bind(ANN)
        .all<{ profile: string }>()
    ).results;

  test("opened at another computer, without scripts, it confirms and tells the one who claimed it nothing", async () => {
    const stranger = await claims();
    const before = await proven();
    const elsewhere = await stage.browser.newContext({ javaScriptEnabled: false });
    const page = await elsewhere.newPage();
    await page.goto(await linkFor());
    await page.getByText("Send me news of Fjell & Fjord.").waitFor();
    await page.getByRole("button", BUTTON).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await page.goto(page.url());
    await page.getByRole("heading", { name: "confirmed already" }).waitFor();
    await elsewhere.close();
    await Promise.all([answered(stranger.page), stranger.page.reload()]);
    await stage.local.tick();
    expect(await merged()).toBe(0);
    expect(await proven()).toEqual(before);
    await stranger.context.close();
  });

  test("its page is for everybody: small, dark, by keyboard", async () => {
    const link = await linkFor();
    for (const colorScheme of ["light", "dark"] as const)
      for (const width of [1280, 320]) {
        const context = await stage.browser.newContext({ colorScheme, viewport: { width, height: 640 } });
        const page = await context.newPage();
        for (const address of [link, `${link}x`]) {
          await page.goto(address);
          await expectAccessible(page);
        }
        await context.close();
      }
    const { page, context, complaints } = await stage.visitor();
    await page.goto(link);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(BUTTON.name);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("opened in the browser that claimed it, it proves who the visitor is, and leaves no trace in the address", async () => {
    const { page, complaints, context } = await claims();
    const returnTo = `${stage.shop}/cart?from=mail`;
    await page.goto(await linkFor(returnTo));
    const handedIn = page.waitForRequest(
      (request) => request.postData()?.includes('"confirmation"') ?? false,
    );
    await page.getByRole("button", BUTTON).click();
    const { signals } = (await handedIn).postDataJSON() as { signals: Record<string, unknown>[] };
    expect(signals.filter(({ type }) => type === "identify")).toHaveLength(1);
    await expect.poll(() => page.url()).toBe(returnTo);
    await expect.poll(merged, { timeout: 20_000 }).toBe(1);
    expect(await proven()).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** The edge has answered a visit of this page. */
const answered = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/v1/visit") && response.ok());
