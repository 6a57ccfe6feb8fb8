/** Connections to shop systems: the secret that signs their webhooks, and how the last deliveries went. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { dbOf } from "../db/client";
import { connections, type Platform, privacyRequests } from "../db/schema";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { seal, unseal } from "../secrets";

const MINUTE = 60_000;

const mine = (shop: string, platform: Platform) =>
  and(eq(connections.shop, shop), eq(connections.platform, platform));
const placeOf = (shop: string, platform: Platform) => `${shop} ${platform}`;

/** Never the secret. */
export async function connectionsOf(env: Env, shop: string) {
  const [rows, requests] = await dbOf(env).batch([
    dbOf(env)
      .select({
        platform: connections.platform,
        createdAt: connections.createdAt,
        uninstalledAt: connections.uninstalledAt,
        lastAt: connections.lastAt,
        lastTopic: connections.lastTopic,
        taken: connections.taken,
        lastErrorAt: connections.lastErrorAt,
        lastError: connections.lastError,
      })
      .from(connections)
      .where(eq(connections.shop, shop)),
    dbOf(env)
      .select({
        id: privacyRequests.id,
        platform: privacyRequests.platform,
        kind: privacyRequests.kind,
        requestedAt: privacyRequests.requestedAt,
      })
      .from(privacyRequests)
      .where(and(eq(privacyRequests.shop, shop), isNull(privacyRequests.doneAt)))
      .orderBy(asc(privacyRequests.requestedAt))
      .limit(100),
  ]);
  return { connections: rows, privacyRequests: requests };
}

/** Connects, or takes a new secret. */
export async function connect(
  env: Env,
  shop: string,
  platform: Platform,
  secret: string,
  now = Date.now(),
): Promise<void> {
  const sealed = await seal(env, secret, placeOf(shop, platform));
  await dbOf(env)
    .insert(connections)
    .values({ shop, platform, secret: sealed, createdAt: now })
    .onConflictDoUpdate({
      target: [connections.shop, connections.platform],
      set: { secret: sealed, uninstalledAt: null, lastError: null, lastErrorAt: null },
    });
}

export async function disconnect(env: Env, shop: string, platform: Platform): Promise<void> {
  const gone = await dbOf(env)
    .delete(connections)
    .where(mine(shop, platform))
    .returning({ shop: connections.shop });
  if (gone.length === 0) throw notFound("connection");
}

/** Undefined when there is no such connection. */
export async function secretOf(env: Env, shop: string, platform: Platform): Promise<string | undefined> {
  const [row] = await dbOf(env)
    .select({ secret: connections.secret })
    .from(connections)
    .where(mine(shop, platform));
  return row && unseal(env, row.secret, placeOf(shop, platform));
}

export async function noteTaken(env: Env, shop: string, platform: Platform, topic: string, now: number) {
  await dbOf(env)
    .update(connections)
    .set({ lastAt: now, lastTopic: topic, taken: sql`${connections.taken} + 1` })
    .where(mine(shop, platform));
}

/** At most one a minute is kept: anybody can send what is not signed. */
export async function noteError(env: Env, shop: string, platform: Platform, error: string, now: number) {
  await dbOf(env)
    .update(connections)
    .set({ lastErrorAt: now, lastError: error })
    .where(
      and(
        mine(shop, platform),
        sql`coalesce(${connections.lastErrorAt}, 0) < CAST(${now - MINUTE} AS INTEGER)`,
      ),
    );
}

export async function noteUninstalled(env: Env, shop: string, platform: Platform, now: number) {
  await dbOf(env).update(connections).set({ uninstalledAt: now }).where(mine(shop, platform));
}
