/** D1 refuses the rows of one person: nobody else waits for them, and nothing of them is lost. */
import { abortAllDurableObjects, env, runDurableObjectAlarm } from "cloudflare:test";
import { expect, it } from "vitest";
import { aBrowser, aShop, change, flushed, pageView } from "../testing/shop";

it("others go on while one person's rows are refused, and theirs follow when they are taken", async () => {
  const shop = await aShop();
  await env.DB.prepare("UPDATE shops SET shards = 1 WHERE id = ?1").bind(shop.id).run();
  await change(shop, {});
  const pages = async () => {
    const { results } = await env.DB.prepare(
      "SELECT page_views AS pages FROM profiles WHERE shop = ?1 ORDER BY page_views",
    )
      .bind(shop.id)
      .all<{ pages: number }>();
    return results.map((row) => row.pages);
  };
  const [one, other] = [aBrowser(shop), aBrowser(shop)];
  await one.tell(pageView);
  await flushed();
  await env.DB.prepare(
    "CREATE TRIGGER refuse BEFORE UPDATE ON profiles WHEN NEW.page_views = 2 BEGIN SELECT RAISE(ABORT, 'no'); END",
  ).run();
  await one.tell(pageView);
  await other.tell(pageView);
  const { name } = (await env.DB.prepare("SELECT home AS name FROM profiles WHERE shop = ?1")
    .bind(shop.id)
    .first<{ name: string }>())!;
  const shard = env.SHARDS.get(env.SHARDS.idFromName(name));
  for (let tries = 0; tries < 6; tries++) await runDurableObjectAlarm(shard);
  expect(await pages()).toEqual([1, 1]);

  await env.DB.prepare("DROP TRIGGER refuse").run();
  // Tried again after an hour, or a restart.
  await abortAllDurableObjects();
  await one.tell(pageView);
  await flushed();
  expect(await pages()).toEqual([1, 3]);
  const { results } = await env.DB.prepare(
    "SELECT kind FROM activities WHERE shop = ?1 AND kind = 'viewed_page'",
  )
    .bind(shop.id)
    .all();
  expect(results).toHaveLength(4);
});
