/** Tables that a saved query fills: made and changed together with it. */
import { and, eq } from "drizzle-orm";
import { circleOf } from "../../core/queries/circles";
import type { Query } from "../../core/queries/query";
import { tableOfQuery } from "../../core/queries/result";
import { nextRun } from "../../core/queries/schedule";
import { type Column, LIMITS } from "../../core/tables/table";
import { dbOf, isDuplicate, type Statement } from "../db/client";
import { shopTables, tableQueries } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound, Problem, type ProblemAt } from "../http/errors";
import { changeShop } from "../shops/change";
import { type ShopContext, shopContext } from "../shops/context";
import { definitionOf, refuseBroken, sameLabel } from "../tables/definitions";
import { type TableDefinition, tableOf } from "../tables/tables";
import { asking, fits, parsedQuery } from "./ask";
import { goOn } from "./go-on";
import { begin, giveUp, runsOf } from "./runs";
import type { QueryInput } from "./schemas";

/** @throws Problem "invalid", "in-use" where a rule would make no sense */
export async function saveQuery(env: Env, shop: string, key: string, input: QueryInput, now = Date.now()) {
  const db = dbOf(env);
  const [known, context] = await Promise.all([
    db.select().from(shopTables).where(eq(shopTables.shop, shop)),
    shopContext(env, shop, now),
  ]);
  const before = known.find((other) => other.key === key);
  const query = await readQuery(env, input.query, context, known, key);
  const { label = before?.label, notes = before?.notes ?? "", schedule, mostRead } = input;
  const problems = refused(key, label, before, known);
  const result = tableOfQuery(query, context.attributes.tables, context.shop.currency);
  if (result.columns.some(({ key }) => key in {}))
    problems.push({ path: "query.columns", reason: "has a column whose key is a reserved word" });
  if (problems.length > 0) throw invalid(...problems);

  const columns = result.columns.map((column) => asBefore(column, before));
  const table = { label: label!, notes, columns, rowId: result.id, date: result.date ?? null, query };
  if (before) await refuseBroken(env, shop, tableOf({ ...before, ...table }));
  const settings = {
    schedule,
    mostRead,
    nextAt: schedule && nextRun(schedule, context.clock),
    changedAt: now,
  };
  const asksOther = JSON.stringify(before?.query) !== JSON.stringify(query);
  const statements = (db: ReturnType<typeof dbOf>): Statement[] => [
    before
      ? db
          .update(shopTables)
          .set(table)
          .where(and(eq(shopTables.shop, shop), eq(shopTables.key, key)))
      : db.insert(shopTables).values({ shop, key, ...table, createdAt: now }),
    db
      .insert(tableQueries)
      .values({ shop, tableKey: key, ...settings })
      .onConflictDoUpdate({ target: [tableQueries.shop, tableQueries.tableKey], set: settings }),
    ...(asksOther
      ? [
          ...giveUp(db, shop, key, "The query was changed meanwhile.", now),
          begin(db, shop, key, "change", now),
        ]
      : []),
  ];
  try {
    await changeShop(env, shop, statements);
  } catch (error) {
    throw isDuplicate(error) ? invalid({ path: "key", reason: "is the key of another table" }) : error;
  }
}

/** @throws Problem "invalid" with every place that is wrong */
export async function readQuery(
  env: Env,
  raw: unknown,
  context: ShopContext,
  known: readonly TableDefinition[],
  table: string | undefined,
): Promise<Query> {
  const parsed = parsedQuery(raw, context, table);
  if ("problems" in parsed) throw invalid(...parsed.problems);
  const { query } = parsed;
  const circle =
    table === undefined
      ? undefined
      : circleOf(table, query, {
          attributes: context.attributes,
          ruleOf: (segment) => context.segments.get(segment)?.rule,
          queryOf: (key) => known.find((other) => other.key === key)?.query ?? undefined,
        });
  if (circle) {
    const names = circle.map((key) =>
      key === table ? "this table" : `“${context.attributes.tables?.get(key)?.label}”`,
    );
    throw invalid({ path: "query", reason: `goes in a circle: ${names.join(" → ")}` });
  }
  if (!fits(await asking(env.DB, context, query)))
    throw invalid({ path: "query", reason: "is too long to be asked: make a segment of its people" });
  return query;
}

function refused(
  key: string,
  label: string | undefined,
  before: TableDefinition | undefined,
  known: readonly TableDefinition[],
): ProblemAt[] {
  const problems: ProblemAt[] = [];
  const refuse = (path: string, reason: string) => problems.push({ path, reason });
  if (key in {}) refuse("key", "is a reserved word");
  if (before?.removedAt)
    refuse("key", "is the key of a table whose rows are still being removed: try again in some minutes");
  else if (before && !before.query)
    refuse("key", "is the key of a table whose rows are told by your server or files: take another one");
  if (!before && known.length >= LIMITS.tables)
    refuse("key", `is one too many: a shop has at most ${LIMITS.tables} tables`);
  if (label === undefined) refuse("label", "is missing: what the new table is called");
  else problems.push(...sameLabel(known, key, label));
  return problems;
}

/** What the shop has named it stays. */
function asBefore(column: Column, before: TableDefinition | undefined): Column {
  const known = before?.columns.find(({ key }) => key === column.key);
  if (!known) return column;
  return { ...column, label: known.label, ...(known.personal && { personal: true }) };
}

/** @throws Problem "not-found" */
export async function queryPage(env: Env, shop: string, table: string) {
  const db = dbOf(env);
  const [{ query }, [settings], runs] = await Promise.all([
    definitionOf(env, shop, table),
    db
      .select()
      .from(tableQueries)
      .where(and(eq(tableQueries.shop, shop), eq(tableQueries.tableKey, table))),
    runsOf(db, shop, table),
  ]);
  if (!query || !settings) throw notFound("saved query");
  const { schedule, mostRead, nextAt } = settings;
  return {
    ...{ query, schedule, mostRead, nextAt },
    runs: runs.map(({ shop: _, tableKey: __, step: ___, tries: ____, ...run }) => run),
  };
}

/** Begins a run and goes on with it for so long. @throws Problem "not-found", "conflict" while one is under way */
export async function runNow(env: Env, shop: string, table: string, now = Date.now()): Promise<string> {
  const { runs } = await queryPage(env, shop, table);
  if (runs.some(({ finishedAt }) => finishedAt === null))
    throw new Problem("conflict", "It is running already: wait until it has come to its end.");
  const [begun] = await begin(dbOf(env), shop, table, "hand", now).returning();
  if (!begun) throw new Problem("conflict", "It is running already: wait until it has come to its end.");
  return begun.id;
}

/** The run that is under way goes on for so long. Answers whether there is none any more. */
export async function goOnNow(env: Env, shop: string, table: string, budget: number): Promise<boolean> {
  const open = (await runsOf(dbOf(env), shop, table)).find(({ finishedAt }) => finishedAt === null);
  return !open || goOn(env, shop, open.id, budget);
}
