import { expect, test } from "vitest";
import { context, everyTestOnStage, stage } from "./testing/on-stage";
import { tagOf, until } from "./testing/stage";

everyTestOnStage();

const tickets = () =>
  stage.signals().flatMap((signal) => (signal.type === "identify" ? signal.confirmation : []));

test("a ticket in the address is handed in once and taken out, also from what is recorded of the page", async () => {
  const page = await context.newPage();
  await page.goto(`${stage.shop}/welcome?list=news#vitrine=abc.def.g-h_i`);
  await until(tickets).toEqual(["abc.def.g-h_i"]);
  expect(page.url()).toBe(`${stage.shop}/welcome?list=news`);
  await page.reload();
  await until(() => stage.types().filter((type) => type === "page_view")).toHaveLength(2);
  expect(tickets()).toHaveLength(1);
  expect(JSON.stringify(stage.visits().map((visit) => visit.page))).not.toContain("abc");
});

test("without consent nothing is handed in, and it is taken out all the same", async () => {
  stage.tag = tagOf(stage.edge, "");
  const page = await context.newPage();
  await page.goto(`${stage.shop}/#vitrine=abc.def.g-h_i`);
  await until(() => page.url()).toBe(`${stage.shop}/`);
  expect(stage.visits()).toEqual([]);
});
