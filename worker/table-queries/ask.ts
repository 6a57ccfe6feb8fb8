/** A query made ready to be asked of a shop's people, and its questions to D1. */

import { digitsOf } from "../../core/currency";
import { type ParsedQuery, parseQuery } from "../../core/queries/parse";
import { type Query, rulesOfQuery } from "../../core/queries/query";
import { columnsOf } from "../../core/queries/result";
import { type FoundRow, rowsOfPerson } from "../../core/queries/rows";
import { askedSql, type Found, type QueryContext, rowsSql } from "../../core/queries/sql";
import { everyoneOf, raw, type Sql, sql } from "../../core/rules/sql";
import type { Column } from "../../core/tables/table";
import { readContext } from "../segments/read-context";
import { isShort, prepared } from "../segments/select";
import type { ShopContext } from "../shops/context";

/** People of one question: what they have fits into one answer. */
export const PEOPLE_AT_ONCE = 500;

export interface Asking {
  query: Query;
  columns: readonly Column[];
  context: QueryContext;
}

/** Finds what its filters and ranks need by now. */
export async function asking(db: D1Database, shop: ShopContext, query: Query): Promise<Asking> {
  const { currency } = shop.shop;
  const context = await readContext(db, shop, rulesOfQuery(query));
  return {
    query,
    columns: columnsOf(query, shop.attributes.tables, currency),
    context: { ...context, minor: 10 ** digitsOf(currency) },
  };
}

/** @param table key of the table that it fills */
export const parsedQuery = (
  raw: unknown,
  { attributes, segments }: ShopContext,
  table: string | undefined,
): ParsedQuery => parseQuery(raw, { attributes, hasSegment: (id) => segments.has(id) }, table);

/** Whether D1 takes its statements. */
export const fits = ({ query, context }: Asking): boolean => {
  const many = Array.from({ length: PEOPLE_AT_ONCE }, () => Number.MAX_SAFE_INTEGER);
  return [askedSql(query, context), rowsSql(query, many, context)].every((part) =>
    isShort(sql`${raw(" ".repeat(1_000))}${part}`),
  );
};

export const countAsked = (db: D1Database, { query, context }: Asking): D1PreparedStatement =>
  prepared(db, sql`SELECT count(*) AS n FROM profiles p WHERE ${askedSql(query, context)}`);

/** Numbers of those whom a condition leaves. */
export const askedWhere = (db: D1Database, { query, context }: Asking, where: string) =>
  prepared(db, sql`SELECT p.num FROM profiles p WHERE ${raw(where)} AND ${askedSql(query, context)}`);

/** Writes down whom a run asks, and who has rows of the table, in batches of their numbers. */
export function chooseSql({ query, context }: Asking, table: string, run: string): Sql {
  const has = sql`p.num IN (SELECT r.person FROM table_rows r WHERE r.shop = ${context.shop} AND r.table_key = ${table})`;
  return sql`INSERT OR REPLACE INTO table_query_batches (shop, run, batch, people, others)
    SELECT ${context.shop}, ${run}, n / ${raw(`${PEOPLE_AT_ONCE}`)}, json_group_array(num) FILTER (WHERE asked),
      json_group_array(num) FILTER (WHERE NOT asked)
    FROM (SELECT num, asked, row_number() OVER (ORDER BY num) - 1 AS n
      FROM (SELECT p.num, ${askedSql(query, context)} AS asked, ${has} AS has FROM profiles p
        WHERE ${everyoneOf(context.shop)} LIMIT -1)
      WHERE asked OR has)
    GROUP BY 3`;
}

export interface Answered {
  /** By the person's number, those to be kept first. */
  people: Map<number, { rows: FoundRow[]; left: number }>;
  rowsRead: number;
}

export async function ask(db: D1Database, asking: Asking, people: readonly number[]): Promise<Answered> {
  if (people.length === 0) return { people: new Map(), rowsRead: 0 };
  const { query, columns, context } = asking;
  const { results, meta } = await prepared(db, rowsSql(query, people, context)).all<Found>();
  const found = Map.groupBy(results, ({ person }) => person);
  const hasBeside = columns.length > query.columns.length + 1;
  return {
    people: new Map([...found].map(([person, rows]) => [person, rowsOfPerson(rows, columns, hasBeside)])),
    rowsRead: meta.rows_read ?? 0,
  };
}
