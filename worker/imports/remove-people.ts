/** Removes profiles that D1 owns, with all that it has of them, unless somebody changed one meanwhile. */
import type { Profile } from "../../core/profiles/profile";
import { BY_ID, BY_NUMBER } from "../privacy/places";

/** Those that are as they were read. All statements find the same: the profiles themselves go last. */
const FOUND = `FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0
  AND p.version = j.value ->> 1 AND p.home IS NULL`;

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
    ...Object.entries(BY_NUMBER).map(([table, column]) =>
      run(`DELETE FROM ${table} WHERE ${column} IN (SELECT p.num ${FOUND})`),
    ),
    ...Object.entries({ ...BY_ID, message_events: ["profile"] }).flatMap(([table, columns]) =>
      columns.map((column) =>
        run(`DELETE FROM ${table} WHERE shop = ?1 AND ${column} IN (SELECT p.id ${FOUND})`),
      ),
    ),
    run(`DELETE FROM profiles WHERE num IN (SELECT p.num ${FOUND}) RETURNING id`),
  ]);
  return new Set(results.at(-1)!.results.map(({ id }) => id));
}
