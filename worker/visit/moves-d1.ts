/** What merges do in D1: who owns an identity, who takes a home, and the rows that follow a merged profile. */
import type { Profile } from "../../core/profiles/profile";
import type { Claim, Move } from "./merge-store";

/** Takes the identity for the profile unless somebody owns it; answers who does. */
export async function ownerInD1(
  db: D1Database,
  shop: string,
  { profile, kind, value, at }: Claim,
): Promise<string> {
  const owner = () =>
    db
      .prepare("SELECT profile FROM identities WHERE shop = ?1 AND kind = ?2 AND value = ?3 AND verified = 1")
      .bind(shop, kind, value)
      .first<{ profile: string }>();
  const known = await owner();
  if (known) return known.profile;
  try {
    await db
      .prepare(
        `INSERT INTO identities (shop, kind, value, profile, verified, at) VALUES (?1, ?2, ?3, ?4, 1, ?5)
         ON CONFLICT (shop, kind, value, profile) DO UPDATE SET verified = 1`,
      )
      .bind(shop, kind, value, profile, at)
      .run();
    return profile;
  } catch (error) {
    const faster = await owner();
    if (faster) return faster.profile;
    throw error;
  }
}

/** A profile, or the one that it became part of. */
export async function rowInD1(db: D1Database, shop: string, id: string) {
  const row = await db
    .prepare(
      `WITH RECURSIVE became (id) AS (SELECT ?2 UNION SELECT m.survivor FROM became JOIN merges m
         ON m.shop = ?1 AND m.loser = became.id AND m.undone_at IS NULL)
       SELECT p.id, p.home, d.document ->> 'createdAt' AS createdAt FROM became
       JOIN profiles p ON p.shop = ?1 AND p.id = became.id JOIN profile_documents d ON d.num = p.num`,
    )
    .bind(shop, id)
    .first<{ id: string; home: string | null; createdAt: number }>();
  return row ?? undefined;
}

/** A profile that D1 owned lives in this shard from now on: its document; undefined when it lives elsewhere. */
export async function adoptInD1(
  db: D1Database,
  shop: string,
  id: string,
  home: string,
): Promise<string | undefined> {
  const [, found] = await db.batch<{ document: string }>([
    db
      .prepare("UPDATE profiles SET home = ?3 WHERE shop = ?1 AND id = ?2 AND home IS NULL")
      .bind(shop, id, home),
    db
      .prepare(
        `SELECT d.document FROM profiles p JOIN profile_documents d ON d.num = p.num
         WHERE p.shop = ?1 AND p.id = ?2 AND p.home = ?3`,
      )
      .bind(shop, id, home),
  ]);
  return found?.results[0]?.document;
}

/**
 * Answers false while D1 does not have the survivor with everything; one who became part of somebody else since had it
 * then already, and took it along. Done twice it changes nothing.
 */
export async function moveInD1(db: D1Database, shop: string, move: Move): Promise<boolean> {
  const { id, loser, survivor, at, document, version = 0 } = move;
  const there = await db
    .prepare(
      `WITH RECURSIVE became (id) AS (SELECT ?2 UNION SELECT m.survivor FROM became JOIN merges m
         ON m.shop = ?1 AND m.loser = became.id AND m.undone_at IS NULL)
       SELECT p.id FROM became CROSS JOIN profiles p ON p.shop = ?1 AND p.id = became.id
       WHERE p.id <> ?2 OR p.version >= ?3`,
    )
    .bind(shop, survivor, version)
    .first<{ id: string }>();
  if (!there) return false;
  const numOf = (parameter: string) => `(SELECT num FROM profiles WHERE shop = ?1 AND id = ${parameter})`;
  const run = (sql: string) => db.prepare(sql).bind(shop, loser, there.id);
  const forget = (table: string, column = "num") =>
    db.prepare(`DELETE FROM ${table} WHERE ${column} = ${numOf("?2")}`).bind(shop, loser);
  await db.batch([
    db
      .prepare(
        `INSERT INTO merges (id, shop, loser, survivor, at, document) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING`,
      )
      .bind(id, shop, loser, survivor, at, document),
    // What the survivor has folded since, or taken back, is gone.
    run(
      `UPDATE OR IGNORE activities SET person = ${numOf("?3")} WHERE person = ${numOf("?2")} AND (kind, at, id) IN
       (SELECT k.key, e.value ->> 'at', e.value ->> 'id' FROM profile_documents d, json_each(d.document, '$.history') k,
        json_each(k.value) e WHERE d.num = ${numOf("?3")})`,
    ),
    forget("activities", "person"),
    run("UPDATE orders SET profile = ?3 WHERE shop = ?1 AND profile = ?2"),
    run("UPDATE OR IGNORE message_events SET profile = ?3 WHERE shop = ?1 AND profile = ?2"),
    // Whichever of the two rows is the proven one stays.
    run(
      `DELETE FROM identities WHERE shop = ?1 AND profile = ?3 AND verified = 0 AND (kind, value) IN
       (SELECT kind, value FROM identities WHERE shop = ?1 AND profile = ?2)`,
    ),
    run("UPDATE OR IGNORE identities SET profile = ?3 WHERE shop = ?1 AND profile = ?2"),
    db.prepare("DELETE FROM identities WHERE shop = ?1 AND profile = ?2").bind(shop, loser),
    db
      .prepare(
        "UPDATE shops SET people = people - (SELECT count(*) FROM profiles WHERE shop = ?1 AND id = ?2) WHERE id = ?1",
      )
      .bind(shop, loser),
    ...["memberships", "attribute_values", "interests", "table_rows"].map((table) => forget(table, "person")),
    forget("profile_details"),
    forget("profile_documents"),
    db.prepare("DELETE FROM profiles WHERE shop = ?1 AND id = ?2").bind(shop, loser),
  ]);
  return true;
}

/** The rows of a profile that lives on its own again; its activities and facts come with its flush. */
export async function partInD1(
  db: D1Database,
  shop: string,
  merge: string,
  stayed: Profile,
  parted: Profile,
): Promise<void> {
  const kept = new Set(stayed.identities.map(({ kind, value }) => `${kind} ${value}`));
  const gone = parted.identities.filter(({ kind, value }) => !kept.has(`${kind} ${value}`));
  const orders = (parted.history.ordered ?? []).map(({ name }) => name);
  const queues = Object.keys(parted.queues);
  await db.batch([
    db
      .prepare(
        `DELETE FROM identities WHERE shop = ?1 AND profile = ?2 AND (kind, value) IN
         (SELECT value ->> 0, value ->> 1 FROM json_each(?3))`,
      )
      .bind(shop, stayed.id, JSON.stringify(gone.map(({ kind, value }) => [kind, value]))),
    db
      .prepare(
        "UPDATE orders SET profile = ?3 WHERE shop = ?1 AND profile = ?2 AND id IN (SELECT value FROM json_each(?4))",
      )
      .bind(shop, stayed.id, parted.id, JSON.stringify(orders)),
    // Events of messages are named by the queue in which they came.
    db
      .prepare(
        `UPDATE message_events SET profile = ?3 WHERE shop = ?1 AND profile = ?2
         AND substr(id, 1, instr(id, '.') - 1) IN (SELECT value FROM json_each(?4))`,
      )
      .bind(shop, stayed.id, parted.id, JSON.stringify(queues)),
    db.prepare("UPDATE merges SET undone_at = ?3 WHERE shop = ?1 AND id = ?2").bind(shop, merge, Date.now()),
  ]);
}
