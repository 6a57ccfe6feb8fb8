/** What an erasure does to imports: people who wait, what an undo would bring back, and rows that were refused. */

/** `names`: identities as `kind value`, folded as they are compared. */
export function eraseFromImports(
  db: D1Database,
  shop: string,
  profiles: readonly string[],
  names: readonly string[],
): D1PreparedStatement[] {
  const values = names.map((name) => name.slice(name.indexOf(" ") + 1));
  const named = (column: string) =>
    `EXISTS (SELECT 1 FROM json_each(?2) v WHERE instr(${column}, v.value) > 0)`;
  const run = (sql: string, list: readonly string[]) => db.prepare(sql).bind(shop, JSON.stringify(list));
  return [
    run(
      `UPDATE import_chunks SET undo = (SELECT json_group_array(json(u.value)) FROM json_each(undo) u
         WHERE u.value ->> 0 NOT IN (SELECT value FROM json_each(?2)))
       WHERE shop = ?1 AND undo IS NOT NULL AND ${named("undo")}`,
      profiles,
    ),
    run(
      `UPDATE import_chunks SET rows = (SELECT json_group_array(json(j.value)) FROM json_each(rows) j
         WHERE NOT EXISTS (SELECT 1 FROM json_each(j.value -> '$.i') i
           WHERE i.value ->> 1 IN (SELECT value FROM json_each(?2))))
       WHERE shop = ?1 AND rows IS NOT NULL AND ${named("rows")}`,
      values,
    ),
    // As somebody wrote it: in capitals, a phone with blanks.
    run(
      `DELETE FROM import_refusals WHERE shop = ?1 AND ${named("replace(lower(cells), ' ', '')")}`,
      values.map((value) => JSON.stringify(value.toLowerCase().replaceAll(" ", ""))),
    ),
    run(
      "UPDATE coupon_codes SET claimed_by = '' WHERE shop = ?1 AND claimed_by IN (SELECT value FROM json_each(?2))",
      profiles,
    ),
  ];
}
