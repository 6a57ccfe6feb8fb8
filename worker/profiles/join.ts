/** Profiles that are one person become one: the shard of one of the two drives it (`worker/visit/merging.ts`). */
import type { Env } from "../env";
import { compiledFor } from "../visit/compiled";
import { homeOf, shardNamed } from "../visit/home";

/** Where a merge is driven from when neither lives anywhere yet. Their browsers find them there. */
const REGION = "weur";

export type Pair = [one: string, other: string];

/** Begins it. Two who are one already, and those who are gone, are passed over: said again it changes nothing. */
export async function join(env: Env, shop: string, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const now = await profilesNow(env.DB, shop, [...new Set(pairs.flat())]);
  const compiled = await compiledFor(env, shop);
  if (!compiled) throw new Error(`shop ${shop} has no configuration`);
  const { revision, shop: header } = compiled.snapshot;
  const byDriver = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const [one, other] = pair.map((id) => now.get(id));
    if (!one || !other || one.id === other.id) continue;
    const name = one.home ?? other.home ?? homeOf(shop, REGION, one.id, header.shards);
    byDriver.set(name, [...(byDriver.get(name) ?? []), [one.id, other.id]]);
  }
  for (const [name, all] of byDriver) await shardNamed(env, name).join({ shop, name, revision }, all);
}

/** Each profile, or the one that it became part of. */
export async function profilesNow(db: D1Database, shop: string, ids: readonly string[]) {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE became (asked, id) AS (SELECT value, value FROM json_each(?2) UNION
         SELECT became.asked, m.survivor FROM became JOIN merges m
         ON m.shop = ?1 AND m.loser = became.id AND m.undone_at IS NULL)
       SELECT became.asked, p.id, p.home FROM became CROSS JOIN profiles p ON p.shop = ?1 AND p.id = became.id`,
    )
    .bind(shop, JSON.stringify(ids))
    .all<{ asked: string; id: string; home: string | null }>();
  return new Map(results.map(({ asked, ...profile }) => [asked, profile]));
}
