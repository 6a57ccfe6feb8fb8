/**
 * Profiles that D1 owns (imported, never seen in a browser) are evaluated here, with the very code of the shards:
 * after new rules in steps with a cursor, so that a stop loses nothing, and when time changes a membership.
 */
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { updateMemberships } from "../../core/profiles/memberships";
import { readProfile } from "../../core/profiles/profile";
import * as table from "../db/schema";
import type { Env } from "../env";
import { configOf } from "./config";
import { flushToD1 } from "./flush";
import { type CompiledSnapshot, compileSnapshot } from "./snapshot";

const STEP = 250;

/** Begins again for everyone, by the rules of this revision. */
export async function startEvaluation(
  database: D1Database,
  shop: string,
  revision: number,
  now: number,
): Promise<void> {
  await database
    .prepare(
      `INSERT INTO evaluations (shop, revision, cursor, done, total, started_at, finished_at)
       SELECT ?1, ?2, '', 0, (SELECT count(*) FROM profiles WHERE shop = ?1 AND home IS NULL), ?3, NULL
       WHERE true
       ON CONFLICT (shop) DO UPDATE SET revision = ?2, cursor = '', done = 0, total = excluded.total, started_at = ?3, finished_at = NULL
       WHERE evaluations.revision < ?2`,
    )
    .bind(shop, revision, now)
    .run();
}

/** Goes on for at most so many milliseconds. Answers whether all are done. */
export async function evaluateUnhomed(env: Env, shop: string, budget: number): Promise<boolean> {
  const db = drizzle(env.DB);
  const [job] = await db.select().from(table.evaluations).where(eq(table.evaluations.shop, shop));
  if (!job || job.finishedAt !== null) return true;
  const compiled = await compiledFor(env, shop);
  if (!compiled) return true;
  const until = Date.now() + budget;
  let { cursor, done } = job;
  while (Date.now() < until) {
    const documents = await documentsAfter(env.DB, shop, cursor ?? "");
    await evaluate(
      env.DB,
      compiled,
      documents.map(({ document }) => document),
      "rule",
      Date.now(),
    );
    done += documents.length;
    cursor = documents.at(-1)?.profile ?? cursor;
    const finished = documents.length < STEP;
    await env.DB.prepare(
      "UPDATE evaluations SET cursor = ?3, done = ?4, finished_at = ?5 WHERE shop = ?1 AND revision = ?2",
    )
      .bind(shop, job.revision, cursor, done, finished ? Date.now() : null)
      .run();
    if (finished) return true;
  }
  return false;
}

/** Moves these profiles, whose time has come. */
export async function evaluateDue(env: Env, shop: string, ids: string[], now: number): Promise<void> {
  const compiled = await compiledFor(env, shop);
  if (!compiled) return;
  const { results } = await env.DB.prepare(
    `SELECT d.document FROM profiles p JOIN profile_documents d ON d.num = p.num
     WHERE p.shop = ?1 AND p.id IN (SELECT value FROM json_each(?2))`,
  )
    .bind(shop, JSON.stringify(ids))
    .all<{ document: string }>();
  await evaluate(
    env.DB,
    compiled,
    results.map(({ document }) => document),
    "time",
    now,
  );
}

async function evaluate(
  database: D1Database,
  compiled: CompiledSnapshot,
  documents: string[],
  cause: "rule" | "time",
  now: number,
) {
  const { snapshot, segments, attributes, isStatic } = compiled;
  const changed = documents.flatMap((json) => {
    const profile = readProfile(json);
    const before = profile.nextChangeAt;
    profile.version++;
    const changes = updateMemberships(profile, segments, isStatic, now, cause);
    return changes.length > 0 || profile.nextChangeAt !== before ? [{ profile, changes }] : [];
  });
  if (changed.length === 0) return;
  await flushToD1(database, {
    shop: snapshot.shop.id,
    home: null,
    currency: snapshot.shop.currency,
    attributes,
    rows: changed.map(({ profile, changes }) => ({ profile, entry: { changes } })),
    now,
  });
}

async function documentsAfter(database: D1Database, shop: string, cursor: string) {
  const { results } = await database
    .prepare(
      `SELECT p.id AS profile, d.document FROM profiles p JOIN profile_documents d ON d.num = p.num
       WHERE p.shop = ?1 AND p.id > ?2 AND p.home IS NULL ORDER BY p.id LIMIT ?3`,
    )
    .bind(shop, cursor, STEP)
    .all<{ profile: string; document: string }>();
  return results;
}

async function compiledFor(env: Env, shop: string): Promise<CompiledSnapshot | undefined> {
  const snapshot = await configOf(env, shop).snapshot();
  return snapshot ? compileSnapshot(snapshot, Date.now()) : undefined;
}
