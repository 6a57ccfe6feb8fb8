/** The definitions of a shop's own tables: what rows look like, and where they are used. */
import { and, eq } from "drizzle-orm";
import { attributeTypes } from "../../core/attributes/types";
import { parseQuery } from "../../core/queries/parse";
import { fold } from "../../core/rules/fold";
import { parseRule } from "../../core/rules/parse";
import { type Column, columnOf, factOf, isDateColumn, LIMITS, type Table } from "../../core/tables/table";
import { dbOf, isDuplicate } from "../db/client";
import { shopTables } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound, Problem, type ProblemAt } from "../http/errors";
import { changeShop } from "../shops/change";
import { shopContext } from "../shops/context";
import { refuseUsed, rulesOf, usesOfTable } from "../shops/uses";
import { forgetQuery } from "../table-queries/forget";
import { dropRows } from "./removal";
import type { TableChange, TableInput } from "./schemas";
import { type TableDefinition, tableOf, tablesOf } from "./tables";

export async function listTables(env: Env, shop: string) {
  const [definitions, sizes] = await Promise.all([tablesOf(dbOf(env), shop), sizesOf(env.DB, shop)]);
  return definitions.map((definition) => shown(definition, sizes.get(definition.key)));
}

/** @throws Problem "not-found" */
export async function tablePage(env: Env, shop: string, key: string) {
  const [definition, sizes, rules] = await Promise.all([
    definitionOf(env, shop, key),
    sizesOf(env.DB, shop, key),
    rulesOf(env, shop),
  ]);
  return { ...shown(definition, sizes.get(key)), usedBy: usesOfTable(rules, key) };
}

export async function defineTable(env: Env, shop: string, input: TableInput) {
  const { key, label, notes, columns, id, date } = input;
  const problems = [...wrongColumns(columns), ...wrongKeys({ columns, id, date })];
  if (key in {}) problems.push({ path: "key", reason: "is a reserved word" });
  const known = await dbOf(env).select().from(shopTables).where(eq(shopTables.shop, shop));
  const taken = known.find((other) => other.key === key);
  if (taken)
    problems.push({
      path: "key",
      reason: taken.removedAt
        ? "is the key of a table whose rows are still being removed: try again in some minutes"
        : "is the key of another table",
    });
  if (known.length >= LIMITS.tables)
    problems.push({ path: "key", reason: `is one too many: a shop has at most ${LIMITS.tables} tables` });
  problems.push(...sameLabel(known, key, label));
  if (problems.length > 0) throw invalid(...problems);
  try {
    await changeShop(env, shop, (db) => [
      db
        .insert(shopTables)
        .values({ shop, key, label, notes, columns, rowId: id, date, createdAt: Date.now() }),
    ]);
  } catch (error) {
    throw isDuplicate(error) ? invalid({ path: "key", reason: "is the key of another table" }) : error;
  }
  return tablePage(env, shop, key);
}

/** Columns stay, with their types; more may come. @throws Problem "in-use" where a rule would make no sense */
export async function changeTable(env: Env, shop: string, key: string, change: TableChange) {
  const before = await definitionOf(env, shop, key);
  if (before.query && (change.columns || change.date !== undefined))
    throw invalid({ path: change.columns ? "columns" : "date", reason: "follows from the saved query" });
  const after: TableDefinition = { ...before, ...change };
  const { columns, rowId: id, date } = after;
  const problems = [...wrongColumns(columns), ...wrongKeys({ columns, id, date })];
  for (const column of before.columns) {
    const now = columns.find((one) => one.key === column.key);
    if (!now) problems.push({ path: "columns", reason: `must have ${column.key}: columns stay` });
    else if (now.type !== column.type)
      problems.push({
        path: `columns[${columns.indexOf(now)}].type`,
        reason: `must stay ${column.type}: add a column of another type instead`,
      });
  }
  problems.push(...sameLabel(await tablesOf(dbOf(env), shop), key, after.label));
  if (problems.length > 0) throw invalid(...problems);
  await refuseBroken(env, shop, tableOf(after));
  await changeShop(env, shop, (db) => [
    db.update(shopTables).set({ label: after.label, notes: after.notes, columns, date }).where(is(shop, key)),
  ]);
  return tablePage(env, shop, key);
}

/** Refused while a segment or message uses it. Its rows go with it, for the people who have some in the background. */
export async function removeTable(env: Env, shop: string, key: string): Promise<void> {
  await definitionOf(env, shop, key);
  refuseUsed(usesOfTable(await rulesOf(env, shop), key));
  await changeShop(env, shop, (db) => [
    db.update(shopTables).set({ removedAt: Date.now() }).where(is(shop, key)),
    ...forgetQuery(db, shop, key),
  ]);
  await dropRows(env, shop, key);
}

