/**
 * A query as SQL over the read model: whom it asks, and the rows that some of them get. Bound to the shop in every part,
 * and to the people who are named: a million people are asked in many short statements.
 */

import { isCalendar } from "../attributes/types";
import { narrowed } from "../rules/did-sql";
import { knownColumn, knownTable } from "../rules/has";
import { cellSql, rowConditions } from "../rules/has-sql";
import { operatorOf } from "../rules/operators";
import { readyValue } from "../rules/ready";
import type { CellRule } from "../rules/rule";
import { everyoneOf, type SqlContext, toSql } from "../rules/sql";
import { balanced, raw, type Sql, sql } from "../rules/sql-text";
import { windowOf } from "../rules/timeframes";
import { totalColumns } from "../rules/totals";
import { LIMITS as TABLE_LIMITS } from "../tables/table";
import { type Group, groupEntry } from "./groups";
import { measureEntry } from "./measures";
import { type DeedSource, type GroupBy, isOfRows, type Query, type RowSource, type Source } from "./query";
import { columnsOf, keptBy, measuredKey } from "./result";

export interface QueryContext extends SqlContext {
  /** How many minor units make one of the shop's currency. */
  minor: number;
}

/** The condition on `p` that somebody is asked: the rule holds for them, and they may have something of the kind. */
export function askedSql({ from, people }: Query, context: SqlContext): Sql {
  const rule = people ? [toSql(people, context)] : [];
  return balanced([everyoneOf(context.shop), someSql(from, context), ...rule], "AND", "1");
}

/** One row of the answer. `c0`, `c1` … are the columns after the group's own. */
export interface Found {
  person: number;
  shown: string;
  beside: string | null;
  /** How many such rows the person would have without a limit. */
  found: number;
  [column: `c${number}`]: number | null;
}

/** Rows of these people, those of one together, the first to be kept first. */
export function rowsSql(query: Query, people: readonly number[], context: QueryContext): Sql {
  const { as, from, where, at, value, key, beside } = partsOf(query, people, context);
  const table = isOfRows(query.from) ? knownTable(query.from.has, context.attributes.tables) : undefined;
  const measured = query.columns.map(({ measure, of }, i) => {
    const cell = table && of !== undefined ? cellSql(knownColumn(table, of)) : raw("NULL");
    const said = measureEntry(measure).sql({ rows: table !== undefined, at, cell, minor: context.minor });
    return sql`, ${said} AS ${raw(`c${i}`)}`;
  });
  const most = query.columns.findIndex((one) => measuredKey(one) === keptBy(query));
  // The entries keep their name outside, so that measures mean the same there.
  return sql`SELECT * FROM (SELECT g.*, count(*) OVER (PARTITION BY g.person) AS found,
      row_number() OVER (PARTITION BY g.person ORDER BY ${raw(`g.c${most}`)} DESC, g.key) AS place
    FROM (SELECT ${raw(as)}.person, ${raw(as)}.key, max(${raw(as)}.shown) AS shown, max(${raw(as)}.beside) AS beside${joined(measured)}
      FROM (SELECT ${raw(as)}.*, ${key} AS key, ${value} AS shown, ${beside} AS beside
        FROM ${from} WHERE ${balanced(where, "AND", "1")}) ${raw(as)}
      WHERE trim(${raw(as)}.key) <> '' GROUP BY ${raw(as)}.person, ${raw(as)}.key) g
    WHERE ${balanced(conditionsOf(query, context), "AND", "1")})
    WHERE place <= ${query.keep?.rows ?? TABLE_LIMITS.rows} ORDER BY person, place`;
}

const joined = (parts: readonly Sql[]): Sql => parts.reduce((all, one) => sql`${all}${one}`, raw(""));

interface Parts {
  as: "a" | "r";
  from: Sql;
  where: Sql[];
  at: Sql;
  /** Of the group: as it is shown, as it is told apart, and what stands beside it. */
  value: Sql;
  key: Sql;
  beside: Sql;
}

function partsOf({ from, by }: Query, people: readonly number[], context: QueryContext): Parts {
  const asked = sql`json_each(${people}) j`;
  return isOfRows(from) ? partsOfRows(from, by, asked, context) : partsOfDeed(from, by, asked, context);
}

function partsOfRows(source: RowSource, by: GroupBy, asked: Sql, context: QueryContext): Parts {
  const table = knownTable(source.has, context.attributes.tables);
  const date = table.date === undefined ? undefined : knownColumn(table, table.date);
  const at = date ? cellSql(date) : raw("NULL");
  const time = { at, calendar: date !== undefined && isCalendar(date), clock: context.clock };
  const value = typeof by === "string" ? groupEntry(by).value(time) : raw(`(r.cells ->> '$.${by.column}')`);
  return {
    ...{ as: "r", at, value, beside: raw("NULL") },
    key: typeof by === "string" ? value : cellSql(knownColumn(table, by.column)),
    from: sql`${asked} CROSS JOIN table_rows r ON r.person = j.value AND r.table_key = ${table.key}`,
    where: rowConditions(source, table, context),
  };
}

function partsOfDeed(source: DeedSource, by: GroupBy, asked: Sql, context: QueryContext): Parts {
  if (typeof by !== "string") throw new Error("what people did has no columns to group by");
  const { join = "", beside, ...group }: Group = groupEntry(by);
  const at = raw("a.at");
  const value = group.value({ at, calendar: false, clock: context.clock });
  const span = source.during && windowOf(source.during, context.clock);
  return {
    ...{ as: "a", at, value, key: group.key?.(value) ?? value, beside: raw(beside?.value ?? "NULL") },
    from: sql`${asked} CROSS JOIN activities a ON a.person = j.value ${raw(join)}`,
    where: [
      // By their numbers they are found; the index by shop would lead to everybody.
      sql`+a.shop = ${context.shop}`,
      ...narrowed(source, "a", context),
      ...(span ? [sql`a.at >= ${span.from} AND a.at < ${span.to}`] : []),
    ],
  };
}

/** What is asked of the result. */
function conditionsOf(query: Query, { clock, attributes }: QueryContext): Sql[] {
  const columns = new Map(columnsOf(query, attributes.tables, "").map((column) => [column.key, column]));
  return (query.where ?? []).map(({ column: key, is, value }: CellRule) => {
    const operator = operatorOf(is);
    const cell = raw(`g.c${query.columns.findIndex((one) => measuredKey(one) === key)}`);
    const test = operator.sql(sql, cell, readyValue(operator, value, columns.get(key)!, clock));
    return operator.missing ? sql`((${test}) OR ${cell} IS NULL)` : sql`((${test}) AND ${cell} IS NOT NULL)`;
  });
}

/** Who may have something of the kind, as far as it is told without looking at each. */
function someSql(source: Source, context: SqlContext): Sql {
  if (isOfRows(source)) {
    const table = knownTable(source.has, context.attributes.tables);
    const where = balanced(rowConditions(source, table, context), "AND", "1");
    return sql`p.num IN (SELECT r.person FROM table_rows r WHERE ${where})`;
  }
  const [times, last] = totalColumns(source.did).map((column) => raw(`p.${column}`));
  const since = source.during && windowOf(source.during, context.clock).from;
  return since === undefined ? sql`coalesce(${times} >= 1, 0)` : sql`coalesce(${last} >= ${since}, 0)`;
}
