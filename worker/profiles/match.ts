/** Who matches what is typed: the beginning of a name, an email, a phone number or a customer id, or a whole id of ours. */
import { fold } from "../../core/rules/fold";
import { raw, type Sql, sql } from "../../core/rules/sql";

interface Typed {
  /** Our own id, or its beginning where that can be one. */
  id: Sql;
  /** Beginnings of identities. */
  identities: string[];
  /** Each must begin a first or a last name; the longest, which fewest have, first. */
  words: string[];
}

function read(typed: string): Typed {
  const written = typed.toLowerCase();
  const phone = typed.replace(/[^\d+]/g, "");
  const identities = new Set([
    ...[written, typed, typed.toUpperCase()],
    ...(phone.length >= 4 ? [phone] : []),
  ]);
  const words = fold(typed).split(/\s+/).filter(Boolean).slice(0, 3);
  return {
    id: /^[0-9a-z]{6,}$/.test(typed) ? begins("id", typed) : sql`id = ${typed}`,
    identities: [...identities],
    words: words.sort((a, b) => b.length - a.length),
  };
}

const KINDS = raw("('email', 'phone', 'customer')");
const begins = (column: string, prefix: string): Sql =>
  sql`${raw(column)} >= ${prefix} AND ${raw(column)} < ${after(prefix)}`;
const namedSo = (word: string): Sql => sql`(${begins("first_name", word)} OR ${begins("last_name", word)})`;
const all = (parts: readonly Sql[]): Sql => parts.reduce((both, part) => sql`${both} AND ${part}`);
const any = (parts: readonly Sql[]): Sql => parts.reduce((either, part) => sql`${either} OR ${part}`);

/** A condition for `profiles p` that looks for all who match, by indexes. */
export function matching(shop: string, typed: string): Sql {
  const { id, identities, words } = read(typed);
  const parts = [
    sql`p.id IN (SELECT id FROM profiles WHERE shop = ${shop} AND ${id})`,
    ...identities.map(
      (value) =>
        sql`p.id IN (SELECT profile FROM identities WHERE shop = ${shop} AND kind IN ${KINDS} AND ${begins("value", value)})`,
    ),
  ];
  const byWord = (word: string) =>
    sql`(p.num IN (SELECT num FROM profile_details WHERE shop = ${shop} AND ${begins("first_name", word)})
      OR p.num IN (SELECT num FROM profile_details WHERE shop = ${shop} AND ${begins("last_name", word)}))`;
  if (words.length > 0) parts.push(sql`(${all(words.map(byWord))})`);
  return any(parts);
}

/** A condition for `profiles p` that looks at one person after the other. */
export function matchesRow(shop: string, typed: string): Sql {
  const { id, identities, words } = read(typed);
  const parts = [
    sql`EXISTS (SELECT 1 FROM (SELECT p.id) WHERE ${id})`,
    sql`EXISTS (SELECT 1 FROM identities i WHERE i.shop = ${shop} AND i.profile = p.id AND (${any(identities.map((value) => begins("i.value", value)))}))`,
  ];
  if (words.length > 0)
    parts.push(
      sql`EXISTS (SELECT 1 FROM profile_details d WHERE d.num = p.num AND ${all(words.map(namedSo))})`,
    );
  return sql`(${any(parts)})`;
}

/** Each finds the numbers of some who match, by an index, and of at most so many. */
export function findingFew(shop: string, typed: string, most: number): Sql[] {
  const { id, identities, words } = read(typed);
  const queries = [
    sql`SELECT num FROM profiles WHERE shop = ${shop} AND ${id} LIMIT ${most}`,
    ...identities.map(
      (value) => sql`SELECT p.num FROM
        (SELECT profile FROM identities WHERE shop = ${shop} AND kind IN ${KINDS} AND ${begins("value", value)} LIMIT ${most}) i
        CROSS JOIN profiles p ON p.shop = ${shop} AND p.id = i.profile`,
    ),
  ];
  const [longest, ...others] = words;
  if (longest !== undefined)
    for (const column of ["first_name", "last_name"])
      queries.push(
        sql`SELECT num FROM profile_details WHERE shop = ${shop} AND ${all([begins(column, longest), ...others.map(namedSo)])} LIMIT ${most}`,
      );
  return queries;
}

/** The first text that does not begin with this one any more. */
const after = (prefix: string): string => `${prefix}\u{10FFFF}`;
