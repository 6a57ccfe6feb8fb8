/** The record of erasures: when, why, by whom, how many, and each with its receipt. Nothing of the people. */
import { and, desc, eq } from "drizzle-orm";
import { users } from "../db/auth-schema";
import { dbOf } from "../db/client";
import { erasures } from "../db/privacy-schema";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { BACKUPS_KEPT } from "./receipt";

const SHOWN = 100;

const rowsOf = (env: Env, shop: string, id?: string) =>
  dbOf(env)
    .select({ job: erasures, by: users.name })
    .from(erasures)
    .leftJoin(users, eq(users.id, erasures.member))
    .where(and(eq(erasures.shop, shop), id === undefined ? undefined : eq(erasures.id, id)))
    .orderBy(desc(erasures.at))
    .limit(SHOWN);

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

export async function listErasures(env: Env, shop: string) {
  return (await rowsOf(env, shop)).map(entryOf);
}

/** @throws Problem "not-found" */
export async function erasureOf(env: Env, shop: string, id: string) {
  return entryOf(await oneOf(env, shop, id));
}

/** @throws Problem "not-found" */
export async function receiptOf(env: Env, shop: string, id: string) {
  const row = await oneOf(env, shop, id);
  const { by, ...entry } = entryOf(row);
  const { shards, rows, anonymous, identities, namedIn } = row.job.receipt;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    about: "What was erased, where and when. It says nothing of the person.",
    erasure: entry.id,
    reason: entry.reason,
    askedBy: by,
    asked: iso(entry.at),
    done: iso(entry.doneAt),
    backupsExpire: iso(entry.backupsExpireAt),
    backups:
      "The platform can restore its databases to a time up to 30 days back. After a restore this erasure is to be repeated.",
    erased: { database: rows, shards },
    keptWithoutThePerson: anonymous,
    identitiesRememberedAsHashes: identities,
    stillNamedInRules: namedIn,
  };
}

async function oneOf(env: Env, shop: string, id: string): Promise<Row> {
  const [row] = await rowsOf(env, shop, id);
  if (!row) throw notFound("erasure");
  return row;
}

function entryOf({ job: { id, at, doneAt, reason, receipt }, by }: Row) {
  return {
    ...{ id, at, doneAt, reason, by },
    people: receipt.rows.profiles ?? 0,
    backupsExpireAt: doneAt === null ? null : doneAt + BACKUPS_KEPT,
    namedIn: receipt.namedIn,
  };
}
