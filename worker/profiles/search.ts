/**
 * The list of people: searched by name, email, phone or customer id, narrowed to a segment, those seen last first.
 * Where few match, they are found by indexes and sorted; where many do, everybody is looked at in the order of the
 * list until the page is full. Both take milliseconds, whatever the shop's size.
 */
import { raw, render, type Sql, sql } from "../../core/rules/sql";
import { Problem } from "../http/errors";
import { readCursor, writeCursor } from "../http/paging";
import { type Role, seesPersonalData } from "../members/roles";
import { findingFew, matchesRow } from "./match";
import { PERSON_COLUMNS, PERSON_JOIN, type PersonRecord, personOf } from "./people";
import type { PersonRow } from "./schemas";

export interface Search {
  q?: string;
  segment?: string;
  identified?: boolean;
  cursor?: string;
  limit: number;
}

/** How many match, on the first page alone: further pages need not count again. */
export interface Total {
  people: number;
  /** Null where to count them would take too long. */
  identified: number | null;
  /** There are more than `people`. */
  more: boolean;
}

/** More than so many are many: they are neither gathered nor counted. */
const FEW = 2_000;

export async function searchPeople(
  db: D1Database,
  shop: string,
  search: Search,
  role: Role,
): Promise<{ items: PersonRow[]; next: string | null; total: Total | null }> {
  const q = search.q?.trim() || undefined;
  if (q && !seesPersonalData(role))
    throw new Problem("forbidden", "Analysts cannot search for people by name, email, phone or customer id.");
  const asked = { ...search, q };
  const few = await fewOf(db, shop, asked);
  const people = few ? sql`json_each(${few}) j CROSS JOIN profiles p ON p.num = j.value` : raw("profiles p");
  const where = conditions(shop, asked, few === undefined);
  const after = readCursor(search.cursor, 2);
  const [rows, total] = few
    ? await pageAndTotal(db, people, where, after, search.limit + 1)
    : await Promise.all([
        pageOf(db, people, where, after, search.limit + 1),
        after ? null : totalOf(db, shop, asked),
      ]);
  const items = rows.slice(0, search.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => personOf(row, role)),
    next: rows.length > search.limit && last ? writeCursor([last.last_seen_at, last.num]) : null,
    total,
  };
}

type Asked = Search & { q: string | undefined };
type Row = PersonRecord & { num: number };

/** Numbers of all who may match, when these are few; undefined when they are many. */
async function fewOf(db: D1Database, shop: string, { q, segment }: Asked): Promise<number[] | undefined> {
  const lists: Sql[][] = [];
  if (q) lists.push(findingFew(shop, q, FEW + 1));
  if (segment !== undefined)
    lists.push([
      sql`SELECT person AS num FROM memberships WHERE shop = ${shop} AND segment = ${segment} LIMIT ${FEW + 1}`,
    ]);
  if (lists.length === 0) return undefined;
  const found = await db.batch<{ num: number }>(lists.flat().map((query) => prepared(db, query)));
  for (const queries of lists) {
    const results = found.splice(0, queries.length).map((result) => result.results);
    if (results.every((rows) => rows.length <= FEW))
      return [...new Set(results.flatMap((rows) => rows.map(({ num }) => num)))];
  }
  return undefined;
}

/** @param isMany whether nobody was looked up before: then each row is asked whether it matches */
function conditions(shop: string, { q, segment, identified }: Asked, isMany: boolean): Sql {
  let where = sql`p.shop = ${shop}`;
  if (identified !== undefined)
    where = identified
      ? sql`${where} AND p.identified = 1`
      : sql`${where} AND (p.identified IS NULL OR p.identified = 0)`;
  if (segment !== undefined)
    where = sql`${where} AND EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.num AND m.segment = ${segment})`;
  // Those found by what was typed match; those found by their segment have still to.
  if (q && (isMany || segment !== undefined)) where = sql`${where} AND ${matchesRow(shop, q)}`;
  return where;
}

