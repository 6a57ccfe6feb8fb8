/**
 * A run of a saved query, step by step: it chooses whom to ask, asks some at a time and writes down what is another by
 * now, and only when all of it is known tells the people's owners. So a run that is stopped changed nothing. Each step
 * is counted in the transaction that ends it: what was killed is done again, and two who are at it do not both count.
 */
import { and, eq } from "drizzle-orm";
import { dbOf } from "../db/client";
import { shopTables, tableQueries, tableQueryRuns } from "../db/schema";
import type { Env } from "../env";
import { describe, write } from "../http/log";
import { shopContext } from "../shops/context";
import { type Asking, asking, parsedQuery } from "./ask";
import { dropUnderWay } from "./forget";
import type { Run } from "./runs";
import { choose, readSome, tellSome } from "./steps";

const TRIES = 5;
/** More rows than this make a table that nobody asks of a person. */
export const MOST_ROWS = 1_000_000;

/** Goes on for at most so many milliseconds, a step at least. Answers whether it has come to its end. */
export async function goOn(env: Env, shop: string, id: string, budget: number): Promise<boolean> {
  const until = Date.now() + budget;
  let ready: Ready | undefined;
  do {
    const run = await runOf(env, shop, id);
    if (!run || run.finishedAt !== null) return true;
    ready ??= await readyFor(env, run);
    if ("error" in ready) await fail(env, run, ready.error);
    else await step(env, run, ready);
  } while (Date.now() < until);
  return (await runOf(env, shop, id))?.finishedAt != null;
}

async function step(env: Env, run: Run, { asking, mostRead }: Asked): Promise<void> {
  try {
    if (run.phase === "choose") await choose(env, run, asking);
    else if (run.phase === "read") await readSome(env, run, asking);
    else await tellSome(env, run);
    const now = await runOf(env, run.shop, run.id);
    const reason = now && now.phase !== "write" && now.finishedAt === null && beyond(now, mostRead);
    if (reason) await fail(env, run, reason);
  } catch (error) {
    if (isOvertaken(error)) return;
    write("error", { event: "query run", shop: run.shop, ...describe(error) });
    if (run.tries + 1 >= TRIES)
      return fail(env, run, "The database could not answer: ask for less at once, or try again.");
    await dbOf(env)
      .update(tableQueryRuns)
      .set({ tries: run.tries + 1 })
      .where(isIt(run));
    throw error;
  }
}

/** Why it must not go on. */
function beyond({ rowsRead, rows }: Run, mostRead: number): string | undefined {
  const stopped = "and was stopped before anything was changed. Ask for less";
  if (rowsRead > mostRead)
    return `It read more than ${mostRead.toLocaleString("en")} rows ${stopped}, or let it read more.`;
  if (rows > MOST_ROWS) return `It found more than ${MOST_ROWS.toLocaleString("en")} rows ${stopped}.`;
  return undefined;
}

interface Asked {
  asking: Asking;
  mostRead: number;
}
type Ready = Asked | { error: string };

/** What the shop has changed since may be more than the query bears. */
async function readyFor(env: Env, { shop, tableKey, startedAt }: Run): Promise<Ready> {
  const db = dbOf(env);
  const [[definition], [settings], context] = await Promise.all([
    db
      .select()
      .from(shopTables)
      .where(and(eq(shopTables.shop, shop), eq(shopTables.key, tableKey))),
    db
      .select()
      .from(tableQueries)
      .where(and(eq(tableQueries.shop, shop), eq(tableQueries.tableKey, tableKey))),
    // Its timeframes are those of its beginning, in every step.
    shopContext(env, shop, startedAt),
  ]);
  if (!definition?.query || !settings) return { error: "The table was deleted." };
  const parsed = parsedQuery(definition.query, context, tableKey);
  if ("problems" in parsed) {
    const [first] = parsed.problems;
    return { error: `It asks for something that is not there any more: ${first!.path} ${first!.reason}.` };
  }
  return { asking: await asking(env.DB, context, parsed.query), mostRead: settings.mostRead };
}

/** The last good rows stay as they are. */
async function fail(env: Env, run: Run, error: string): Promise<void> {
  const db = dbOf(env);
  const [first, ...rest] = dropUnderWay(db, run.shop, run.tableKey);
  await db.batch([
    first!,
    ...rest,
    db.update(tableQueryRuns).set({ phase: "failed", error, finishedAt: Date.now() }).where(isIt(run)),
  ]);
}

async function runOf(env: Env, shop: string, id: string): Promise<Run | undefined> {
  const [run] = await dbOf(env).select().from(tableQueryRuns).where(isIt({ shop, id }));
  return run;
}

const isIt = ({ shop, id }: Pick<Run, "shop" | "id">) =>
  and(eq(tableQueryRuns.shop, shop), eq(tableQueryRuns.id, id));

/** Somebody else did this step meanwhile. */
const isOvertaken = (error: unknown): boolean =>
  String(error).includes("NOT NULL constraint failed: table_query_runs.step");
