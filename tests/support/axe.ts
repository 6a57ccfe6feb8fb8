/** axe on a page as it stands: WCAG 2.2 AA, and nothing that scrolls it sideways. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger, as the panel's policy lets no foreign script in.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: source });
  await session.detach();
  const found = await page.evaluate(async (tags) => {
    // What a sticky bar happens to lie over is not too small.
    scrollTo({ top: 0, behavior: "instant" });
    // A colour half way of its transition is none.
    await Promise.all(
      document
        .getAnimations()
        .map((one) =>
          one.playState === "running" &&
          one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY
            ? one.finished.catch(() => {})
            : undefined,
        ),
    );
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { runOnly: tags, iframes: false });
    const sideways = document.documentElement.scrollWidth > innerWidth ? ["scrolls sideways"] : [];
    return [...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), ...sideways];
  }, WCAG);
  expect(found).toEqual([]);
}
