/** The newest document of a profile, or of the one that it became part of: from the shard that owns it, else from D1. */
import { and, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { type Profile, readProfile } from "../../core/profiles/profile";
import * as table from "../db/schema";
import type { Env } from "../env";
import { shardNamed } from "./home";
import { rowInD1 } from "./moves-d1";

export async function currentProfile(env: Env, shop: string, id: string): Promise<Profile | undefined> {
  const found = await rowInD1(env.DB, shop, id);
  if (!found) return undefined;
  const row = await drizzle(env.DB)
    .select({ home: table.profiles.home, document: table.profileDocuments.document })
    .from(table.profiles)
    .innerJoin(table.profileDocuments, eq(table.profileDocuments.num, table.profiles.num))
    .where(and(eq(table.profiles.shop, shop), eq(table.profiles.id, found.id)))
    .get();
  if (!row) return undefined;
  const stored = readProfile(JSON.stringify(row.document));
  if (!row.home) return stored;
  // The platform's own type gives up on the document's recursive parts.
  const stub = shardNamed(env, row.home) as unknown as { document(id: string): Promise<Profile | undefined> };
  return (await stub.document(found.id)) ?? stored;
}
