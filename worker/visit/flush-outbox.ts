/** One batch of a shard's outbox to D1. */
import type { Env } from "../env";
import { settle } from "../profiles/settle";
import { tellProfiles } from "../profiles/tell";
import type { Erasing } from "./erasing";
import { flushToD1, type Moved } from "./flush";
import { erasedOf, isOfErased } from "./flush-erased";
import type { ShardStore } from "./shard-store";
import type { CompiledSnapshot } from "./snapshot";

/** Under load, more of one visitor's requests go together. */
const WAIT_WHEN_BUSY = 4000;
/** So many changed profiles are load. */
const BUSY = 50;
const LENGTH_A_FLUSH = 600_000;

interface Parts {
  store: ShardStore;
  erasing: Erasing;
  compiled: CompiledSnapshot;
}

/** What could not be delivered before, else what waits long enough. Answers whether more could go. */
export async function flushOutbox(
  env: Env,
  { store, erasing, compiled: { snapshot, attributes, clock } }: Parts,
  home: string,
): Promise<boolean> {
  const { id: shop, currency } = snapshot.shop;
  const now = Date.now();
  const before = store.waiting < BUSY ? Infinity : now - WAIT_WHEN_BUSY;
  const rows = store.outbox.isEmpty
    ? store.checkpoint(now, before, LENGTH_A_FLUSH)
    : store.outbox.oldest(LENGTH_A_FLUSH);
  if (rows.length === 0) return false;
  let moved: Moved;
  try {
    moved = await flushToD1(env.DB, { shop, home, currency, attributes, clock, rows, now });
  } catch (error) {
    if (!isOfErased(error)) throw error;
    // This shard does not know of it: it was restored from a time before.
    const ids = rows.map(({ profile }) => profile.id);
    erasing.eraseAll(await erasedOf(env.DB, shop, ids), [], now);
    return true;
  }
  store.outbox.delivered(rows.at(-1)!.seq);
  await settle(env, shop, moved, tellProfiles);
  return !store.outbox.isEmpty || (store.waitingSince ?? Infinity) < before;
}
