/** Runs of saved queries: begun by hand, by a change, or when they are due; one of a table at a time. */
import { and, asc, desc, eq, isNull, lte, notInArray } from "drizzle-orm";
import { newId } from "../../core/ids";
import { nextRun } from "../../core/queries/schedule";
import { clockIn } from "../../core/time/zone";
import { batch, type Db, dbOf } from "../db/client";
import { shops, tableQueries, tableQueryRuns } from "../db/schema";
import type { Env } from "../env";
import { eachAlone } from "../visit/each-alone";
import { dropUnderWay } from "./forget";
import { goOn } from "./go-on";

export type Run = typeof tableQueryRuns.$inferSelect;

const KEPT = 20;
const DUE_AT_ONCE = 50;
/** All that cron gives to runs in a minute (ms). */
const BUDGET = 20_000;

/** To be done with others in one transaction. Nothing where one is under way. */
export const begin = (db: Db, shop: string, table: string, cause: Run["cause"], now: number) =>
  db
    .insert(tableQueryRuns)
    .values({ shop, tableKey: table, id: newId(12), cause, phase: "choose", startedAt: now })
    .onConflictDoNothing();

/** What is under way asks something else by now. */
export const giveUp = (db: Db, shop: string, table: string, error: string, now: number) => [
  ...dropUnderWay(db, shop, table),
  db
    .update(tableQueryRuns)
    .set({ phase: "failed", error, finishedAt: now })
    .where(
      and(
        eq(tableQueryRuns.shop, shop),
        eq(tableQueryRuns.tableKey, table),
        isNull(tableQueryRuns.finishedAt),
      ),
    ),
];

/** Newest first. */
export const runsOf = (db: Db, shop: string, table: string) =>
  db
    .select()
    .from(tableQueryRuns)
    .where(and(eq(tableQueryRuns.shop, shop), eq(tableQueryRuns.tableKey, table)))
    .orderBy(desc(tableQueryRuns.startedAt))
    .limit(KEPT);

/** By cron: those that are due begin, and all that were begun go on. */
export async function runQueries(env: Env, now: number): Promise<void> {
  const db = dbOf(env);
  const due = await db
    .select({ query: tableQueries, timeZone: shops.timeZone })
    .from(tableQueries)
    .innerJoin(shops, eq(shops.id, tableQueries.shop))
    .where(lte(tableQueries.nextAt, now))
    .orderBy(asc(tableQueries.nextAt))
    .limit(DUE_AT_ONCE);
  await eachAlone(due, async ({ query: { shop, tableKey, schedule }, timeZone }) => {
    const nextAt = schedule && nextRun(schedule, clockIn(timeZone, now));
    const isIt = and(eq(tableQueries.shop, shop), eq(tableQueries.tableKey, tableKey));
    await batch(db, [
      begin(db, shop, tableKey, "schedule", now),
      db
        .update(tableQueries)
        .set({ nextAt })
        .where(and(isIt, lte(tableQueries.nextAt, now))),
    ]);
  });
  const open = await db
    .select({ shop: tableQueryRuns.shop, id: tableQueryRuns.id, table: tableQueryRuns.tableKey })
    .from(tableQueryRuns)
    .where(isNull(tableQueryRuns.finishedAt))
    .orderBy(asc(tableQueryRuns.startedAt));
  await eachAlone(open, async ({ shop, id, table }) => {
    await goOn(env, shop, id, BUDGET / open.length);
    await forgetOld(db, shop, table);
  });
}

async function forgetOld(db: Db, shop: string, table: string): Promise<void> {
  const kept = (await runsOf(db, shop, table)).map(({ id }) => id);
  await db
    .delete(tableQueryRuns)
    .where(
      and(
        eq(tableQueryRuns.shop, shop),
        eq(tableQueryRuns.tableKey, table),
        notInArray(tableQueryRuns.id, kept),
      ),
    );
}
