/** Rows of the shop's own tables for the second reader: who has such rows, or has not, as a set of people. */
import { isCalendar } from "../attributes/types";
import { type Column, factOf, type Table } from "../tables/table";
import { asked, totalTest } from "./did";
import { comparisons } from "./did-measures";
import { inThousandths, knownColumn, knownTable } from "./has";
import { operatorOf } from "./operators";
import { readyValue } from "./ready";
import type { CellRule, HasRule } from "./rule";
import type { SqlContext } from "./sql";
import { balanced, raw, type Sql, sql } from "./sql-text";
import { type Timeframe, windowOf } from "./timeframes";

export function hasSql(rule: HasRule, context: SqlContext): Sql {
  const table = knownTable(rule.has, context.attributes.tables);
  const compared = inThousandths(rule);
  const holds = totalTest(compared);
  const { is, value, to } = asked(compared);
  const total = rule.sum ? sumSql(cellSql(knownColumn(table, rule.sum.of))) : raw("count(*)");
  const who = (having: Sql) =>
    sql`(SELECT r.person FROM table_rows r WHERE ${balanced(rowConditions(rule, table, context), "AND", "1")}
      GROUP BY r.person HAVING ${having})`;
  return holds(0)
    ? sql`p.num NOT IN ${who(sql`NOT (${comparisons[is](total, value, to)})`)}`
    : sql`p.num IN ${who(comparisons[is](total, value, to))}`;
}

/** The shop's rows `r` of the table that the condition looks at. */
export function rowConditions(rule: HasRule, table: Table, context: SqlContext): Sql[] {
  const { shop, clock } = context;
  const where = [sql`r.shop = ${shop}`, sql`r.table_key = ${table.key}`];
  for (const cell of rule.where ?? []) where.push(cellCondition(cell, table, context));
  if (rule.during) where.push(spanSql(rule.during, knownColumn(table, table.date), clock));
  return where;
}

function cellCondition({ column: key, is, value }: CellRule, table: Table, { clock }: SqlContext): Sql {
  const operator = operatorOf(is);
  const column = knownColumn(table, key);
  const cell = cellSql(column);
  const test = operator.sql(sql, cell, readyValue(operator, value, column, clock));
  return operator.missing ? sql`((${test}) OR ${cell} IS NULL)` : sql`((${test}) AND ${cell} IS NOT NULL)`;
}

function spanSql(during: Timeframe, column: Column, clock: SqlContext["clock"]): Sql {
  const { from, to } = windowOf(during, clock, isCalendar(column));
  const cell = cellSql(column);
  return sql`(${cell} >= ${from} AND ${cell} < ${to})`;
}

/** Texts and lists are compared folded, and kept so beside the cells. */
export function cellSql(column: Column): Sql {
  const fact = factOf(column);
  return raw(`(r.${fact === "text" || fact === "list" ? "folded" : "cells"} ->> '$.${column.key}')`);
}

/** As `thousandths` does. */
const sumSql = (cell: Sql): Sql =>
  sql`sum(CASE WHEN ${cell} < 0 THEN -CAST(-${cell} * 1000 + 0.5 AS INTEGER) ELSE CAST(coalesce(${cell}, 0) * 1000 + 0.5 AS INTEGER) END)`;
