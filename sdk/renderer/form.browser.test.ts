/** What a visitor gets from a form: clear problems, one answer, thanks in place; and what a robot gets: nothing. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { aMessage, deeds, events, expectNoHarm, focus, reported, show } from "./testing/messages";
import { everyTestOnStage, stage } from "./testing/on-stage";

let page: Page;
everyTestOnStage(() => page);

const email = () => page.getByLabel("Your email");
const send = () => page.getByRole("button", { name: "Sign up" }).click();
const described = () =>
  email().evaluate((input) => {
    const id = input.getAttribute("aria-describedby")!;
    return (input.getRootNode() as ShadowRoot).getElementById(id)?.textContent;
  });

test("a wrong address is named beside its field, and the word goes once it is right", async () => {
  page = await stage.visit("light");
  await show(page, "popup", aMessage());
  for (const wrong of ["", "anna", "anna@", "anna@example", "a b@example.com"]) {
    await email().fill(wrong);
    await send();
    expect([wrong, await described(), await email().getAttribute("aria-invalid")]).toEqual([
      wrong,
      "Enter an email address, like name@example.com.",
      "true",
    ]);
    expect(await focus(page)).toBe("message:input");
  }
  await email().fill("anna@example.com");
  expect([await described(), await email().getAttribute("aria-invalid")]).toEqual(["", "false"]);
  expect(await deeds(page)).toEqual([]);
});

test("the answer is reported once, by the field's id, and thanks take the form's place and the focus", async () => {
  page = await stage.visit("light");
  await show(page, "popup", aMessage());
  const { height } = (await page.locator("dialog").boundingBox())!;
  await email().fill("  anna@example.com ");
  await email().press("Enter");
  await email().press("Enter");
  expect(await page.locator("form").getAttribute("aria-busy")).toBe("true");
  const thanks = page.getByRole("status").filter({ hasText: "Thank you" });
  await thanks.waitFor();
  expect((await events(page)).filter(({ event }) => event === "submitted")).toEqual([
    { event: "submitted", answers: { f1: "anna@example.com" } },
  ]);
  expect(await thanks.evaluate((e) => e === (e.getRootNode() as ShadowRoot).activeElement)).toBe(true);
  expect(await page.locator("form").isVisible()).toBe(false);
  expect(await page.getByRole("button", { name: "No, thank you" }).isVisible()).toBe(false);
  expect((await page.locator("dialog").boundingBox())!.height).toBeLessThanOrEqual(height);
  await expectNoHarm(page);
});

test("an answer that came faster than a person types waits its time, even when the message is closed", async () => {
  page = await stage.visit("light");
  await page.clock.install();
  await show(page, "popup", aMessage());
  await email().fill("anna@example.com");
  await send();
  await page.keyboard.press("Escape");
  expect(await deeds(page)).toEqual(["closed"]);
  await page.clock.runFor(2000);
  await reported(page, "closed", "submitted");
});

test("who fills the hidden field is thanked and not heard", async () => {
  page = await stage.visit("light");
  await show(page, "popup", aMessage());
  await email().fill("robot@example.com");
  await page.locator(".trap").evaluate((trap) => {
    (trap as HTMLInputElement).value = "https://spam.example";
  });
  await send();
  await page.locator(".done").waitFor();
  expect(await deeds(page)).toEqual([]);
});

test("when sending fails, the visitor is told and may try again", async () => {
  page = await stage.visit("light");
  await show(page, "popup", aMessage(), { failing: true });
  await email().fill("anna@example.com");
  await send();
  await page.getByText("Not sent. Please try again.").waitFor();
  expect(await email().inputValue()).toBe("anna@example.com");
  await send();
  await reported(page, "submitted", "submitted");
});

test("a German page gets German words", async () => {
  page = await stage.visit("light");
  await page.evaluate(() => document.documentElement.setAttribute("lang", "de-AT"));
  await show(page, "popup", aMessage());
  await send();
  expect(await described()).toMatch(/^Bitte eine E-Mail-Adresse/);
  expect(await page.getByRole("button", { name: "Schließen" }).count()).toBe(1);
});
