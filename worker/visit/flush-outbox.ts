/** One batch of a shard's outbox to D1. */
import type { Env } from "../env";
import { settle } from "../profiles/settle";
import { tellProfiles } from "../profiles/tell";
import type { Erasing } from "./erasing";
import { flushToD1, type Moved } from "./flush";
import { erasedOf, isOfErased } from "./flush-erased";
import type { Outbox, OutboxRow } from "./outbox";
import type { ShardStore } from "./shard-store";
import type { CompiledSnapshot } from "./snapshot";

/** Under load, more of one visitor's requests go together. */
const WAIT_WHEN_BUSY = 4000;
/** So many changed profiles are load. */
const BUSY = 50;
const LENGTH_A_FLUSH = 600_000;

/** After so many failures it is looked at whether it is for one person that D1 refuses all. */
const PATIENCE = 3;

interface Parts {
  store: ShardStore;
  erasing: Erasing;
  compiled: CompiledSnapshot;
  /** How often it failed since it last succeeded. */
  failures: number;
}

/** What could not be delivered before, else what waits long enough. Answers whether more could go. */
export async function flushOutbox(
  env: Env,
  { store, erasing, failures, compiled: { snapshot, attributes, clock } }: Parts,
  home: string,
): Promise<boolean> {
  const { id: shop, currency } = snapshot.shop;
  const now = Date.now();
  const before = store.waiting < BUSY ? Infinity : now - WAIT_WHEN_BUSY;
  const { outbox } = store;
  const waiting = outbox.isEmpty
    ? store.checkpoint(now, before, LENGTH_A_FLUSH)
    : outbox.oldest(LENGTH_A_FLUSH);
  const rows = waiting.filter(({ profile }) => !outbox.isAside(profile.id));
  if (rows.length === 0) return false;
  const flush = (some: OutboxRow[]) =>
    flushToD1(env.DB, { shop, home, currency, attributes, clock, rows: some, now });
  let taken: Taken;
  try {
    taken = { moved: await flush(rows), rows };
  } catch (error) {
    if (isOfErased(error)) {
      // This shard does not know of it: it was restored from a time before.
      const ids = rows.map(({ profile }) => profile.id);
      erasing.eraseAll(await erasedOf(env.DB, shop, ids), [], now);
      return true;
    }
    if (failures < PATIENCE) throw error;
    taken = await flushEach(env.DB, rows, flush, outbox, error);
  }
  outbox.delivered(taken.rows.map(({ seq }) => seq));
  await settle(env, shop, taken.moved, tellProfiles);
  return !outbox.isEmpty || (store.waitingSince ?? Infinity) < before;
}

interface Taken {
  moved: Moved;
  /** Those that D1 has now. */
  rows: readonly OutboxRow[];
}

/** Row by row. Whose rows D1 refuses while it takes others', they are set aside: kept, and tried again later. */
async function flushEach(
  db: D1Database,
  rows: readonly OutboxRow[],
  flush: (rows: OutboxRow[]) => Promise<Moved>,
  outbox: Outbox,
  error: unknown,
): Promise<Taken> {
  await db.prepare("SELECT 1").run();
  const refused = new Set<string>();
  const taken: Taken = { moved: { orders: false, rows: false }, rows: [] };
  for (const row of rows) {
    const { id } = row.profile;
    if (refused.has(id)) continue;
    const moved = await flush([row]).catch(() => undefined);
    if (!moved) refused.add(id);
    else
      Object.assign(taken, {
        moved: { orders: taken.moved.orders || moved.orders, rows: taken.moved.rows || moved.rows },
        rows: [...taken.rows, row],
      });
  }
  // Refused are all: it is not for one of them.
  if (taken.rows.length === 0 && refused.size > 1) throw error;
  for (const id of refused) outbox.setAside(id, Date.now());
  console.error(JSON.stringify({ event: "rows set aside", people: refused.size, error: String(error) }));
  return taken;
}
