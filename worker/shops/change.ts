/**
 * The one way to change what belongs into a shop's snapshot: the change and the shop's higher revision are one
 * transaction, and publishing follows. Whoever goes through here cannot forget either.
 */
import { eq, sql } from "drizzle-orm";
import { batch, type Db, dbOf, type Statement } from "../db/client";
import { shops } from "../db/schema";
import type { Env } from "../env";
import { Problem } from "../http/errors";
import { describe, write } from "../http/log";
import { publishShop, SnapshotTooLarge } from "../visit/publish";
import { MAX_SNAPSHOT_BYTES } from "../visit/snapshot";

/** Runs the statements; answers what each of them gave, in order. */
export async function changeShop(
  env: Env,
  shop: string,
  statements: (db: Db) => readonly Statement[],
): Promise<unknown[]> {
  const db = dbOf(env);
  const raise = db
    .update(shops)
    .set({ revision: sql`${shops.revision} + 1` })
    .where(eq(shops.id, shop));
  const [, ...results] = await batch(db, [raise, ...statements(db)]);
  await publish(env, shop);
  return results;
}

/** The change is stored by now: if the edge cannot be told at once, cron does it (its revision is behind). */
export async function publish(env: Env, shop: string): Promise<void> {
  try {
    await publishShop(env, shop);
  } catch (error) {
    if (error instanceof SnapshotTooLarge)
      throw new Problem(
        "snapshot-too-large",
        `The change is stored but not in effect: all segments and live messages together have ${error.bytes} bytes, more than ${MAX_SNAPSHOT_BYTES}${
          error.itemBytes > MAX_SNAPSHOT_BYTES / 2
            ? ` (${error.itemBytes} of them are ids of products that their filters find: narrow these)`
            : ""
        }. Shorten lists of values, or archive what is not needed.`,
      );
    write("error", { event: "publish", shop, ...describe(error) });
  }
}
