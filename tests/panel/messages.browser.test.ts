/** Messages, as a marketer makes them: from a template to real visitors, and back to the numbers. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Candidate } from "../../core/signals/wire";
import { DEMO } from "../../scripts/seed-demo";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";
import { aVisitor } from "../support/visitor";

/** Workers look for a newer configuration every ten seconds. */
const IN_EFFECT = { timeout: 30_000, interval: 500 };

let stage: PanelStage;
let page: Page;
/** The message that this marketer makes. */
let id = "";

beforeAll(async () => {
  stage = await startPanel(9660, 150);
  page = await stage.signedIn();
});
afterEach(() => expect(stage.complaints()).toEqual([]));
afterAll(() => stage?.stop());

const aShopper = () => aVisitor(stage.local.url, stage.shop, DEMO.key);

describe("a marketer", () => {
  test("sees all messages with their numbers and their order, and changes the order", async () => {
    await page.goto(`${stage.local.url}/admin/messages`);
    const rows = page.getByRole("row");
    await rows.filter({ hasText: "“Returning, no newsletter”" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Move “Welcome offer” up" }).click();
    await page.getByText("“Welcome offer” is now 1 of 3").waitFor();
    await page.reload();
    await expect.poll(() => rows.nth(1).textContent()).toContain("Welcome offer");
  });

  test("begins with a template", async () => {
    await page.getByRole("link", { name: "New message" }).click();
    await page.getByRole("heading", { level: 1, name: "New message" }).waitFor();
    await previewOf("Preview of Announcement bar").getByText("The autumn collection").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Use this\s+Exit offer$/ }).click();
    await page.getByRole("heading", { level: 1, name: "Exit offer" }).waitFor();
    id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  });

  test("sees the change of a heading in the preview at once, and finds it again after a reload", async () => {
    const preview = previewOf("Preview on a shop");
    await preview.getByRole("heading", { name: "Before you go" }).waitFor();
    await page.getByLabel("Heading", { exact: true }).fill("One more thing");
    await preview.getByRole("heading", { name: "One more thing" }).waitFor();
    await page.getByText("Unsaved changes, kept in this browser").last().waitFor();
    await page.reload();
    await page.getByText("Your unsaved work from before is back.").waitFor();
    await preview.getByRole("heading", { name: "One more thing" }).waitFor();
    await expectAccessible(page);
  });

  test("takes steps back and forth, and is asked before leaving", async () => {
    const heading = page.getByLabel("Heading", { exact: true });
    await heading.fill("Another");
    await page.getByRole("tab", { name: "Content" }).focus();
    await page.keyboard.press("Control+z");
    await expect.poll(() => heading.inputValue()).toBe("One more thing");
    await page.getByRole("button", { name: "Redo" }).click();
    await expect.poll(() => heading.inputValue()).toBe("Another");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: "Segments" }).first().click();
    const question = page.getByRole("dialog", { name: "Leave with unsaved changes?" });
    await question.waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Stay" }).click();
    await question.waitFor({ state: "hidden" });
    expect(new URL(page.url()).pathname).toContain(id);
  });

  test("is told what is wrong at its place, and cannot publish it", async () => {
    const heading = page.getByLabel("Heading", { exact: true });
    // A dialog that closes gives the focus back a moment later.
    await expect
      .poll(async () => {
        await heading.fill("");
        return heading.inputValue();
      })
      .toBe("");
    await tab("Who and where");
    await page.getByLabel("People in certain segments").check();
    await page.getByText("No segment is chosen: nobody would see it.").waitFor();
    // What comes late must not move the button away while it is pressed.
    await page.getByRole("button", { name: "Add a segment" }).first().waitFor();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Not saved: 2 places need your attention").waitFor();
    await expectAccessible(page);
    // It shows the first of them by itself, and each goes as soon as it is mended.
    await page.getByText("Write the heading, or remove the block.").nth(1).waitFor();
    await expect.poll(() => heading.evaluate((field) => field === document.activeElement)).toBe(true);
    await heading.fill("One more thing");
    await page.getByText("Not saved: 1 place needs your attention").waitFor();
    await page.getByRole("button", { name: /Choose at least one segment/ }).click();
    await page.getByLabel("Everyone", { exact: true }).check();
    await expect.poll(() => page.getByText("needs your attention").count()).toBe(0);
  });

  test("chooses look, moment and control group", async () => {
    await tab("Look");
    await page.getByLabel("Text, as hex").fill("#dddddd");
    await page.getByText("hard to read").waitFor();
    await expectAccessible(page);
    await page.getByRole("radio", { name: "Sturdy" }).check({ force: true });
    await expect.poll(() => page.getByText("hard to read").count()).toBe(0);
    await tab("When");
    await page.getByLabel("As soon as the page is there").check();
    await expectAccessible(page);
    await tab("Test");
    await page.getByLabel("Held back").fill("0");
    await page.getByText("Without a control group").waitFor();
    await page.getByRole("button", { name: "Add a variant" }).click();
    await page.getByText("45% of all people").or(page.getByText("50% of all people")).first().waitFor();
    await page.getByRole("button", { name: "Remove variant B" }).click();
    await expectAccessible(page);
  });

  test("publishes, and real visitors are answered with it", async () => {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Published, in effect within a minute").waitFor();
    await expect
      .poll(async () => headingOf(await aShopper().candidate(id)), IN_EFFECT)
      .toBe("One more thing");
    const found = await aShopper().candidate(id);
    expect(found).toMatchObject({ kind: "popup", trigger: { on: "load" }, variant: "a" });
    expect(found?.content?.theme.accent).toBe("#ffc91f");
  });

  test("reads in the report what visitors did", async () => {
    for (let i = 0; i < 3; i++) {
      const visitor = aShopper();
      await visitor.candidate(id);
      const event = { type: "message", message: id, variant: "a" } as const;
      await visitor.tell({ ...event, event: "exposed" }, { ...event, event: "shown" });
      if (i === 0) await visitor.tell({ ...event, event: "clicked" });
    }
    await page.getByRole("link", { name: "Report" }).click();
    await page.getByRole("heading", { level: 1, name: "Exit offer" }).waitFor();
    // The shard tells D1 a second later.
    const row = page
      .getByRole("region", { name: /^By variant/ })
      .getByRole("row")
      .nth(1);
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByText("days in Europe/").waitFor();
          return (await row.getByRole("cell").allInnerTexts()).slice(0, 3);
        },
        { timeout: 20_000 },
      )
      .toEqual(["3", "3\n100%", "1\n33%"]);
    await page.getByText("This message has no control group").waitFor();
    await page.getByText(/^Times in Europe\//).waitFor();
    await expectAccessible(page);
    await page.getByRole("radio", { name: "90 days" }).check({ force: true });
    await expect.poll(() => new URL(page.url()).searchParams.get("days")).toBe("90");
    await page.getByRole("button", { name: "Show as table" }).click();
    await page.getByRole("columnheader", { name: "Variant A" }).waitFor();
  });

  test("compares with the control group in plain words where there is one", async () => {
    await page.goto(`${stage.local.url}/admin/messages/welcome-offer/report?days=365`);
    await page.getByRole("rowheader", { name: "Control group held back, saw nothing" }).waitFor();
    await page.getByText("Not known yet").waitFor();
    await expectAccessible(page);
  });

  test("pauses, and nobody is answered with it any more", async () => {
    await page.goto(`${stage.local.url}/admin/messages`);
    const row = page.getByRole("row").filter({ hasText: "Exit offer" }).filter({ hasNotText: "above" });
    await row.getByRole("button", { name: "Pause" }).click();
    await page.getByText("“Exit offer” is paused, in effect within a minute").waitFor();
    await row.getByText("Paused", { exact: true }).waitFor();
    await expect.poll(async () => (await aShopper().candidate(id)) === undefined, IN_EFFECT).toBe(true);
    await expectAccessible(page);
  });

  test("does it all on a phone, in the dark", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(`${stage.local.url}/admin/messages/${id}`);
    await page.getByRole("heading", { level: 1, name: "Exit offer" }).waitFor();
    await page.getByText("Preview", { exact: true }).click();
    await previewOf("Preview on a shop").getByRole("heading", { name: "One more thing" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page);
  });
});

const tab = (name: string) => page.getByRole("tab", { name }).click();
const previewOf = (title: string) => page.frameLocator(`iframe[title="${title}"]`);

function headingOf(candidate: Candidate | undefined): string | undefined {
  const block = candidate?.content?.blocks[0];
  return block?.type === "heading" ? block.text : undefined;
}
