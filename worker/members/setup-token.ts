/** One-time set-up links: made by `npm run deploy`, used once, valid for a day. Only a hash of the token is kept. */
import { and, eq, gt, isNull } from "drizzle-orm";
import { dbOf } from "../db/client";
import { setupTokens } from "../db/schema";

const LIFETIME = 24 * 60 * 60 * 1000;

/** A new token: 256 random bits, to be put behind `/admin/set-up#`. */
export async function createSetupToken(env: { DB: D1Database }, now = Date.now()): Promise<string> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const token = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  await dbOf(env)
    .insert(setupTokens)
    .values({ hash: await hashOf(token), createdAt: now, expiresAt: now + LIFETIME });
  return token;
}

/** Takes the token for good: of any number of requests at the same instant, one gets it. */
export async function takeSetupToken(env: { DB: D1Database }, token: string, now: number): Promise<boolean> {
  const taken = await dbOf(env)
    .update(setupTokens)
    .set({ usedAt: now })
    .where(good(await hashOf(token), now))
    .returning({ hash: setupTokens.hash });
  return taken.length === 1;
}

/** Whether the token could be taken now. Takes nothing. */
export async function setupTokenIsGood(
  env: { DB: D1Database },
  token: string,
  now: number,
): Promise<boolean> {
  const found = await dbOf(env)
    .select({ hash: setupTokens.hash })
    .from(setupTokens)
    .where(good(await hashOf(token), now));
  return found.length === 1;
}

/** Gives it back when what it was taken for could not be done. */
export async function returnSetupToken(env: { DB: D1Database }, token: string): Promise<void> {
  await dbOf(env)
    .update(setupTokens)
    .set({ usedAt: null })
    .where(eq(setupTokens.hash, await hashOf(token)));
}

const good = (hash: string, now: number) =>
  and(eq(setupTokens.hash, hash), isNull(setupTokens.usedAt), gt(setupTokens.expiresAt, now));

async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
