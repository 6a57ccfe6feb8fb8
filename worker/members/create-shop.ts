/**
 * Makes a shop with its organisation, first key and domain, and the owner who signs in to it. Free of HTTP: the
 * set-up link and the local seed script both call it. Nothing is published here.
 */

import { hashPassword } from "better-auth/crypto";
import { eq, sql } from "drizzle-orm";
import { newId } from "../../core/ids";
import { accounts, members, organizations, users } from "../db/auth-schema";
import { batch, dbOf, type Statement } from "../db/client";
import { shopDomains, shopKeys, shops } from "../db/schema";
import { newKey, newShopId } from "../shops/key";
import type { Role } from "./roles";

export interface MembersEnv {
  DB: D1Database;
  AUTH_SECRET: string;
}

export interface ShopInput {
  name: string;
  /** ISO 4217, such as EUR. */
  currency: string;
  /** IANA name, such as Europe/Berlin. */
  timeZone: string;
  consent: "required" | "not_required";
  /** First origin whose pages may send signals. */
  origin: string;
  /** Fixed id and key, for the demo. */
  id?: string;
  key?: string;
  /** Number of profile shards in each region; fixed for ever. */
  shards?: number;
}

export interface OwnerInput {
  name: string;
  email: string;
  password: string;
}

const SHARDS = 4;

export async function createShop(
  env: MembersEnv,
  input: ShopInput,
  now = Date.now(),
): Promise<{ id: string; key: string }> {
  const { id, key, statements } = shopStatements(env, input, now);
  await batch(dbOf(env), statements);
  return { id, key };
}

/** Makes somebody who can sign in. Refused by D1 when the email is taken. */
export async function createUser(
  env: MembersEnv,
  input: OwnerInput,
  now = Date.now(),
): Promise<{ id: string }> {
  const { id, statements } = await userStatements(env, input, now);
  await batch(dbOf(env), statements);
  return { id };
}

/** A shop together with its owner: both, or nothing. */
export async function createShopWithOwner(
  env: MembersEnv,
  shop: ShopInput,
  owner: OwnerInput,
  now = Date.now(),
): Promise<{ id: string; key: string }> {
  const made = shopStatements(env, shop, now);
  const user = await userStatements(env, owner, now);
  await batch(dbOf(env), [
    ...made.statements,
    ...user.statements,
    memberStatement(env, made.id, user.id, "owner", now),
  ]);
  return { id: made.id, key: made.key };
}

export async function addMember(env: MembersEnv, shop: string, user: string, role: Role, now = Date.now()) {
  await batch(dbOf(env), [memberStatement(env, shop, user, role, now)]);
}

export async function emailIsTaken(env: MembersEnv, email: string): Promise<boolean> {
  const db = dbOf(env);
  const found = await db.select({ id: users.id }).from(users).where(eq(users.email, email.toLowerCase()));
  return found.length > 0;
}

function shopStatements(env: MembersEnv, input: ShopInput, now: number) {
  const db = dbOf(env);
  const id = input.id ?? newShopId();
  const key = input.key ?? newKey(id);
  const { name, currency, timeZone, consent, origin } = input;
  const statements: Statement[] = [
    db.insert(organizations).values({ id, name, slug: id, createdAt: new Date(now) }),
    db.insert(shops).values({
      id,
      number: sql`(SELECT coalesce(max(number), 0) + 1 FROM shops)`,
      name,
      currency,
      timeZone,
      consent,
      shards: input.shards ?? SHARDS,
      revision: 1,
      createdAt: now,
    }),
    db.insert(shopKeys).values({ key, shop: id, createdAt: now }),
    db.insert(shopDomains).values({ shop: id, origin, createdAt: now }),
  ];
  return { id, key, statements };
}

async function userStatements(env: MembersEnv, { name, email, password }: OwnerInput, now: number) {
  const db = dbOf(env);
  const id = newId(20);
  const at = { createdAt: new Date(now), updatedAt: new Date(now) };
  const hash = await hashPassword(password);
  const statements: Statement[] = [
    db.insert(users).values({ id, name, email: email.toLowerCase(), ...at }),
    db.insert(accounts).values({
      id: newId(20),
      accountId: id,
      providerId: "credential",
      userId: id,
      password: hash,
      ...at,
    }),
  ];
  return { id, statements };
}

const memberStatement = (env: MembersEnv, shop: string, user: string, role: Role, now: number): Statement =>
  dbOf(env)
    .insert(members)
    .values({ id: newId(20), organizationId: shop, userId: user, role, createdAt: new Date(now) });
