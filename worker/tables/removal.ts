/** A table that is removed: the people who have rows of it are told to drop them, and then nothing is left of it. */
import { and, eq, isNotNull } from "drizzle-orm";
import { MINUTE } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { shopTables } from "../db/schema";
import type { Env } from "../env";
import { tellProfiles } from "../profiles/tell";
import { eachAlone } from "../visit/each-alone";

const AT_ONCE = 200;
const IN_A_CALL = 1_000;
/** Rows that were on their way when it was removed are in D1 by then (ms). */
const SETTLED = 10 * MINUTE;

/** Tells so many people; the rest by cron. Answers whether nobody has a row of it that D1 knows of. */
export async function dropRows(env: Env, shop: string, table: string, now = Date.now()): Promise<boolean> {
  for (let told = 0; told < IN_A_CALL; told += AT_ONCE) {
    const { results } = await env.DB.prepare(
      `SELECT DISTINCT p.id FROM table_rows r JOIN profiles p ON p.num = r.person
       WHERE r.shop = ?1 AND r.table_key = ?2 LIMIT ?3`,
    )
      .bind(shop, table, AT_ONCE)
      .all<{ id: string }>();
    if (results.length === 0) return true;
    await tellProfiles(
      env,
      shop,
      results.map(({ id }) => ({ profile: id, commands: [{ do: "drop", at: now, table }] })),
      "hand",
      now,
    );
    // Those who live in shards drop theirs at once, and D1 follows at their next flush; meanwhile they are found again.
    await env.DB.prepare(
      `DELETE FROM table_rows WHERE shop = ?1 AND table_key = ?2 AND person IN
       (SELECT p.num FROM json_each(?3) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value)`,
    )
      .bind(shop, table, JSON.stringify(results.map(({ id }) => id)))
      .run();
  }
  return false;
}

/** By cron: what removals left. */
export async function finishRemovals(env: Env, now: number): Promise<void> {
  const db = dbOf(env);
  const removed = await db.select().from(shopTables).where(isNotNull(shopTables.removedAt)).limit(20);
  await eachAlone(removed, async ({ shop, key, removedAt }) => {
    const done = await dropRows(env, shop, key, now);
    if (done && removedAt! < now - SETTLED)
      await db.delete(shopTables).where(and(eq(shopTables.shop, shop), eq(shopTables.key, key)));
  });
}
