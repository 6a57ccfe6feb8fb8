/**
 * A shop system says that the shop left it, and wants what the shop knows of its customers erased. The owner is asked
 * first: shops move to another system and go on. Unanswered, it is done when the time is over that the system gives,
 * but not while the tag still brings visits: then the shop lives.
 */
import { and, eq, isNull } from "drizzle-orm";
import { DAY } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { erasures, privacyRequests, shops } from "../db/schema";
import type { Env } from "../env";
import { eachAlone } from "../visit/each-alone";
import { askForErasure, carryOut } from "./erase";
import { foldSteps } from "./fold-steps";

/** Shopify's: 30 days, of which two are left for what may fail. */
export const ANSWER_WITHIN = 28 * DAY;
const PEOPLE_A_STEP = 200;
const STEPS_A_MINUTE = 10;

type Request = typeof privacyRequests.$inferSelect;

/** Whether it follows from nobody's answer, as no visit has come since the shop left. */
export const isErasedUnasked = ({ requestedAt }: Pick<Request, "requestedAt">, lastSignalAt: number | null) =>
  (lastSignalAt ?? 0) <= requestedAt;

/** By cron: goes on with each, some steps a minute. */
export async function eraseShops(env: Env, now: number): Promise<void> {
  const open = await dbOf(env)
    .select({ request: privacyRequests, lastSignalAt: shops.lastSignalAt })
    .from(privacyRequests)
    .innerJoin(shops, eq(shops.id, privacyRequests.shop))
    .where(and(eq(privacyRequests.kind, "erase_shop"), isNull(privacyRequests.doneAt)));
  await eachAlone(open, async ({ request, lastSignalAt }) => {
    const isDue = request.requestedAt + ANSWER_WITHIN <= now && isErasedUnasked(request, lastSignalAt);
    if (request.answer !== "erase" && !isDue) return;
    const since = request.answeredAt ?? now;
    if (request.answer === null) await decide(env, request, since);
    for (let step = 0; step < STEPS_A_MINUTE; step++)
      if (!(await eraseSome(env, request.shop, since, now))) return finish(env, request, now);
  });
}

const isIt = ({ shop, id }: Request) => and(eq(privacyRequests.shop, shop), eq(privacyRequests.id, id));

const decide = (env: Env, request: Request, now: number) =>
  dbOf(env).update(privacyRequests).set({ answer: "erase", answeredAt: now }).where(isIt(request));

/** Of those known by then: whoever comes later comes to a shop that goes on. Answers whether there may be more. */
async function eraseSome(env: Env, shop: string, before: number, now: number): Promise<boolean> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM profiles WHERE shop = ?1 AND coalesce(first_seen_at, 0) <= CAST(?2 AS INTEGER) LIMIT ${PEOPLE_A_STEP}`,
  )
    .bind(shop, before)
    .all<{ id: string }>();
  if (results.length === 0) return false;
  const id = await askForErasure(env, shop, { profiles: results.map(({ id }) => id), reason: "shop" }, now);
  await carryOut(env, id, now);
  const [job] = await dbOf(env).select({ doneAt: erasures.doneAt }).from(erasures).where(eq(erasures.id, id));
  if (job?.doneAt == null) throw new Error("a step of a shop's erasure did not end");
  return true;
}

/** What names people without being any person's: files, searches, links and requests. */
async function finish(env: Env, request: Request, now: number): Promise<void> {
  const { shop } = request;
  const run = (sql: string) => env.DB.prepare(sql).bind(shop);
  await env.DB.batch([
    run("DELETE FROM confirmations WHERE shop = ?1"),
    run("DELETE FROM import_refusals WHERE shop = ?1"),
    run("UPDATE import_chunks SET rows = NULL, undo = NULL WHERE shop = ?1"),
    run("UPDATE exports SET whom = NULL WHERE shop = ?1"),
    run("UPDATE merges SET document = '' WHERE shop = ?1"),
    env.DB.prepare(
      "UPDATE privacy_requests SET identities = NULL, done_at = coalesce(done_at, CAST(?2 AS INTEGER)) WHERE shop = ?1",
    ).bind(shop, now),
  ]);
  await foldSteps(env.DB, shop, "shop", now);
}