/** @throws Problem "not-found" */
export async function definitionOf(env: Env, shop: string, key: string): Promise<TableDefinition> {
  const [definition] = await dbOf(env).select().from(shopTables).where(is(shop, key));
  if (!definition || definition.removedAt !== null) throw notFound("table");
  return definition;
}

interface Size {
  rows: number;
  people: number;
  newest: number;
}

async function sizesOf(db: D1Database, shop: string, key?: string): Promise<Map<string, Size>> {
  const { results } = await db
    .prepare(
      `SELECT table_key, count(*) AS rows, count(DISTINCT person) AS people, max(at) AS newest FROM table_rows
       WHERE shop = ?1 AND (?2 IS NULL OR table_key = ?2) GROUP BY table_key`,
    )
    .bind(shop, key ?? null)
    .all<Size & { table_key: string }>();
  return new Map(results.map(({ table_key, ...size }) => [table_key, size]));
}

function shown({ key, label, notes, columns, rowId, date, query }: TableDefinition, size: Size | undefined) {
  return {
    ...{ key, label, notes, id: rowId, date, byQuery: query !== null },
    columns: columns.map(({ options = [], personal = false, ...column }) => ({
      ...column,
      options: [...options],
      personal,
    })),
    ...(size ?? { rows: 0, people: 0, newest: null }),
  };
}

function wrongColumns(columns: readonly Column[]): ProblemAt[] {
  return columns.flatMap(({ key, label, type, options = [] }, i) => {
    const place = `columns[${i}]`;
    const others = columns.slice(0, i);
    const problems: ProblemAt[] = [];
    if (key in {}) problems.push({ path: `${place}.key`, reason: "is a reserved word" });
    if (others.some((other) => other.key === key))
      problems.push({ path: `${place}.key`, reason: "is the key of another column" });
    if (others.some((other) => fold(other.label) === fold(label)))
      problems.push({ path: `${place}.label`, reason: "is the name of another column" });
    if (attributeTypes[type].options ? options.length === 0 : options.length > 0)
      problems.push({
        path: `${place}.options`,
        reason: options.length ? `do not belong to the type ${type}` : "must list what can be chosen",
      });
    return problems;
  });
}

/** The columns that have a meaning. */
function wrongKeys({
  columns,
  id,
  date,
}: Pick<Table, "columns" | "id"> & { date: string | null }): ProblemAt[] {
  const table = { key: "", label: "", columns, id };
  const [idColumn, dateColumn] = [columnOf(table, id), columnOf(table, date ?? undefined)];
  return [
    ...(idColumn && ID_FACTS.has(factOf(idColumn))
      ? []
      : [{ path: "id", reason: "must be the key of a column of text or numbers" }]),
    ...(date === null || (dateColumn && isDateColumn(dateColumn))
      ? []
      : [{ path: "date", reason: "must be the key of a column of dates" }]),
  ];
}
const ID_FACTS = new Set(["text", "number"]);

export const sameLabel = (known: readonly TableDefinition[], key: string, label: string): ProblemAt[] =>
  known.some((other) => other.key !== key && fold(other.label) === fold(label))
    ? [{ path: "label", reason: "is the name of another table" }]
    : [];

/** Where it is used, the rules must still make sense. */
export async function refuseBroken(env: Env, shop: string, table: Table): Promise<void> {
  const [all, { attributes }] = await Promise.all([rulesOf(env, shop), shopContext(env, shop)]);
  const tables = new Map([...(attributes.tables ?? []), [table.key, table]]);
  const context = {
    attributes: Object.assign(new Map(attributes), { tables }),
    hasSegment: () => true,
    live: true,
  };
  const used = usesOfTable(all, table.key);
  const isSound = ({ use, rules, query }: (typeof all)[number]) =>
    query
      ? "query" in parseQuery(query, context, use.id)
      : rules.every((rule) => "rule" in parseRule(rule, context));
  const broken = all.filter((one) => used.includes(one.use) && !isSound(one));
  if (broken.length > 0)
    throw new Problem(
      "in-use",
      `What would go is used in ${broken.map(({ use }) => `the ${use.kind} “${use.name}”`).join(", ")}.`,
      { members: { usedBy: broken.map(({ use }) => use) } },
    );
}

const is = (shop: string, key: string) => and(eq(shopTables.shop, shop), eq(shopTables.key, key));
