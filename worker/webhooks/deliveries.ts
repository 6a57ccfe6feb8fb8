/** Deliveries come twice, and late: those that were taken are known by their id, things by their newest version. */
import type { Platform } from "../db/schema";
import type { Env } from "../env";

const DAY = 24 * 60 * 60 * 1000;
/** Shop systems give up long before (Shopify after two days). What is older is a replay, or of no use. */
export const OLDEST = 7 * DAY;

export async function wasTaken(env: Env, shop: string, platform: Platform, id: string): Promise<boolean> {
  const row = await env.DB.prepare(
    "SELECT 1 FROM webhook_deliveries WHERE shop = ?1 AND platform = ?2 AND id = ?3",
  )
    .bind(shop, platform, id)
    .first();
  return row !== null;
}

/** After its work is done: what fails comes again. */
export async function keepDelivery(env: Env, shop: string, platform: Platform, id: string, now: number) {
  await env.DB.prepare(
    "INSERT OR IGNORE INTO webhook_deliveries (shop, platform, id, at) VALUES (?1, ?2, ?3, ?4)",
  )
    .bind(shop, platform, id, now)
    .run();
}

/** Whether nothing newer was told of the thing; remembers it. The same version may be told again, as after a failure. */
export async function isNewest(
  env: Env,
  shop: string,
  platform: Platform,
  thing: string,
  version: number,
): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    `INSERT INTO webhook_versions (shop, platform, thing, version) VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER))
     ON CONFLICT (shop, platform, thing) DO UPDATE SET version = excluded.version
     WHERE excluded.version >= webhook_versions.version`,
  )
    .bind(shop, platform, thing, version)
    .run();
  return meta.changes > 0;
}

/** By cron. */
export async function forgetDeliveries(env: Env, now: number): Promise<void> {
  await env.DB.prepare(
    `DELETE FROM webhook_deliveries WHERE (shop, platform, id) IN
       (SELECT shop, platform, id FROM webhook_deliveries WHERE at < CAST(?1 AS INTEGER) LIMIT 5000)`,
  )
    .bind(now - OLDEST - DAY)
    .run();
}
