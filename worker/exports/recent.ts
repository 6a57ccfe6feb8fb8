/** Who exported what, when, and how many rows: the record of exports, newest first. */
import { and, desc, eq } from "drizzle-orm";
import { users } from "../db/auth-schema";
import { dbOf } from "../db/client";
import { exportRuns } from "../db/schema";
import type { Env } from "../env";
import { PATIENCE } from "./ask";

const SHOWN = 20;

/** `of`: only those of a segment. */
export async function recentExports(env: Env, shop: string, of?: string, now = Date.now()) {
  const rows = await dbOf(env)
    .select({ run: exportRuns, by: users.name })
    .from(exportRuns)
    .leftJoin(users, eq(users.id, exportRuns.member))
    .where(and(eq(exportRuns.shop, shop), of === undefined ? undefined : eq(exportRuns.segment, of)))
    .orderBy(desc(exportRuns.at))
    .limit(SHOWN);
  return rows.map(({ run, by }) => {
    const { id, at, segment, segmentName, narrowed, detail, format, activation } = run;
    const { people, without, same, rows } = run;
    return {
      ...{
        id,
        at,
        by,
        segment: segment === null ? null : { id: segment, name: segmentName ?? segment },
        narrowed,
      },
      ...{ detail, format, activation, people, without, same, rows },
      state: stateOf(run, now),
    };
  });
}

function stateOf(
  { endedAt, aliveAt }: typeof exportRuns.$inferSelect,
  now: number,
): "running" | "done" | "broken" {
  if (endedAt !== null) return "done";
  return aliveAt > now - PATIENCE ? "running" : "broken";
}
