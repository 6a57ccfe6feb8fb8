/** Erasures are also kept in the shop's Config object: a restore of D1 forgets those since. */
import { eq } from "drizzle-orm";
import { dbOf } from "../db/client";
import { erasedIdentities, type erasures } from "../db/privacy-schema";
import type { Env } from "../env";
import { configOf } from "../visit/config";

export interface KeptErasure {
  id: string;
  at: number;
  profiles: string[];
  hashes: { key: string; hash: string }[];
}

export async function keepBesideD1(
  env: Env,
  { id, shop, at, profiles }: typeof erasures.$inferSelect,
): Promise<void> {
  const hashes = await dbOf(env)
    .select({ key: erasedIdentities.key, hash: erasedIdentities.hash })
    .from(erasedIdentities)
    .where(eq(erasedIdentities.erasure, id));
  await configOf(env, shop).keepErasure({ id, at, profiles, hashes });
}
