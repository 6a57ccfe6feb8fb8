/** The newest documents of many profiles: of those that live in shards from there, of the others from D1. */
import { type Profile, readProfile } from "../../core/profiles/profile";
import type { Env } from "../env";
import { shardNamed } from "../visit/home";

export async function documentsOf(
  env: Env,
  shop: string,
  ids: readonly string[],
): Promise<Map<string, Profile>> {
  if (ids.length === 0) return new Map();
  const { results } = await env.DB.prepare(
    `SELECT p.id, p.home, d.document FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value
     JOIN profile_documents d ON d.num = p.num`,
  )
    .bind(shop, JSON.stringify(ids))
    .all<{ id: string; home: string | null; document: string }>();
  const read = results.map(async ({ id, home, document }): Promise<[string, Profile]> => {
    const stored = readProfile(document);
    if (!home) return [id, stored];
    // The platform's own type gives up on the document's recursive parts.
    const shard = shardNamed(env, home) as unknown as { document(id: string): Promise<Profile | undefined> };
    return [id, (await shard.document(id)) ?? stored];
  });
  return new Map(await Promise.all(read));
}
