/**
 * Who was erased, by email, phone or customer id: only hashes with a key that follows from the Worker's secret are
 * kept, so that the same identity is recognised and none can be read.
 */
import { newId } from "../../core/ids";
import type { Identity } from "../../core/profiles/profile";
import type { Env } from "../env";
import { keyOf } from "../profiles/recognise";
import { hmacKey } from "../shops/identify-secret";

export type Named = Pick<Identity, "kind" | "value">;
type Keys = Pick<Env, "AUTH_SECRET" | "AUTH_SECRET_BEFORE">;

/** Answers those of the identities, as `kind value`, whose people were erased. */
export async function erasedAmong(
  env: Keys & { DB: D1Database },
  shop: string,
  identities: readonly Named[],
): Promise<Set<string>> {
  if (identities.length === 0) return new Set();
  const names = [...new Set(identities.map(keyOf))];
  const found = new Set<string>();
  for (const secret of [env.AUTH_SECRET, env.AUTH_SECRET_BEFORE]) {
    if (!secret) continue;
    const { key, hashes } = await hashed(secret, shop, names);
    const { results } = await env.DB.prepare(
      `SELECT hash FROM erased_identities WHERE shop = ?1 AND key = ?2 AND hash IN (SELECT value FROM json_each(?3))`,
    )
      .bind(shop, key, JSON.stringify(hashes))
      .all<{ hash: string }>();
    const known = new Set(results.map(({ hash }) => hash));
    names.forEach((name, i) => {
      if (known.has(hashes[i]!)) found.add(name);
    });
  }
  return found;
}

/** Remembers identities, as `kind value`, under an erasure. */
export async function rememberErased(
  env: Keys & { DB: D1Database },
  shop: string,
  erasure: string,
  names: readonly string[],
  at: number,
): Promise<void> {
  if (names.length === 0) return;
  const { key, hashes } = await hashed(env.AUTH_SECRET, shop, names);
  await env.DB.prepare(
    `INSERT INTO erased_identities (shop, key, hash, erasure, at)
     SELECT ?1, ?2, value, ?4, ?5 FROM json_each(?3) WHERE true
     ON CONFLICT (shop, key, hash) DO UPDATE SET at = excluded.at`,
  )
    .bind(shop, key, JSON.stringify(hashes), erasure, at)
    .run();
}

/** Hashes of the identities, `kind value`, with the key of this name; undefined when its secret is gone. */
export async function hashedWith(
  env: Keys,
  key: string,
  shop: string,
  names: readonly string[],
): Promise<string[] | undefined> {
  for (const secret of [env.AUTH_SECRET, env.AUTH_SECRET_BEFORE]) {
    const made = secret && (await hashed(secret, shop, names));
    if (made && made.key === key) return made.hashes;
  }
  return undefined;
}

/** The key's own name says which secret it follows from, and nothing of it. */
async function hashed(secret: string, shop: string, names: readonly string[]) {
  const key = await hmacKey(secret);
  const sign = async (text: string) =>
    [...new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`erased ${text}`)))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  const name = (await sign("key")).slice(0, 8);
  return { key: name, hashes: await Promise.all(names.map((one) => sign(`${shop} ${one}`))) };
}

export const newErasure = (): string => newId(12);