/** Of few people, in one request to the database: they are sorted. */
async function pageAndTotal(
  db: D1Database,
  people: Sql,
  where: Sql,
  after: ReturnType<typeof readCursor>,
  limit: number,
): Promise<[Row[], Total | null]> {
  const [at, num] = after ?? [];
  const later = sql`p.last_seen_at IS NULL AND p.num < ${num ?? 0}`;
  const place =
    at === undefined
      ? raw("1")
      : at === null
        ? later
        : sql`((p.last_seen_at, p.num) < (${at}, ${num}) OR p.last_seen_at IS NULL)`;
  const order = "p.last_seen_at DESC NULLS LAST, p.num DESC";
  const [page, total] = await db.batch<Row & Record<string, number>>([
    prepared(
      db,
      sql`SELECT p.num, ${raw(PERSON_COLUMNS)} FROM
        (SELECT p.num FROM ${people} WHERE ${where} AND ${place} ORDER BY ${raw(order)} LIMIT ${limit}) o
        CROSS JOIN profiles p ON p.num = o.num ${raw(PERSON_JOIN)} ORDER BY ${raw(order)}`,
    ),
    prepared(
      db,
      sql`SELECT count(*) AS people, coalesce(sum(p.identified = 1), 0) AS identified FROM ${people} WHERE ${where}`,
    ),
  ]);
  const { people: found, identified } = total!.results[0]!;
  return [page!.results, after ? null : { people: found!, identified: identified!, more: false }];
}

/** Imported people were never seen: they come last, newest first. Each part walks an index, so nothing is sorted. */
async function pageOf(
  db: D1Database,
  people: Sql,
  where: Sql,
  after: ReturnType<typeof readCursor>,
  limit: number,
): Promise<Row[]> {
  const select = async (place: Sql, order: string, most: number) => {
    // Who is on the page first, and only then what is shown of them.
    const query = sql`SELECT p.num, ${raw(PERSON_COLUMNS)} FROM
      (SELECT p.num, row_number() OVER () AS place FROM (
        SELECT p.num FROM ${people} WHERE ${where} AND ${place} ORDER BY ${raw(order)} LIMIT ${most}) p) o
      CROSS JOIN profiles p ON p.num = o.num ${raw(PERSON_JOIN)} ORDER BY o.place`;
    return (await prepared(db, query).all<Row>()).results;
  };
  const [at, num] = after ?? [];
  const seen =
    at === null
      ? []
      : await select(
          at === undefined ? sql`p.last_seen_at IS NOT NULL` : sql`(p.last_seen_at, p.num) < (${at}, ${num})`,
          "p.last_seen_at DESC, p.num DESC",
          limit,
        );
  if (seen.length === limit) return seen;
  const later = at === null ? sql`p.last_seen_at IS NULL AND p.num < ${num}` : raw("p.last_seen_at IS NULL");
  return [...seen, ...(await select(later, "p.num DESC", limit - seen.length))];
}

async function totalOf(db: D1Database, shop: string, { q, segment, identified }: Asked): Promise<Total> {
  const count = async (query: Sql) => (await prepared(db, query).first<Record<string, number>>())!;
  if (q || (segment !== undefined && identified !== undefined))
    return { people: FEW, identified: null, more: true };
  if (segment !== undefined) {
    const { n } = await count(
      sql`SELECT count(*) AS n FROM memberships WHERE shop = ${shop} AND segment = ${segment}`,
    );
    return { people: n!, identified: null, more: false };
  }
  const all = await count(sql`SELECT (SELECT people FROM shops WHERE id = ${shop}) AS people,
    (SELECT count(*) FROM profiles WHERE shop = ${shop} AND identified = 1) AS identified`);
  const named = all.identified!;
  if (identified === undefined) return { people: all.people!, identified: named, more: false };
  return identified
    ? { people: named, identified: named, more: false }
    : { people: all.people! - named, identified: 0, more: false };
}

function prepared(db: D1Database, query: Sql): D1PreparedStatement {
  const { text, parameter } = render(query);
  return db.prepare(text).bind(parameter);
}
