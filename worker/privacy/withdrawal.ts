/** A shop may want everything erased of who takes their consent back: their shard says so, cron carries it out. */
import { emptyReceipt } from "./receipt";

/** Asked twice it is one. */
export async function askAfterWithdrawal(
  db: D1Database,
  shop: string,
  profile: string,
  now: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO erasures (id, shop, reason, profiles, at, receipt) VALUES (?1, ?2, 'withdrawal', ?3, ?4, ?5)
       ON CONFLICT DO NOTHING`,
    )
    .bind(`withdrawal-${profile}`, shop, JSON.stringify([profile]), now, JSON.stringify(emptyReceipt()))
    .run();
}
