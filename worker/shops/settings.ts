/** A shop's settings, domains and keys in D1. All that pages depend on changes through `changeShop`. */
import { and, asc, count, desc, eq, isNull, like, ne, sql } from "drizzle-orm";
import { readOrigin } from "../../core/shops/origin";
import { dbOf } from "../db/client";
import { evaluations, orders, shopDomains, shopKeys, shops } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound, Problem } from "../http/errors";
import { changeShop } from "./change";
import { BEGIN, type KeyKind, kindOfKey, newKey } from "./key";

export interface SettingsChange {
  name?: string;
  currency?: string;
  timeZone?: string;
  consent?: "required" | "not_required";
  withdrawal?: "keep" | "erase";
  clickDays?: number;
  viewDays?: number;
}

const MAX_DOMAINS = 50;
const MAX_KEYS = 10;

export async function settingsOf(env: Env, shop: string) {
  const db = dbOf(env);
  const [[row], [order], [evaluation]] = await db.batch([
    db.select().from(shops).where(eq(shops.id, shop)),
    db.select({ id: orders.id }).from(orders).where(eq(orders.shop, shop)).limit(1),
    db.select().from(evaluations).where(eq(evaluations.shop, shop)),
  ]);
  if (!row) throw notFound("shop");
  const { id, name, currency, timeZone, consent, clickDays, viewDays, paused, createdAt } = row;
  return {
    ...{
      id,
      name,
      currency,
      currencyFixed: order !== undefined,
      timeZone,
      consent,
      clickDays,
      viewDays,
      paused,
    },
    published: row.publishedRevision >= row.revision,
    evaluation: evaluation
      ? { done: evaluation.done, total: evaluation.total, finishedAt: evaluation.finishedAt }
      : null,
    createdAt,
  };
}

export async function changeSettings(env: Env, shop: string, change: SettingsChange): Promise<void> {
  const before = await settingsOf(env, shop);
  if (change.currency !== undefined && change.currency !== before.currency && before.currencyFixed)
    throw invalid({ path: "currency", reason: "cannot change any more: there are orders in it" });
  if (Object.keys(change).length === 0) return;
  await changeShop(env, shop, (db) => [db.update(shops).set(change).where(eq(shops.id, shop))]);
}

export async function setPaused(env: Env, shop: string, paused: boolean): Promise<void> {
  await changeShop(env, shop, (db) => [db.update(shops).set({ paused }).where(eq(shops.id, shop))]);
}

const domainColumns = { origin: shopDomains.origin, createdAt: shopDomains.createdAt };

export const domainsOf = (env: Env, shop: string) =>
  dbOf(env)
    .select(domainColumns)
    .from(shopDomains)
    .where(eq(shopDomains.shop, shop))
    .orderBy(asc(shopDomains.createdAt));

export async function addDomain(env: Env, shop: string, raw: string) {
  const read = readOrigin(raw);
  if ("reason" in read) throw invalid({ path: "origin", reason: read.reason });
  const { origin } = read;
  if ((await domainsOf(env, shop)).length >= MAX_DOMAINS)
    throw invalid({ path: "origin", reason: `is one too many: a shop has at most ${MAX_DOMAINS}` });
  await changeShop(env, shop, (db) => [
    db.insert(shopDomains).values({ shop, origin, createdAt: Date.now() }).onConflictDoNothing(),
  ]);
  const domain = (await domainsOf(env, shop)).find((row) => row.origin === origin);
  if (!domain) throw notFound("domain");
  return domain;
}

export async function removeDomain(env: Env, shop: string, origin: string): Promise<void> {
  const domains = await domainsOf(env, shop);
  if (!domains.some((domain) => domain.origin === origin)) throw notFound("domain");
  await changeShop(env, shop, (db) => [
    db.delete(shopDomains).where(and(eq(shopDomains.shop, shop), eq(shopDomains.origin, origin))),
  ]);
}

const keyColumns = { key: shopKeys.key, createdAt: shopKeys.createdAt, revokedAt: shopKeys.revokedAt };

export async function keysOf(env: Env, shop: string) {
  const keys = await dbOf(env)
    .select(keyColumns)
    .from(shopKeys)
    .where(eq(shopKeys.shop, shop))
    .orderBy(desc(shopKeys.createdAt));
  return keys.map((row) => ({ ...row, kind: kindOfKey(row.key) }));
}

export async function addKey(env: Env, shop: string, kind: KeyKind) {
  const inForce = (await keysOf(env, shop)).filter(({ revokedAt }) => revokedAt === null);
  if (inForce.length >= MAX_KEYS)
    throw invalid({ path: "key", reason: `is one too many: a shop has at most ${MAX_KEYS} in force` });
  const key = { key: newKey(shop, kind), createdAt: Date.now(), revokedAt: null };
  await changeShop(env, shop, (db) => [db.insert(shopKeys).values({ shop, ...key })]);
  return { ...key, kind };
}

export async function revokeKey(env: Env, shop: string, key: string): Promise<void> {
  const mine = and(eq(shopKeys.shop, shop), eq(shopKeys.key, key));
  const [before] = await dbOf(env).select(keyColumns).from(shopKeys).where(mine);
  if (!before) throw notFound("key");
  if (before.revokedAt !== null) return;
  // Two requests at once must not take the last two of the pages: the statement itself looks.
  await changeShop(env, shop, (db) => {
    const otherOfPages = db
      .select({ n: count() })
      .from(shopKeys)
      .where(
        and(
          eq(shopKeys.shop, shop),
          isNull(shopKeys.revokedAt),
          ne(shopKeys.key, key),
          like(shopKeys.key, `${BEGIN.page}%`),
        ),
      );
    return [
      db
        .update(shopKeys)
        .set({ revokedAt: Date.now() })
        .where(kindOfKey(key) === "write" ? mine : and(mine, sql`(${otherOfPages}) > 0`)),
    ];
  });
  const [after] = await dbOf(env).select(keyColumns).from(shopKeys).where(mine);
  if (after?.revokedAt === null)
    throw new Problem(
      "in-use",
      "This is the shop's last key for pages: make another one and put it into the pages first.",
    );
}
