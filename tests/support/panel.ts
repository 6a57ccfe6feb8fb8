/** The panel on a Worker with the demo's people in memory, and browsers whose owners are signed in. */
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { CHROMIUM_FLAGS, ensureChromium } from "../../scripts/chromium";
import { type Local, startLocal } from "../../scripts/local";
import { DEMO, seedDemo } from "../../scripts/seed-demo";

export interface PanelStage {
  local: Local;
  env: { DB: D1Database; AUTH_SECRET: string };
  browser: Browser;
  /** Origin of the demo's shop, from which visitors may send. */
  shop: string;
  /** A browser of its own, signed in: as the demo's owner, or as somebody else. */
  signedIn(account?: { email: string; password: string }): Promise<Page>;
  /** What pages complained of since last asked. A refusal by the API is no complaint. */
  complaints(): string[];
  stop(): Promise<void>;
}

/** `people`: how many the demo has; without it the Worker starts empty. */
export async function startPanel(port: number, people?: number): Promise<PanelStage> {
  const shop = `http://shop.localhost:${port + 1}`;
  const local = await startLocal({ port });
  const env = { DB: local.db, AUTH_SECRET: local.secret };
  if (people) await seedDemo(env, { shopOrigin: shop, people });
  await local.tick();
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
  let heard: string[] = [];
  return {
    ...{ local, env, browser, shop },
    async signedIn({ email, password } = DEMO.owner) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: "en-GB",
        // Contrast is judged of what stands, not of what fades in.
        reducedMotion: "reduce",
      });
      context.setDefaultTimeout(10_000);
      const answer = await context.request.post(`${local.url}/api/auth/sign-in/email`, {
        data: { email, password },
        headers: { origin: local.url },
      });
      expect(answer.status()).toBe(200);
      const page = await context.newPage();
      page.on("pageerror", (error) => heard.push(error.message));
      page.on("console", (message) => {
        const refused = /the server responded with a status of 4\d\d/.test(message.text());
        if (message.type() === "error" && !refused) heard.push(message.text());
      });
      return page;
    },
    complaints() {
      const said = heard;
      heard = [];
      return said;
    },
    async stop() {
      await browser.close();
      await local.stop();
    },
  };
}
