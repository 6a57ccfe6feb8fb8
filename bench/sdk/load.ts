/** Loads a page in Chromium as a slow phone would, and tells what its script cost. */
import type { Browser } from "playwright-core";
import { SHOP_PORT } from "./servers";

export interface Loaded {
  /** Milliseconds of the main thread, until the page had been quiet. */
  mainThread: number;
  /** Requests to the edge that serves the script, and milliseconds from navigation, until the message stood in the page. */
  requests: number;
  message?: number;
}

/** A middling phone against the machine that runs this. */
const CPU_SLOWDOWN = 4;
/** Lighthouse's "slow 4G". */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const QUIET = 1500;

export async function load(browser: Browser, script: string | undefined, slow: boolean): Promise<Loaded> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  if (slow) {
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
  }
  // Peers' servers are not asked: what they would answer is no part of this.
  await page.route(/^https:/, (route) => route.abort());
  await page.addInitScript(watchForMessage);
  let requests = 0;
  let requestsAtMessage: number | undefined;
  page.on("request", (request) => {
    if (request.resourceType() !== "document" && request.url().startsWith("http:")) requests++;
  });
  await page.exposeFunction("messageStands", () => {
    requestsAtMessage ??= requests;
  });
  const query = script ? `?script=${encodeURIComponent(script)}` : "";
  await page.goto(`http://localhost:${SHOP_PORT}/${query}`, { waitUntil: "load" });
  await page.waitForTimeout(slow ? 2 * QUIET : QUIET);
  const { metrics } = await cdp.send("Performance.getMetrics");
  const message = await page.evaluate(() => (window as { messageAt?: number }).messageAt);
  await context.close();
  return {
    mainThread: 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN),
    requests: requestsAtMessage ?? requests,
    message,
  };
}

/** Runs in the page. */
function watchForMessage(): void {
  const page = window as { messageAt?: number; messageStands?(): void };
  new MutationObserver((_, observer) => {
    if (!document.querySelector("vitrine-message")) return;
    observer.disconnect();
    // Drawn with the next frame.
    requestAnimationFrame(() => {
      page.messageAt = performance.now();
      page.messageStands?.();
    });
  }).observe(document, { childList: true, subtree: true });
}
