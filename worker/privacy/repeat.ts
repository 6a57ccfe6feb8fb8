/**
 * After D1 was restored to an earlier time, the erasures that it forgot are repeated: by the ids of the profiles, and by
 * the identities, of which there are only keyed hashes.
 */
import { inArray } from "drizzle-orm";
import { dbOf } from "../db/client";
import { erasedIdentities, erasures } from "../db/privacy-schema";
import type { Env } from "../env";
import { configOf } from "../visit/config";
import type { KeptErasure } from "./beside-d1";
import { carryOut } from "./erase";
import { hashedWith } from "./erased";
import { emptyReceipt } from "./receipt";

const IDENTITIES_A_PAGE = 5_000;

/** Answers how many D1 had forgotten. */
export async function repeatErasures(env: Env, shop: string): Promise<number> {
  const kept = await configOf(env, shop).erasures();
  const known = await knownOf(
    env,
    kept.map(({ id }) => id),
  );
  const forgotten = kept.filter(({ id }) => !known.has(id));
  if (forgotten.length === 0) return 0;
  const found = await profilesByHash(env, shop, forgotten);
  for (const { id, at, profiles, hashes } of forgotten) {
    const all = [...new Set([...profiles, ...(found.get(id) ?? [])])];
    const db = dbOf(env);
    await db.batch([
      db
        .insert(erasures)
        .values({ ...{ id, shop, reason: "restore", at, profiles: all }, receipt: emptyReceipt() })
        .onConflictDoNothing(),
      ...hashes.map((one) =>
        db
          .insert(erasedIdentities)
          .values({ shop, ...one, erasure: id, at })
          .onConflictDoNothing(),
      ),
    ]);
    await carryOut(env, id);
  }
  return forgotten.length;
}

async function knownOf(env: Env, ids: string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let i = 0; i < ids.length; i += 90)
    for (const { id } of await dbOf(env)
      .select({ id: erasures.id })
      .from(erasures)
      .where(inArray(erasures.id, ids.slice(i, i + 90))))
      known.add(id);
  return known;
}

/** By erasure: who has an identity of those who were erased, and had it already then. */
async function profilesByHash(
  env: Env,
  shop: string,
  forgotten: readonly KeptErasure[],
): Promise<Map<string, string[]>> {
  const erasureOf = new Map(
    forgotten.flatMap((erasure) => erasure.hashes.map(({ hash }) => [hash, erasure] as const)),
  );
  const keys = new Set(forgotten.flatMap(({ hashes }) => hashes.map(({ key }) => key)));
  const found = new Map<string, string[]>();
  for (let after: [string, string, string] = ["", "", ""]; ; ) {
    const { results } = await env.DB.prepare(
      `SELECT kind, value, profile, at FROM identities WHERE shop = ?1 AND (kind, value, profile) > (?2, ?3, ?4)
       ORDER BY kind, value, profile LIMIT ${IDENTITIES_A_PAGE}`,
    )
      .bind(shop, ...after)
      .all<{ kind: string; value: string; profile: string; at: number }>();
    const names = results.map(({ kind, value }) => `${kind} ${value}`);
    for (const key of keys) {
      const hashes = await hashedWith(env, key, shop, names);
      hashes?.forEach((hash, i) => {
        const erasure = erasureOf.get(hash);
        const { profile, at } = results[i]!;
        if (erasure && at <= erasure.at) found.set(erasure.id, [...(found.get(erasure.id) ?? []), profile]);
      });
    }
    const last = results.at(-1);
    if (!last || results.length < IDENTITIES_A_PAGE) return found;
    after = [last.kind, last.value, last.profile];
  }
}
