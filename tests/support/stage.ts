/** Everything that `npm start` serves, in memory and with fewer people, and a browser to use it with. */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { startShop } from "../../demo/shop/server";
import { CHROMIUM_FLAGS, ensureChromium } from "../../scripts/chromium";
import { type Local, startLocal } from "../../scripts/local";
import { DEMO, seedDemo } from "../../scripts/seed-demo";

/** Headless Chromium says that it is one, and robots are not counted. */
const PERSON =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

export interface Stage {
  local: Local;
  /** Origin of the demo shop. */
  shop: string;
  browser: Browser;
  /** A person at a computer of their own. What the page complains of is collected. */
  visitor(): Promise<{ context: BrowserContext; page: Page; complaints: string[] }>;
  stop(): Promise<void>;
}

export async function startStage(port: number, people = 150): Promise<Stage> {
  const shop = `http://shop.localhost:${port + 1}`;
  const local = await startLocal({ port });
  await seedDemo({ DB: local.db, AUTH_SECRET: local.secret }, { shopOrigin: shop, people });
  await local.tick();
  const server = await startShop({
    port: port + 1,
    tag: `${local.url}/vitrine.js?shop=${DEMO.key}&consent=not-required`,
    vitrineOrigin: local.url,
  });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  return {
    local,
    shop,
    browser,
    async visitor() {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, userAgent: PERSON });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      return { context, page, complaints };
    },
    async stop() {
      await browser.close();
      await server.close();
      await local.stop();
    },
  };
}

/** Signs the demo's owner in by the panel's own page. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin/sign-in`);
  await page.getByLabel("Email").fill(DEMO.owner.email);
  await page.getByLabel("Password", { exact: true }).fill(DEMO.owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/admin/sign-in"));
}

/** As if reaching for the tab's cross: the pointer goes up and out of the page. */
export async function moveToLeave(page: Page): Promise<void> {
  await page.mouse.move(600, 400);
  await page.mouse.move(600, 5);
  await page.mouse.move(600, -10);
}
