/** How far everybody is sorted by the newest rules: people of the shards, and those that D1 owns. */
import { count, eq } from "drizzle-orm";
import { dbOf } from "../db/client";
import { evaluations, profiles, shards } from "../db/schema";
import type { Env } from "../env";
import { shardNamed } from "../visit/home";

export async function evaluationOf(env: Env, shop: string) {
  const db = dbOf(env);
  const [[job], shardRows, [everybody]] = await db.batch([
    db.select().from(evaluations).where(eq(evaluations.shop, shop)),
    db.select().from(shards).where(eq(shards.shop, shop)),
    db.select({ n: count() }).from(profiles).where(eq(profiles.shop, shop)),
  ]);
  const all = everybody?.n ?? 0;
  if (!job) return { underWay: false, done: all, total: all, startedAt: null };
  const behind = shardRows.filter(({ evaluatedRevision }) => evaluatedRevision < job.revision);
  const underWay = job.finishedAt === null || behind.length > 0;
  if (!underWay) return { underWay, done: all, total: all, startedAt: job.startedAt };
  const asked = await Promise.all(behind.map(({ name }) => leftIn(env, name, job.revision)));
  const left = asked.reduce((sum, n) => sum + n, job.finishedAt === null ? job.total - job.done : 0);
  return { underWay, done: Math.max(0, all - left), total: all, startedAt: job.startedAt };
}

/** How many of a shard's people are still to be looked at. One that does not answer is no reason to show nothing. */
async function leftIn(env: Env, name: string, revision: number): Promise<number> {
  try {
    const { done, total } = await shardNamed(env, name).progress(revision);
    return total - done;
  } catch {
    return 0;
  }
}
