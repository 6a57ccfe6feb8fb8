/**
 * What a shop keeps for how long: unidentified people who were not seen for some months are erased, and signals that
 * are older are forgotten; orders stay. First it is seen what would go; then cron does it in steps.
 */
import { and, eq, isNotNull, lte, or } from "drizzle-orm";
import { monthsBefore } from "../../core/privacy/months";
import { BEHAVIOUR } from "../../core/profiles/fold-history";
import { DAY } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { erasures, shops } from "../db/schema";
import type { Env } from "../env";
import { invalid } from "../http/errors";
import type { Role } from "../members/roles";
import { peopleById } from "../profiles/people";
import type { PersonRow } from "../profiles/schemas";
import { tellProfiles } from "../profiles/tell";
import { eachAlone } from "../visit/each-alone";
import { askForErasure, carryOut } from "./erase";
import { foldSteps } from "./fold-steps";
import { BACKUPS_KEPT } from "./receipt";

/** Months; null keeps for ever. */
export interface Retention {
  people: number | null;
  signals: number | null;
}

export interface Preview {
  people: number;
  /** Of so many unidentified people. */
  ofPeople: number;
  signals: number;
  ofSignals: number;
  examples: PersonRow[];
  /** The number that must be said again, where more than half of something would go. */
  confirm: number | null;
}

const EXAMPLES = 3;
const PEOPLE_A_STEP = 200;
const STEPS_A_MINUTE = 10;
const SHOPS_AT_ONCE = 5;
/** People come back while somebody reads the number: so far it may be off. */
const SLACK = 0.05;

const UNSEEN = "shop = ?1 AND last_seen_at < CAST(?2 AS INTEGER) AND coalesce(identified, 0) = 0";
const OLD = `shop = ?1 AND at < CAST(?2 AS INTEGER) AND kind IN (${BEHAVIOUR.map((kind) => `'${kind}'`).join(", ")})`;

/** What these settings would erase now. */
export async function previewRetention(
  env: Env,
  shop: string,
  { people, signals }: Retention,
  role: Role,
  now = Date.now(),
): Promise<Preview> {
  const before = (months: number | null) => (months === null ? 0 : monthsBefore(now, months));
  const count = (from: string, instant: number) =>
    env.DB.prepare(`SELECT count(*) AS n FROM ${from}`).bind(shop, instant);
  const [gone, all, old, kept, examples] = await env.DB.batch<{ n: number; id: string }>([
    count(`profiles WHERE ${UNSEEN}`, before(people)),
    count(`profiles WHERE ${UNSEEN}`, Number.MAX_SAFE_INTEGER),
    count(`activities WHERE ${OLD}`, before(signals)),
    count(`activities WHERE ${OLD}`, Number.MAX_SAFE_INTEGER),
    env.DB.prepare(`SELECT id FROM profiles WHERE ${UNSEEN} ORDER BY last_seen_at LIMIT ${EXAMPLES}`).bind(
      shop,
      before(people),
    ),
  ]);
  const n = (result: typeof gone) => result!.results[0]!.n;
  const found = { people: n(gone), ofPeople: n(all), signals: n(old), ofSignals: n(kept) };
  const tooMany =
    found.people * 2 > found.ofPeople
      ? found.people
      : found.signals * 2 > found.ofSignals
        ? found.signals
        : null;
  return {
    ...found,
    examples: await peopleById(
      env.DB,
      shop,
      examples!.results.map(({ id }) => id),
      role,
    ),
    confirm: tooMany,
  };
}

/** @throws Problem "invalid" when more than half of something would go and the number was not said */
export async function setRetention(
  env: Env,
  shop: string,
  { confirm, ...wanted }: Retention & { confirm?: number | undefined },
): Promise<void> {
  const { confirm: asked } = await previewRetention(env, shop, wanted, "analyst");
  if (asked !== null && (confirm === undefined || Math.abs(confirm - asked) > asked * SLACK))
    throw invalid({
      path: "confirm",
      reason: `must be ${asked}: more than half of what there is would be erased`,
      hint: "Look at what would be erased, and say the number if that is meant.",
    });
  await dbOf(env)
    .update(shops)
    .set({ keepPeople: wanted.people, keepSignals: wanted.signals, retentionDueAt: 0 })
    .where(eq(shops.id, shop));
}

/** Goes on with every shop whose day has come, some steps a minute. */
export async function retain(env: Env, now: number): Promise<void> {
  const due = await dbOf(env)
    .select({ id: shops.id, people: shops.keepPeople, signals: shops.keepSignals })
    .from(shops)
    .where(and(or(isNotNull(shops.keepPeople), isNotNull(shops.keepSignals)), lte(shops.retentionDueAt, now)))
    .limit(SHOPS_AT_ONCE);
  await eachAlone(due, async ({ id, people, signals }) => {
    let left = true;
    for (let step = 0; left && step < STEPS_A_MINUTE; step++) {
      const morePeople = people !== null && (await erasePeople(env, id, monthsBefore(now, people), now));
      const moreSignals = signals !== null && (await forgetSignals(env, id, monthsBefore(now, signals), now));
      left = morePeople || moreSignals;
    }
    await foldSteps(env.DB, id, "retention", now);
    if (left) return;
    await dbOf(env)
      .update(shops)
      .set({ retentionDueAt: now + DAY })
      .where(eq(shops.id, id));
    // No backup that could bring these back is left.
    await env.DB.prepare(
      "DELETE FROM erased_profiles WHERE shop = ?1 AND at < CAST(?2 AS INTEGER) AND erasure LIKE 'retention-%'",
    )
      .bind(id, now - BACKUPS_KEPT)
      .run();
  });
}

/** Answers whether there may be more. */
async function erasePeople(env: Env, shop: string, before: number, now: number): Promise<boolean> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM profiles WHERE ${UNSEEN} ORDER BY last_seen_at LIMIT ${PEOPLE_A_STEP}`,
  )
    .bind(shop, before)
    .all<{ id: string }>();
  if (results.length === 0) return false;
  const profiles = results.map(({ id }) => id);
  const id = await askForErasure(env, shop, { profiles, reason: "retention", unseenSince: before }, now);
  await carryOut(env, id, now);
  const [job] = await dbOf(env)
    .select({ profiles: erasures.profiles })
    .from(erasures)
    .where(eq(erasures.id, id));
  // All of them were seen since: D1 will hear of it.
  return job!.profiles.length > 0;
}

/** In their owners' documents, and then whatever D1 alone still has. Answers whether there may be more. */
async function forgetSignals(env: Env, shop: string, before: number, now: number): Promise<boolean> {
  const { results } = await env.DB.prepare(
    `SELECT p.id, p.num FROM (SELECT DISTINCT person FROM activities WHERE ${OLD} LIMIT ${PEOPLE_A_STEP}) a
     JOIN profiles p ON p.num = a.person AND p.shop = ?1`,
  )
    .bind(shop, before)
    .all<{ id: string; num: number }>();
  if (results.length === 0) return false;
  const told = results.map(({ id }) => ({
    profile: id,
    commands: [{ do: "trim" as const, at: now, before }],
  }));
  await tellProfiles(env, shop, told, "time", now);
  await env.DB.prepare(`DELETE FROM activities WHERE ${OLD} AND person IN (SELECT value FROM json_each(?3))`)
    .bind(shop, before, JSON.stringify(results.map(({ num }) => num)))
    .run();
  return true;
}
