/** API tokens: keys of the shop's servers, shown once, of which only a hash is kept. */
import { and, count, desc, eq, isNull } from "drizzle-orm";
import { newId } from "../../core/ids";
import { HOUR } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { apiTokens } from "../db/schema";
import { invalid, notFound } from "../http/errors";
import type { Scope } from "./scopes";

type Db = { DB: D1Database };

export interface Token {
  id: string;
  shop: string;
  name: string;
  scopes: readonly string[];
}

const MAX_TOKENS = 50;

const shown = {
  id: apiTokens.id,
  name: apiTokens.name,
  end: apiTokens.end,
  scopes: apiTokens.scopes,
  createdAt: apiTokens.createdAt,
  lastUsedAt: apiTokens.lastUsedAt,
  revokedAt: apiTokens.revokedAt,
};

export const tokensOf = (env: Db, shop: string) =>
  dbOf(env).select(shown).from(apiTokens).where(eq(apiTokens.shop, shop)).orderBy(desc(apiTokens.createdAt));

/** The token itself is in the answer, this once. */
export async function createToken(
  env: Db,
  shop: string,
  { name, scopes, by }: { name: string; scopes: Scope[]; by: string },
  now = Date.now(),
) {
  const [inForce] = await dbOf(env)
    .select({ n: count() })
    .from(apiTokens)
    .where(and(eq(apiTokens.shop, shop), isNull(apiTokens.revokedAt)));
  if (inForce!.n >= MAX_TOKENS)
    throw invalid({ path: "name", reason: `is one too many: a shop has at most ${MAX_TOKENS} in force` });
  // 160 random bits: nothing that could be guessed, so a plain hash keeps it.
  const token = `vt_${newId(32)}`;
  const row = {
    ...{ id: newId(), name, end: token.slice(-4), scopes: [...new Set(scopes)] },
    ...{ createdAt: now, lastUsedAt: null, revokedAt: null },
  };
  await dbOf(env)
    .insert(apiTokens)
    .values({ ...row, shop, createdBy: by, hash: await hashOf(token) });
  return { ...row, token };
}

export async function revokeToken(env: Db, shop: string, id: string, now = Date.now()): Promise<void> {
  const mine = and(eq(apiTokens.shop, shop), eq(apiTokens.id, id));
  const [known] = await dbOf(env).select({ revokedAt: apiTokens.revokedAt }).from(apiTokens).where(mine);
  if (!known) throw notFound("token");
  if (known.revokedAt === null) await dbOf(env).update(apiTokens).set({ revokedAt: now }).where(mine);
}

/** Undefined when there is none in force. */
export async function findToken(env: Db, token: string, now = Date.now()): Promise<Token | undefined> {
  if (!/^vt_[a-z0-9]{32}$/.test(token)) return undefined;
  const mine = and(eq(apiTokens.hash, await hashOf(token)), isNull(apiTokens.revokedAt));
  const [found] = await dbOf(env).select().from(apiTokens).where(mine);
  if (!found) return undefined;
  if ((found.lastUsedAt ?? 0) < now - HOUR)
    await dbOf(env).update(apiTokens).set({ lastUsedAt: now }).where(mine);
  const { id, shop, name, scopes } = found;
  return { id, shop, name, scopes };
}

async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
