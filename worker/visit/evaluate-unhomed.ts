/**
 * Profiles that D1 owns (imported, never seen in a browser) are evaluated here: after new rules, and when time changes
 * a membership.
 */
import type { Env } from "../env";
import { compiledFor } from "./compiled";
import { refuseOvertaken, storeMoves } from "./store-moves";
import { evaluate, STORED, type Stored } from "./stored-people";
import { evaluateBy, jobOf } from "./walk-unhomed";

/** Goes on for at most so many milliseconds. Answers whether all are done. */
export async function evaluateUnhomed(env: Env, shop: string, budget: number): Promise<boolean> {
  const until = Date.now() + budget;
  const job = await jobOf(env.DB, shop);
  if (!job || job.finishedAt !== null) return true;
  const compiled = await compiledFor(env, shop);
  // The rules of the edge are older or newer than the job: it is begun again, or goes on when they have come.
  if (compiled?.snapshot.rulesRevision !== job.revision) return false;
  return evaluateBy(env.DB, compiled, until);
}

/** Moves these profiles, whose time has come. Those that somebody else changes meanwhile stay due. */
export async function evaluateDue(env: Env, shop: string, ids: string[], now: number): Promise<void> {
  const compiled = await compiledFor(env, shop);
  if (!compiled) return;
  let { results } = await env.DB.prepare(
    `SELECT ${STORED} WHERE p.shop = ?1 AND p.home IS NULL AND p.id IN (SELECT value FROM json_each(?2))`,
  )
    .bind(shop, JSON.stringify(ids))
    .all<Stored>();
  while (results.length > 0) {
    const { looked, moves } = evaluate(compiled, results, "time", now);
    await storeMoves(env.DB, shop, moves, [refuseOvertaken(env.DB, compiled)]);
    results = results.slice(looked);
  }
}
