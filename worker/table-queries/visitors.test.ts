/** Rows that a query finds of people who are in the shop: their shard has them, and decides every signal with them. */
import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { aBrowser, aShop, change, flushed, pageView } from "../testing/shop";
import { everyMinute } from "../visit/cron";
import { saveQuery } from "./queries";

it("move visitors between segments, each with rows of their own, and go when nothing is found any more", async () => {
  const shop = await aShop();
  const [one, other] = [aBrowser(shop), aBrowser(shop)];
  for (const browser of [one, other]) await browser.tell(pageView);
  await flushed();
  const ask = (days: number) => ({
    label: "Paths",
    query: {
      from: { did: "viewed_page" as const, during: { inTheLast: [days, "days"] as [number, "days"] } },
      by: "name" as const,
      columns: [{ measure: "count" as const }],
    },
    schedule: null,
    mostRead: 100_000,
  });
  const run = async () => {
    await everyMinute(env, Date.now());
    await flushed();
  };
  await saveQuery(env, shop.id, "paths", ask(30));
  await change(shop, {
    segments: { readers: { has: "paths", where: [{ column: "count", is: "atLeast", value: 1 }] } },
  });
  await run();
  const rows = async () =>
    (
      await env.DB.prepare("SELECT row, cells ->> '$.count' AS count FROM table_rows WHERE shop = ?1")
        .bind(shop.id)
        .all()
    ).results;
  expect(await rows()).toEqual([
    { row: "/p/tent", count: 1 },
    { row: "/p/tent", count: 1 },
  ]);
  expect(await env.DB.prepare("SELECT count(*) AS n FROM row_moves").first("n")).toBe(0);
  for (const browser of [one, other])
    expect((await browser.tell(pageView)).body.segments).toEqual(["readers"]);
  await env.DB.prepare("UPDATE activities SET at = at - 40 * 86400000 WHERE shop = ?1").bind(shop.id).run();
  await saveQuery(env, shop.id, "paths", ask(29));
  await run();
  expect(await rows()).toEqual([]);
  for (const browser of [one, other]) expect((await browser.tell(pageView)).body.segments).toEqual([]);
});
