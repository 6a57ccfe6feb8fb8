/**
 * Item sets stay fresh: when the catalogue changed or a discount began or ended, a shop's filters are resolved again,
 * and where they now find other products the shop is published, so that everyone is evaluated again.
 */
import type { Env } from "../env";
import { itemsAreOf } from "../products/resolve";
import { configOf } from "./config";
import { eachAlone } from "./each-alone";
import { publishShop, refuseTooLarge, SnapshotTooLarge, snapshotOf } from "./publish";
import type { Snapshot } from "./snapshot";

const AT_ONCE = 100;

export async function freshenItems(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM shops WHERE catalogue_revision > items_revision OR items_due_at <= ?1 LIMIT ?2",
  )
    .bind(now, AT_ONCE)
    .all<{ id: string }>();
  await eachAlone(results, ({ id }) => freshenShop(env, id, now));
}

async function freshenShop(env: Env, shop: string, now: number): Promise<void> {
  const [next, published] = await Promise.all([
    snapshotOf(env.DB, shop, now),
    configOf(env, shop).snapshot(),
  ]);
  const same = JSON.stringify(next.itemSets) === JSON.stringify(published?.itemSets);
  if (same || !published || !fits(next)) return itemsAreOf(env.DB, shop, next.catalogueRevision, now);
  await env.DB.prepare("UPDATE shops SET revision = revision + 1 WHERE id = ?1").bind(shop).run();
  await publishShop(env, shop, now);
}

/** What has become too large is left as it is; the next change in the panel says so. */
function fits(snapshot: Snapshot): boolean {
  try {
    refuseTooLarge(snapshot);
    return true;
  } catch (error) {
    if (!(error instanceof SnapshotTooLarge)) throw error;
    console.error(
      JSON.stringify({ event: "items not published", shop: snapshot.shop.id, error: error.message }),
    );
    return false;
  }
}
