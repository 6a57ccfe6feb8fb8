/** Removes profiles that D1 owns, with all that it has of them, unless somebody changed one meanwhile. */
import type { Profile } from "../../core/profiles/profile";

/** Those that are as they were read. All statements find the same: the profiles themselves go last. */
const FOUND = `FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0
  AND p.version = j.value ->> 1 AND p.home IS NULL`;

const BY_NUMBER = { profile_details: "num", profile_documents: "num" };
const BY_PERSON = {
  attribute_values: "person",
  activities: "person",
  memberships: "person",
  interests: "person",
};
const BY_ID = ["identities", "membership_changes", "message_events"];

/** Answers the ids of those that are gone. */
export async function removePeople(
  db: D1Database,
  shop: string,
  profiles: readonly Profile[],
): Promise<Set<string>> {
  if (profiles.length === 0) return new Set();
  const read = JSON.stringify(profiles.map(({ id, version }) => [id, version]));
  const run = (sql: string) => db.prepare(sql).bind(shop, read);
  const results = await db.batch<{ id: string }>([
    run(`UPDATE shops SET people = people - (SELECT count(*) ${FOUND}) WHERE id = ?1`),
    ...Object.entries({ ...BY_NUMBER, ...BY_PERSON }).map(([table, column]) =>
      run(`DELETE FROM ${table} WHERE ${column} IN (SELECT p.num ${FOUND})`),
    ),
    ...BY_ID.map((table) =>
      run(`DELETE FROM ${table} WHERE shop = ?1 AND profile IN (SELECT p.id ${FOUND})`),
    ),
    run(`DELETE FROM profiles WHERE num IN (SELECT p.num ${FOUND}) RETURNING id`),
  ]);
  return new Set(results.at(-1)!.results.map(({ id }) => id));
}
