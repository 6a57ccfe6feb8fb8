/** The list of people: searched by name, email, phone or customer id, narrowed to a segment, those seen last first. */
import { fold } from "../../core/rules/fold";
import { raw, render, type Sql, sql } from "../../core/rules/sql";
import { Problem } from "../http/errors";
import { readCursor, writeCursor } from "../http/paging";
import { type Role, seesPersonalData } from "../members/roles";
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
  identified: number;
}

export async function searchPeople(
  db: D1Database,
  shop: string,
  search: Search,
  role: Role,
): Promise<{ items: PersonRow[]; next: string | null; total: Total | null }> {
  if (search.q && !seesPersonalData(role))
    throw new Problem("forbidden", "Analysts cannot search for people by name, email, phone or customer id.");
  const where = conditions(shop, search);
  const after = readCursor(search.cursor, 2);
  const limit = search.limit + 1;
  const select = (seen: Sql, order: string) => {
    const { text, parameter } = render(
      sql`SELECT ${raw(PERSON_COLUMNS)} FROM profiles p ${raw(PERSON_JOIN)} WHERE ${where} AND ${seen} ORDER BY ${raw(order)} LIMIT ${limit}`,
    );
    return db.prepare(text).bind(parameter);
  };
  // Imported people were never seen: they come last, by id. Two statements, so that both walk an index.
  const statements: D1PreparedStatement[] = [];
  if (after?.[0] !== null)
    statements.push(
      select(
        after ? sql`(p.last_seen_at, p.id) < (${after[0]}, ${after[1]})` : sql`p.last_seen_at IS NOT NULL`,
        "p.last_seen_at DESC, p.id DESC",
      ),
    );
  const later = after && after[0] === null ? sql` AND p.id < ${after[1]}` : raw("");
  statements.push(select(sql`p.last_seen_at IS NULL${later}`, "p.id DESC"));
  if (!after) statements.push(counting(db, where));
  const results = await db.batch<PersonRecord>(statements);
  const total = after ? null : ((results.pop()!.results as unknown[])[0] as Total);
  const rows = results.flatMap((result) => result.results);
  const items = rows.slice(0, search.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => personOf(row, role)),
    next: rows.length > search.limit && last ? writeCursor([last.last_seen_at, last.id]) : null,
    total,
  };
}

function counting(db: D1Database, where: Sql): D1PreparedStatement {
  const { text, parameter } = render(
    sql`SELECT count(*) AS people, coalesce(sum(p.identified = 1), 0) AS identified FROM profiles p WHERE ${where}`,
  );
  return db.prepare(text).bind(parameter);
}

function conditions(shop: string, { q, segment, identified }: Search): Sql {
  let where = sql`p.shop = ${shop}`;
  if (segment !== undefined)
    where = sql`${where} AND p.num IN (SELECT person FROM memberships WHERE shop = ${shop} AND segment = ${segment})`;
  if (identified !== undefined)
    where = identified
      ? sql`${where} AND p.identified = 1`
      : sql`${where} AND (p.identified IS NULL OR p.identified = 0)`;
  const typed = q?.trim();
  return typed ? sql`${where} AND (${matching(shop, typed)})` : where;
}

/** All by prefix, each by an index. Every word of a name must begin a first or a last name. */
export function matching(shop: string, typed: string): Sql {
  const written = typed.toLowerCase();
  const phone = typed.replace(/[^\d+]/g, "");
  const byIdentity = (value: string) =>
    sql`p.id IN (SELECT profile FROM identities WHERE shop = ${shop} AND kind IN ('email', 'phone', 'customer') AND value >= ${value} AND value < ${after(value)})`;
  const parts = [sql`p.id = ${typed}`, byIdentity(written)];
  if (typed !== written) parts.push(byIdentity(typed));
  if (phone.length >= 4 && phone !== written) parts.push(byIdentity(phone));
  const words = fold(typed).split(/\s+/).filter(Boolean).slice(0, 3);
  const byWord = (word: string) =>
    sql`(p.num IN (SELECT num FROM profile_details WHERE shop = ${shop} AND first_name >= ${word} AND first_name < ${after(word)})
      OR p.num IN (SELECT num FROM profile_details WHERE shop = ${shop} AND last_name >= ${word} AND last_name < ${after(word)}))`;
  const [first, ...rest] = words;
  if (first) parts.push(sql`(${rest.reduce((all, word) => sql`${all} AND ${byWord(word)}`, byWord(first))})`);
  return parts.reduce((any, part) => sql`${any} OR ${part}`);
}

/** The first text that does not begin with this one any more. */
const after = (prefix: string): string => `${prefix}\u{10FFFF}`;
