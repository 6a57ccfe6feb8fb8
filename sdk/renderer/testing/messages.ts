/** Small factories of messages, and of what tests ask the page. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Block } from "../../../core/messages/blocks";
import type { Content, MessageKind, Theme } from "../../../core/messages/message";
import { sturdy } from "../../../core/messages/themes";

export const heading = (text = "Ten percent off"): Block => ({ type: "heading", level: 2, text });
export const text = (words = "For your **first** order, see [terms](/terms)."): Block => ({
  type: "text",
  text: words,
});
export const link = (url = "/sale"): Block => ({
  type: "button",
  text: "To the sale",
  action: { do: "link", url },
});
export const noThanks: Block = { type: "button", text: "No, thank you", action: { do: "close" } };
export const image = (url = "/hero.svg"): Block => ({
  type: "image",
  url,
  alt: "Hills",
  width: 800,
  height: 1000,
});
export const form: Block = {
  type: "form",
  fields: [{ id: "f1", type: "email", label: "Your email", required: true }],
  submit: "Sign up",
  thanks: "Thank you. Use **WELCOME10**",
  consent: { text: "We write twice a month. [Privacy](/privacy)", version: "1" },
};

export const aMessage = (
  blocks: Block[] = [heading(), text(), form, noThanks],
  theme: Partial<Theme> = {},
): Content => ({
  theme: { ...sturdy, ...theme },
  blocks,
});

export async function show(
  page: Page,
  kind: MessageKind,
  content: Content,
  how: { preview?: boolean; into?: string; failing?: boolean } = {},
): Promise<void> {
  await page.evaluate(([k, c, h]) => window.stage.show(k, c, h), [kind, content, how] as const);
  await page.locator(`.${kind}`).waitFor();
}

export const events = (page: Page) => page.evaluate(() => window.stage.events);
/** What the visitor did. `shown` comes by itself, sooner or later than the test's next step. */
export const deeds = async (page: Page) =>
  (await events(page)).map(({ event }) => event).filter((name) => name !== "shown");

/** `shown` takes a second by itself, a form a second and a half; a busy machine more. */
const PATIENT = { timeout: 10_000 };

export const reported = (page: Page, ...names: string[]) =>
  expect.poll(() => deeds(page), PATIENT).toEqual(names);

export const seen = (page: Page) =>
  expect
    .poll(async () => (await events(page)).filter(({ event }) => event === "shown").length, PATIENT)
    .toBe(1);

/** What has the focus: the text or id of an element of the page, or `message:` and what it is within the message. */
export const focus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement;
    if (!inner) return outer?.id || outer?.localName || "nothing";
    return `message:${inner.getAttribute("aria-label") ?? (inner.textContent?.trim() && inner.matches("a, button") ? inner.textContent.trim() : inner.localName)}`;
  });

/** No element left, nothing refused by the CSP or Trusted Types, no error escaped. */
export async function expectCleanPage(page: Page): Promise<void> {
  expect(await page.locator("vitrine-message").count()).toBe(0);
  await expectNoHarm(page);
}

export async function expectNoHarm(page: Page): Promise<void> {
  expect(await page.evaluate(() => [window.stage.refused, window.stage.errors])).toEqual([[], []]);
}

/** What axe finds wrong in the message and in the page that holds it. */
export const axeViolations = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations, incomplete } = await axe.run();
    // What it could not measure within the message counts too: nothing there has a picture behind it.
    const unmeasured = incomplete.filter(({ nodes }) =>
      nodes.some(({ target }) => `${target}`.includes("vitrine")),
    );
    return [...violations, ...unmeasured].map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
    );
  });
