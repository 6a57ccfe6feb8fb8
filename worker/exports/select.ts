/**
 * Whom an export holds. Profiles that share an email (or the activation id) are one person: one row, that of the
 * verified profile, else of the one seen last. So no two rows go to the same address.
 */
import type { Activation } from "../../core/exports/activation";
import type { Rule } from "../../core/rules/rule";
import { everyoneOf, type Sql, type SqlContext, sql, toSql } from "../../core/rules/sql";
import { matching } from "../profiles/match";
import { prepared } from "../segments/select";

/** Everyone, or those for whom all of these hold. */
export interface Whom {
  segment?: string | undefined;
  /** As the list of people is searched. */
  q?: string | undefined;
  identified?: boolean | undefined;
  rule?: Rule | undefined;
}

export interface Selection {
  whom: Whom;
  activation: Activation;
  context: SqlContext;
}

export interface Counted {
  /** Asked for. */
  people: number;
  /** Left out: they do not have the activation id. */
  without: number;
  /** Left out: another row is the same person's. */
  same: number;
  rows: number;
}

export async function countRows(db: D1Database, selection: Selection): Promise<Counted> {
  const query = sql`SELECT count(*) AS people, coalesce(sum(reachable), 0) AS reachable,
      coalesce(sum(CASE WHEN reachable THEN ${firstOfTheirs(selection)} END), 0) AS rows
    FROM (SELECT p.num, p.id, p.last_seen_at, ${hasActivation(selection)} AS reachable FROM profiles p
      WHERE ${everyoneOf(selection.context.shop)} AND ${asked(selection)} LIMIT -1) p`;
  const { people, reachable, rows } = (await prepared(db, query).first<Record<string, number>>())! as {
    people: number;
    reachable: number;
    rows: number;
  };
  return { people, without: people - reachable, same: reachable - rows, rows };
}

/** The people of a page, in the order of their numbers. */
export const pageOf = (columns: Sql, selection: Selection, after: number, limit: number): Sql =>
  sql`SELECT p.num, ${columns} FROM profiles p JOIN profile_documents d ON d.num = p.num
    WHERE ${everyoneOf(selection.context.shop)} AND p.num > ${after}
      AND ${asked(selection)} AND ${hasActivation(selection)} AND ${firstOfTheirs(selection)}
    ORDER BY p.num LIMIT ${limit}`;

/** Row by row, as people are walked by their number: a page never gathers a whole segment first. */
function asked({ whom, context }: Selection): Sql {
  const { segment, q, identified, rule } = whom;
  const typed = q?.trim();
  let where = sql`1`;
  if (segment !== undefined)
    where = sql`${where} AND EXISTS (SELECT 1 FROM memberships m WHERE m.person = p.num AND m.segment = ${segment})`;
  if (identified !== undefined) where = sql`${where} AND coalesce(p.identified, 0) = ${Number(identified)}`;
  if (typed) where = sql`${where} AND (${matching(context.shop, typed)})`;
  if (rule) where = sql`${where} AND ${toSql(rule, context)}`;
  return sql`(${where})`;
}

/** By the profile's few identities: left to itself, SQLite walks all of the shop's. */
const hasActivation = ({ activation, context: { shop } }: Selection): Sql =>
  activation === "vitrine"
    ? sql`1`
    : sql`EXISTS (SELECT 1 FROM identities i INDEXED BY identities_by_profile WHERE i.shop = ${shop} AND i.profile = p.id AND i.kind = ${activation})`;

/**
 * Whether the emails that somebody only claims are proven to be others', and what these last said of getting emails:
 * one JSON object by email, of `[consent, at]`.
 */
export const wordsOfOwners = (shop: string): Sql =>
  sql`(SELECT json_group_object(mine.value, json_array(o.email_consent, o.email_consent_at))
    FROM identities mine INDEXED BY identities_by_profile
    CROSS JOIN identities theirs ON theirs.shop = ${shop} AND theirs.kind = 'email' AND theirs.value = mine.value AND theirs.verified = 1
    CROSS JOIN profiles o ON o.shop = ${shop} AND o.id = theirs.profile
    WHERE mine.shop = ${shop} AND mine.profile = p.id AND mine.kind = 'email' AND mine.verified = 0
      AND o.email_consent IS NOT NULL)`;

/** Nobody else among those asked for is the same person and goes before them. Profiles that are verified all stay. */
function firstOfTheirs(selection: Selection): Sql {
  const { shop } = selection.context;
  // Who is proven to be somebody else, and only claims this email, has no address of their own to be sent to.
  const ofKind = selection.activation === "email" ? sql`AND v.kind = 'email'` : sql``;
  const isVerified = (profile: Sql) =>
    sql`EXISTS (SELECT 1 FROM identities v INDEXED BY identities_by_profile WHERE v.shop = ${shop} AND v.profile = ${profile} AND v.verified = 1 ${ofKind})`;
  return sql`(NOT EXISTS (SELECT 1 FROM identities mine INDEXED BY identities_by_profile
      CROSS JOIN identities theirs ON theirs.shop = ${shop} AND theirs.kind = mine.kind AND theirs.value = mine.value AND theirs.profile <> mine.profile
      CROSS JOIN profiles other ON other.shop = ${shop} AND other.id = theirs.profile
      WHERE mine.shop = ${shop} AND mine.profile = p.id AND mine.kind IN ('email', ${selection.activation})
        AND (${isVerified(sql`other.id`)} OR (coalesce(other.last_seen_at, 0), other.num) > (coalesce(p.last_seen_at, 0), p.num))
        AND EXISTS (SELECT 1 FROM profiles p WHERE p.num = other.num AND ${asked(selection)} AND ${hasActivation(selection)}))
    OR ${isVerified(sql`p.id`)})`;
}
