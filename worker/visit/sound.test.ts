/** A rule that got in and makes no sense takes nothing else down. */
import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import type { Rule } from "../../core/rules/rule";
import { aBrowser, aShop, change, flushed, pageView } from "../testing/shop";
import { publishShop } from "./publish";

const SEEN: Rule = { did: "viewed_page", times: { atLeast: 1 } };
const segmentsOf = async (browser: ReturnType<typeof aBrowser>) =>
  (await browser.tell(pageView)).body.segments.sort();

it.each<[string, Record<string, Rule>]>([
  ["names an attribute that went", { bad: { attribute: "gone", is: "known" } }],
  ["names a table that went", { bad: { has: "gone" } }],
  ["is one for messages only", { bad: { live: "cart_total", is: "moreThan", value: 1 } }],
  ["goes in a circle", { bad: { segment: "worse" }, worse: { segment: "bad" } }],
])("a segment whose rule %s keeps its people; all others go on", async (_, wrong) => {
  const shop = await aShop({ segments: { seen: SEEN, bad: SEEN } });
  const [before, after] = [aBrowser(shop), aBrowser(shop)];
  expect(await segmentsOf(before)).toEqual(["bad", "seen"]);
  await flushed();
  await change(shop, { segments: { again: SEEN, ...wrong } });
  expect(await segmentsOf(before)).toEqual(["again", "bad", "seen"]);
  expect(await segmentsOf(after)).toEqual(["again", "seen"]);
});

it("a message whose condition makes no sense is not shown; others are", async () => {
  const shop = await aShop({
    messages: { good: {}, bad: { condition: { attribute: "gone", is: "known" } } },
  });
  const { body } = await aBrowser(shop).tell(pageView);
  expect(body.candidates.map(({ message }) => message)).toEqual(["good"]);
});

it("a score with such a rule is not worked out any more", async () => {
  const shop = await aShop({ segments: { liked: { attribute: "liking", is: "atLeast", value: 1 } } });
  const score = { score: [{ when: { attribute: "gone", is: "known" }, points: 5 }] };
  await env.DB.prepare(
    `INSERT INTO attribute_definitions (shop, key, label, "group", type, options, formerly, computed, browser, personal, created_at)
     VALUES (?1, 'liking', 'Liking', 'Other', 'number', '[]', '[]', ?2, 0, 0, 0)`,
  )
    .bind(shop.id, JSON.stringify(score))
    .run();
  await env.DB.prepare("UPDATE shops SET revision = revision + 1 WHERE id = ?1").bind(shop.id).run();
  await publishShop(env, shop.id);
  expect(await segmentsOf(aBrowser(shop))).toEqual([]);
});
