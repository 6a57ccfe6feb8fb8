/**
 * What evaluating profiles that D1 owns leaves in D1: memberships, computed attributes, documents and times. Their
 * other facts stay as they are.
 * One transaction; its first statements fail, and undo all of it, when something is not as it was read.
 */
import type { MembershipChange } from "../../core/profiles/memberships";
import type { Profile } from "../../core/profiles/profile";
import { refuseErased } from "./flush-erased";
import type { CompiledSnapshot } from "./snapshot";

export interface Moves {
  moved: { num: number; profile: Profile; changes: MembershipChange[]; values: ValueRow[] }[];
  /** Not moved, but time may move them at another instant than before. */
  later: [num: number, nextChangeAt: number | null][];
  /** At the latest at this instant. Holds for whatever version they have. */
  sooner: [num: number, nextChangeAt: number][];
  /** The versions that those of the first two are based on. */
  read: [num: number, version: number][];
}

/** The name of a computed attribute's value, and what it is now; null when it is not known. */
export type ValueRow = [name: string, value: unknown];

/** Answers false when nothing was written, as something is not the newest. */
export async function storeMoves(
  db: D1Database,
  shop: string,
  { moved, later, sooner, read }: Moves,
  first: D1PreparedStatement[],
): Promise<boolean> {
  const statements = [
    ...refuseErased(db, { shop, rows: moved }),
    ...first,
    ...(read.length > 0 ? [refuseChanged(db, read)] : []),
    ...(later.length > 0 ? [changeLater(db, later)] : []),
    ...(sooner.length > 0 ? [changeSooner(db, null, sooner)] : []),
    ...(moved.length > 0 ? moveStatements(db, shop, moved) : []),
  ];
  try {
    if (statements.length > 0) await db.batch(statements);
    return true;
  } catch (error) {
    if (String(error).includes("NOT NULL constraint failed")) return false;
    throw error;
  }
}

/** Fails when newer rules than these are out: whoever was already sorted by those would be taken back. */
export const refuseOvertaken = (db: D1Database, { snapshot }: CompiledSnapshot): D1PreparedStatement =>
  db
    .prepare("UPDATE evaluations SET revision = NULL WHERE shop = ?1 AND revision > ?2")
    .bind(snapshot.shop.id, snapshot.rulesRevision);

/** Fails when one of these profiles is not the version that was read, or has found a home. */
const refuseChanged = (db: D1Database, read: Moves["read"]) =>
  db
    .prepare(
      `UPDATE profiles SET version = NULL WHERE num IN (SELECT value ->> 0 FROM json_each(?1))
       AND (home IS NOT NULL OR (num, version) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1)))`,
    )
    .bind(JSON.stringify(read));

/** Most new rules move few people, but change for many when time may: that is one column. LIMIT keeps the list first. */
const TIMES = "(SELECT value ->> 0 AS num, value ->> 1 AS at FROM json_each(?1) LIMIT -1) l";

const changeLater = (db: D1Database, later: Moves["later"]) =>
  db
    .prepare(`UPDATE profiles SET next_change_at = l.at FROM ${TIMES} WHERE profiles.num = l.num`)
    .bind(JSON.stringify(later));

/** Too soon is only looked at in vain; so whoever has an earlier time keeps it. */
export const changeSooner = (db: D1Database, home: string | null, sooner: Moves["sooner"]) =>
  db
    .prepare(
      `UPDATE profiles SET next_change_at = min(coalesce(next_change_at, l.at), l.at) FROM ${TIMES}
       WHERE profiles.num = l.num AND profiles.home IS ?2`,
    )
    .bind(JSON.stringify(sooner), home);

function moveStatements(db: D1Database, shop: string, moved: Moves["moved"]): D1PreparedStatement[] {
  const changes = moved.flatMap(({ num, profile, changes }) =>
    changes.map((change) => ({ ...change, num, profile: profile.id })),
  );
  const times = moved.map(({ num, profile }) => [num, profile.nextChangeAt ?? null, profile.version]);
  const documents = moved.map(({ num, profile }) => [num, JSON.stringify(profile)]);
  const told = changes.map((c) => [c.segment, c.profile, c.version, c.entered ? 1 : 0, c.at, c.cause]);
  const left = changes.filter(({ entered }) => !entered).map(({ num, segment }) => [num, segment]);
  const entered = changes.filter(({ entered }) => entered).map(({ num, segment, at }) => [num, segment, at]);
  const values = moved.flatMap(({ num, values }) => values.map((row) => [num, ...row]));
  const run = (sql: string, rows: unknown[][]) => db.prepare(sql).bind(JSON.stringify(rows), shop);
  return [
    db
      .prepare(
        `UPDATE profiles SET next_change_at = l.at, version = l.version
         FROM (SELECT value ->> 0 AS num, value ->> 1 AS at, value ->> 2 AS version FROM json_each(?1) LIMIT -1) l
         WHERE profiles.num = l.num`,
      )
      .bind(JSON.stringify(times)),
    run(
      `INSERT INTO profile_documents (num, shop, document) SELECT value ->> 0, ?2, value ->> 1 FROM json_each(?1)
       WHERE true ON CONFLICT (num) DO UPDATE SET document = excluded.document`,
      documents,
    ),
    ...(values.length > 0 ? valueStatements(db, shop, values) : []),
    db
      .prepare(
        "DELETE FROM memberships WHERE (person, segment) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1))",
      )
      .bind(JSON.stringify(left)),
    run(
      `INSERT INTO memberships (shop, person, segment, since) SELECT ?2, value ->> 0, value ->> 1, value ->> 2
       FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
      entered,
    ),
    run(
      `INSERT INTO membership_changes (shop, segment, profile, version, entered, at, cause)
       SELECT ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
       FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
      told,
    ),
  ];
}

function valueStatements(db: D1Database, shop: string, values: unknown[][]): D1PreparedStatement[] {
  const json = JSON.stringify(values);
  return [
    db
      .prepare(
        "DELETE FROM attribute_values WHERE (person, attribute) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1) WHERE value ->> 2 IS NULL)",
      )
      .bind(json),
    db
      .prepare(
        `INSERT INTO attribute_values (shop, person, attribute, value)
         SELECT ?2, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1) WHERE value ->> 2 IS NOT NULL
         ON CONFLICT (person, attribute) DO UPDATE SET value = excluded.value`,
      )
      .bind(json, shop),
  ];
}
