/** Who is in a segment, and who came and went: pages of fifty, newest first. */
import type { MembershipChange } from "../../core/profiles/memberships";
import type { Span } from "../../core/rules/timeframes";
import { cut, PAGE, readCursor } from "../http/paging";
import type { Role } from "../members/roles";
import { PERSON_COLUMNS, PERSON_JOIN, type PersonRecord, personOf } from "../profiles/people";

export async function membersOf(
  db: D1Database,
  shop: string,
  segment: string,
  cursor: string | undefined,
  role: Role,
) {
  const [since, person] = readCursor(cursor, 2) ?? [];
  const { results } = await db
    .prepare(
      `SELECT m.since, m.person, ${PERSON_COLUMNS} FROM memberships m JOIN profiles p ON p.num = m.person ${PERSON_JOIN}
       WHERE m.shop = ?1 AND m.segment = ?2 ${since === undefined ? "" : "AND (m.since, m.person) < (CAST(?3 AS INTEGER), CAST(?4 AS INTEGER))"}
       ORDER BY m.since DESC, m.person DESC LIMIT ${PAGE + 1}`,
    )
    .bind(...(since === undefined ? [shop, segment] : [shop, segment, since, person]))
    .all<PersonRecord & { since: number; person: number }>();
  const page = cut(results, (last) => [last.since, last.person]);
  return { ...page, items: page.items.map((row) => ({ ...personOf(row, role), since: row.since })) };
}

/** After all that happened. */
const LAST = 8.64e15;

interface ChangeRecord extends PersonRecord {
  entered: number;
  at: number;
  cause: MembershipChange["cause"];
  version: number;
}

/** @param only those of a span of time, or only enterings or leavings */
export async function changesOf(
  db: D1Database,
  shop: string,
  segment: string,
  only: { span?: Span; entered?: boolean },
  cursor: string | undefined,
  role: Role,
) {
  const [at = LAST, profile = "", version = 0] = readCursor(cursor, 3) ?? [];
  const { from, to } = only.span ?? { from: 0, to: LAST };
  const entered = only.entered === undefined ? null : Number(only.entered);
  const { results } = await db
    .prepare(
      `SELECT m.entered, m.at, m.cause, m.version, ${PERSON_COLUMNS}
       FROM membership_changes m JOIN profiles p ON p.shop = m.shop AND p.id = m.profile ${PERSON_JOIN}
       WHERE m.shop = ?1 AND m.segment = ?2 AND m.at >= CAST(?3 AS INTEGER) AND m.at < CAST(?4 AS INTEGER)
         AND (?5 IS NULL OR m.entered = ?5)
         AND (m.at, m.profile, m.version) < (CAST(?6 AS INTEGER), ?7, CAST(?8 AS INTEGER))
       ORDER BY m.at DESC, m.profile DESC, m.version DESC LIMIT ${PAGE + 1}`,
    )
    .bind(shop, segment, from, Math.min(to, Number(at) + 1), entered, at, profile, version)
    .all<ChangeRecord>();
  const page = cut(results, (last) => [last.at, last.id, last.version]);
  const items = page.items.map((row) => ({
    person: personOf(row, role),
    entered: row.entered === 1,
    at: row.at,
    cause: row.cause,
  }));
  return { ...page, items };
}
