/** What an erasure finds in D1, and erases in one transaction; `places.ts` says where. */
import { newId } from "../../core/ids";
import type { erasures } from "../db/privacy-schema";
import { identityText } from "../visit/erasing";
import type { Claimed } from "./kin";
import { ANONYMOUS, BY_ID, BY_NUMBER, PROFILES } from "./places";
import type { Receipt } from "./receipt";

type Job = Pick<typeof erasures.$inferSelect, "id" | "shop" | "profiles">;

const THEIRS = "(SELECT value FROM json_each(?2))";
const NUMBERS = `(SELECT num FROM profiles WHERE shop = ?1 AND id IN ${THEIRS})`;

/** Conditions under which a table's rows are theirs. */
const OF_THEM: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(BY_NUMBER).map(([table, column]) => [table, `${column} IN ${NUMBERS}`]),
  ),
  ...Object.fromEntries(
    Object.entries(BY_ID).map(([table, columns]) => [
      table,
      `shop = ?1 AND (${columns.map((column) => `${column} IN ${THEIRS}`).join(" OR ")})`,
    ]),
  ),
  [PROFILES]: `shop = ?1 AND id IN ${THEIRS}`,
};
const ANONYMISED = Object.fromEntries(
  Object.entries(ANONYMOUS).map(([table, column]) => [table, `shop = ?1 AND ${column} IN ${THEIRS}`]),
);

/** Counts what there is, and the members' own rules that name them. */
export async function findRows(
  db: D1Database,
  { shop, profiles }: Job,
  names: readonly string[],
): Promise<Pick<Receipt, "rows" | "anonymous" | "namedIn">> {
  const theirs = JSON.stringify(profiles);
  const all = [...Object.entries(OF_THEM), ...Object.entries(ANONYMISED)];
  const [named, ...counts] = await db.batch([
    db
      .prepare(
        `SELECT id AS segment, name FROM segments WHERE shop = ?1
         AND EXISTS (SELECT 1 FROM json_each(?2) v WHERE instr(lower(rule), lower(v.value)) > 0)`,
      )
      .bind(shop, JSON.stringify(quoted(names))),
    ...all.map(([table, condition]) =>
      db.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${condition}`).bind(shop, theirs),
    ),
  ]);
  const found = all.map(([table], i) => [table, (counts[i]!.results[0] as { n: number }).n] as const);
  const some = (tables: object) => Object.fromEntries(found.filter(([table, n]) => table in tables && n > 0));
  return {
    rows: some(OF_THEM),
    anonymous: some(ANONYMISED),
    namedIn: named!.results as unknown as Receipt["namedIn"],
  };
}

export async function eraseRows(
  db: D1Database,
  job: Job,
  names: readonly string[],
  claimed: readonly Claimed[],
  now: number,
): Promise<void> {
  const { id, shop, profiles } = job;
  const theirs = JSON.stringify(profiles);
  const run = (sql: string, ...more: unknown[]) => db.prepare(sql).bind(shop, theirs, ...more);
  // Within one message somebody stays one person, so that its report goes on counting people.
  const { results } = await run(
    `SELECT DISTINCT message, profile FROM message_events WHERE ${ANONYMISED.message_events}`,
  ).all<{ message: string; profile: string }>();
  const aliases = results.map(({ message, profile }) => [message, profile, `erased-${newId()}`]);
  await db.batch([
    run(
      `UPDATE shops SET people = people - (SELECT count(*) FROM profiles WHERE shop = ?1 AND id IN ${THEIRS}) WHERE id = ?1`,
    ),
    run(
      `UPDATE message_events SET profile = a.value ->> 2, id = hex(randomblob(8)), "order" = NULL FROM json_each(?3) a
       WHERE shop = ?1 AND profile IN ${THEIRS} AND message = a.value ->> 0 AND profile = a.value ->> 1`,
      JSON.stringify(aliases),
    ),
    run(`DELETE FROM message_events WHERE ${ANONYMISED.message_events}`),
    run(`UPDATE orders SET profile = '' WHERE ${ANONYMISED.orders}`),
    run(`UPDATE coupon_codes SET claimed_by = '' WHERE ${ANONYMISED.coupon_codes}`),
    ...Object.entries(OF_THEM).map(([table, condition]) => run(`DELETE FROM ${table} WHERE ${condition}`)),
    db
      .prepare(
        `DELETE FROM identities WHERE shop = ?1 AND (profile, kind, value) IN
         (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2))`,
      )
      .bind(shop, JSON.stringify(claimed.map(({ profile, kind, value }) => [profile, kind, value]))),
    // A search that somebody typed, and what an undo of another's merge would bring back.
    db
      .prepare(
        `UPDATE exports SET whom = NULL WHERE shop = ?1 AND whom IS NOT NULL AND (whom ->> '$.q' IS NOT NULL
         OR EXISTS (SELECT 1 FROM json_each(?2) v WHERE instr(lower(whom), lower(v.value)) > 0))`,
      )
      .bind(shop, JSON.stringify(quoted(names))),
    db
      .prepare(
        `UPDATE merges SET document = '' WHERE shop = ?1
         AND EXISTS (SELECT 1 FROM json_each(?2) v WHERE instr(document, v.value) > 0)`,
      )
      .bind(shop, JSON.stringify(names.map(identityText))),
    eraseLinks(db, shop, names),
    ...importStatements(db, shop, [...quoted(names), ...profiles.map((one) => JSON.stringify(one))]),
    // What a shop system asked in their name is done, or can be done no more.
    db
      .prepare(
        `UPDATE privacy_requests SET identities = NULL, done_at = coalesce(done_at, CAST(?3 AS INTEGER)) WHERE shop = ?1
         AND identities IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(?2) v WHERE instr(identities, v.value) > 0)`,
      )
      .bind(shop, JSON.stringify(names.map(identityText)), now),
    run(
      "INSERT INTO erased_profiles (shop, profile, erasure, at) SELECT ?1, value, ?3, CAST(?4 AS INTEGER) FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING",
      id,
      now,
    ),
    db.prepare("UPDATE erasures SET done_at = ?2 WHERE id = ?1 AND done_at IS NULL").bind(id, now),
  ]);
}

/** Confirmation links to one of these addresses, `email value`. */
export const eraseLinks = (db: D1Database, shop: string, names: readonly string[]): D1PreparedStatement =>
  db
    .prepare(
      "DELETE FROM confirmations WHERE shop = ?1 AND 'email ' || email IN (SELECT value FROM json_each(?2))",
    )
    .bind(shop, JSON.stringify(names));

/** Rows of files in which they are named. */
function importStatements(db: D1Database, shop: string, names: readonly string[]): D1PreparedStatement[] {
  const named = (text: string) =>
    `EXISTS (SELECT 1 FROM json_each(?2) v WHERE instr(lower(${text}), lower(v.value)) > 0)`;
  const without = (column: string) =>
    `UPDATE import_chunks SET ${column} = (SELECT json_group_array(json(e.value)) FROM json_each(import_chunks.${column}) e
     WHERE NOT ${named("e.value")}) WHERE shop = ?1 AND ${column} IS NOT NULL AND ${named(column)}`;
  return [
    without("rows"),
    without("undo"),
    `DELETE FROM import_refusals WHERE shop = ?1 AND ${named("cells")}`,
  ].map((sql) => db.prepare(sql).bind(shop, JSON.stringify(names)));
}

/** Their values as JSON writes them: a short customer id is not looked for within other words. */
const quoted = (names: readonly string[]): string[] =>
  names.map((name) => JSON.stringify(name.slice(name.indexOf(" ") + 1)));
