/**
 * Profiles that D1 owns (imported, never seen in a browser) are evaluated here, with the very code of the shards:
 * after new rules in steps with a cursor, and when time changes a membership.
 *
 * A step is one transaction: what changed and how far it is. Its first statements fail, and undo all of it, when
 * somebody else was faster: another worker at the same step, newer rules, or a change of the very profile.
 */
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { type MembershipChange, updateMemberships } from "../../core/profiles/memberships";
import { type Profile, readProfile } from "../../core/profiles/profile";
import * as table from "../db/schema";
import type { Env } from "../env";
import { compiledFor } from "./compiled";
import { flushToD1 } from "./flush";
import type { CompiledSnapshot } from "./snapshot";

/** At most so many are read at once, */
const STEP = 500;
/** and about so many characters of them written: D1 takes parameters of 2 MB. */
const LENGTH_A_STEP = 500_000;
/** Somebody else changed a profile of the step: it is read again. */
const TRIES = 5;

type Job = typeof table.evaluations.$inferSelect;

/** Begins again for everyone, by the rules of this revision. Answers whether they are new. */
export async function startEvaluation(
  database: D1Database,
  shop: string,
  revision: number,
  now: number,
): Promise<boolean> {
  const newest = await jobOf(database, shop);
  if (newest && newest.revision >= revision) return false;
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
  return true;
}

/** Goes on for at most so many milliseconds. Answers whether all are done. */
export async function evaluateUnhomed(env: Env, shop: string, budget: number): Promise<boolean> {
  const until = Date.now() + budget;
  let job = await jobOf(env.DB, shop);
  if (!job || job.finishedAt !== null) return true;
  const compiled = await compiledFor(env, shop);
  // The rules of the edge are older or newer than the job: it is begun again, or goes on when they have come.
  if (compiled?.snapshot.rulesRevision !== job.revision) return false;
  let tries = 0;
  while (job.finishedAt === null && Date.now() < until) {
    const next = await step(env.DB, compiled, job);
    if (next) [job, tries] = [next, 0];
    else {
      const newest = await jobOf(env.DB, shop);
      if (newest?.revision !== job.revision || newest.cursor !== job.cursor || ++tries === TRIES)
        return false;
    }
  }
  return job.finishedAt !== null;
}

/** The job as it is after one more step; undefined when somebody else was faster. */
async function step(database: D1Database, compiled: CompiledSnapshot, job: Job): Promise<Job | undefined> {
  const now = Date.now();
  const documents = await documentsAfter(database, job.shop, job.cursor ?? "");
  const outcome = evaluate(compiled, documents, "rule", now);
  const { looked } = outcome;
  const next: Job = {
    ...job,
    cursor: documents[looked - 1]?.profile ?? job.cursor,
    done: job.done + looked,
    finishedAt: looked === documents.length && looked < STEP ? now : null,
  };
  const advance = database
    .prepare(
      `UPDATE evaluations SET cursor = ?4, done = ?5, finished_at = ?6,
         revision = CASE WHEN revision = ?2 AND cursor IS ?3 THEN revision END WHERE shop = ?1`,
    )
    .bind(job.shop, job.revision, job.cursor, next.cursor, next.done, next.finishedAt);
  return (await store(database, compiled, outcome, now, [advance])) ? next : undefined;
}

/** Moves these profiles, whose time has come. Those that somebody else changes meanwhile stay due. */
export async function evaluateDue(env: Env, shop: string, ids: string[], now: number): Promise<void> {
  const compiled = await compiledFor(env, shop);
  if (!compiled) return;
  let { results } = await env.DB.prepare(
    `SELECT p.id AS profile, p.version, p.next_change_at AS nextChangeAt, d.document
     FROM profiles p JOIN profile_documents d ON d.num = p.num
     WHERE p.shop = ?1 AND p.home IS NULL AND p.id IN (SELECT value FROM json_each(?2))`,
  )
    .bind(shop, JSON.stringify(ids))
    .all<Stored>();
  while (results.length > 0) {
    const outcome = evaluate(compiled, results, "time", now);
    await store(env.DB, compiled, outcome, now);
    results = results.slice(outcome.looked);
  }
}

interface Stored {
  profile: string;
  version: number;
  nextChangeAt: number | null;
  document: string;
}

interface Outcome {
  /** How many were looked at. */
  looked: number;
  moved: { profile: Profile; changes: MembershipChange[] }[];
  /** Not moved, but time may move them at another instant than before. */
  later: [id: string, nextChangeAt: number | null][];
  /** The versions that all of these are based on. */
  read: [id: string, version: number][];
}

/** Evaluates one after the other, as many as can be written at once. */
function evaluate(
  { segments, isStatic }: CompiledSnapshot,
  stored: readonly Stored[],
  cause: "rule" | "time",
  now: number,
): Outcome {
  const outcome: Outcome = { looked: 0, moved: [], later: [], read: [] };
  let length = 0;
  for (const { document, version, nextChangeAt } of stored) {
    if (length > LENGTH_A_STEP) break;
    outcome.looked++;
    const profile = readProfile(document);
    profile.version = version + 1;
    const changes = updateMemberships(profile, segments, isStatic, now, cause);
    const next = profile.nextChangeAt ?? null;
    if (changes.length > 0) {
      outcome.moved.push({ profile, changes });
      length += document.length;
    } else if (next !== nextChangeAt) outcome.later.push([profile.id, next]);
    else continue;
    outcome.read.push([profile.id, version]);
  }
  return outcome;
}

/** Answers false when nothing was written, as something is not the newest. */
async function store(
  database: D1Database,
  { snapshot, attributes, clock }: CompiledSnapshot,
  { moved, later, read }: Outcome,
  now: number,
  statements: D1PreparedStatement[] = [],
): Promise<boolean> {
  const shop = snapshot.shop.id;
  const first = [
    ...statements,
    ...(read.length > 0 ? [refuseChanged(database, shop, read)] : []),
    ...(later.length > 0 ? [changeLater(database, shop, later)] : []),
  ];
  try {
    if (moved.length > 0)
      await flushToD1(database, {
        ...{ shop, home: null, currency: snapshot.shop.currency, attributes, clock, now, first },
        rows: moved.map(({ profile, changes }) => ({ profile, entry: { changes } })),
      });
    else if (first.length > 0) await database.batch(first);
    return true;
  } catch (error) {
    if (String(error).includes("NOT NULL constraint failed")) return false;
    throw error;
  }
}

/** Fails when one of these profiles is not the version that was read, or has found a home. */
const refuseChanged = (database: D1Database, shop: string, read: [id: string, version: number][]) =>
  database
    .prepare(
      `UPDATE profiles SET version = NULL WHERE shop = ?1 AND id IN (SELECT value ->> 0 FROM json_each(?2))
       AND (home IS NOT NULL OR (id, version) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2)))`,
    )
    .bind(shop, JSON.stringify(read));

/**
 * Most new rules move few people, but change for many when time may: that is one column. LIMIT and IN make the
 * planner look each of them up: by itself it goes through the whole shop.
 */
const changeLater = (database: D1Database, shop: string, later: [id: string, at: number | null][]) =>
  database
    .prepare(
      `UPDATE profiles SET next_change_at = l.at
       FROM (SELECT value ->> 0 AS id, value ->> 1 AS at FROM json_each(?2) LIMIT -1) l
       WHERE profiles.shop = ?1 AND profiles.id = l.id AND profiles.id IN (SELECT value ->> 0 FROM json_each(?2))`,
    )
    .bind(shop, JSON.stringify(later));

async function documentsAfter(database: D1Database, shop: string, cursor: string): Promise<Stored[]> {
  const { results } = await database
    .prepare(
      `SELECT p.id AS profile, p.version, p.next_change_at AS nextChangeAt, d.document
       FROM profiles p JOIN profile_documents d ON d.num = p.num
       WHERE p.shop = ?1 AND p.id > ?2 AND p.home IS NULL ORDER BY p.id LIMIT ?3`,
    )
    .bind(shop, cursor, STEP)
    .all<Stored>();
  return results;
}

async function jobOf(database: D1Database, shop: string): Promise<Job | undefined> {
  const [job] = await drizzle(database)
    .select()
    .from(table.evaluations)
    .where(eq(table.evaluations.shop, shop));
  return job;
}
