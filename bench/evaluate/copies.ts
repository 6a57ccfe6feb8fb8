/** A million people of some thousands: copies under other ids and numbers, made within the database. */
const COPIED = [
  "profiles",
  "profile_details",
  "profile_documents",
  "attribute_values",
  "activities",
  "memberships",
];
/** How many are copied in one statement: D1 ends one after 30 seconds. */
const AT_ONCE = 20_000;

/** Until the shop with this number has so many people. */
export async function copyPeople(
  db: D1Database,
  number: number,
  shop: string,
  people: number,
): Promise<void> {
  const first = number * 2 ** 32;
  const originals = (await db
    .prepare("SELECT count(*) AS n FROM profiles WHERE shop = ?1")
    .bind(shop)
    .first<number>("n"))!;
  // Sorted once at the end instead of at each row.
  const { results: indexes } = await db
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND name <> 'profiles_by_id'
       AND tbl_name IN (SELECT value FROM json_each(?1))`,
    )
    .bind(JSON.stringify(COPIED))
    .all<{ name: string; sql: string }>();
  await db.batch(indexes.map(({ name }) => db.prepare(`DROP INDEX ${name}`)));
  const copiers = await Promise.all(COPIED.map((table) => copier(db, table)));
  for (let copy = 1; copy * originals < people; copy++) {
    const some = Math.min(originals, people - copy * originals);
    for (let from = 0; from < some; from += AT_ONCE)
      for (const copyInto of copiers)
        await copyInto(copy, copy * originals, first + from, first + Math.min(some, from + AT_ONCE)).run();
  }
  for (const { sql } of indexes) await db.prepare(sql).run();
}

async function copier(db: D1Database, table: string) {
  const { results } = await db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all<{ name: string }>();
  const names = results.map(({ name }) => name);
  const number = names.includes("person") ? "person" : "num";
  // Spread over the whole index, as random ids are.
  const idOf = (id: string) => `substr(${id}, 1 + ?1 % 7, 3) || ${id} || ?1`;
  const copied = (name: string) => {
    if (name === number) return `t.${name} + ?2`;
    if (name === "id" && table === "profiles") return idOf("t.id");
    if (name === "document") return `replace(t.document, p.id, ${idOf("p.id")})`;
    return `t."${name}"`;
  };
  const list = names.map((name) => `"${name}"`).join(", ");
  const from =
    table === "profile_documents" ? "profile_documents t JOIN profiles p ON p.num = t.num" : `${table} t`;
  const text = `INSERT INTO ${table} (${list}) SELECT ${names.map(copied).join(", ")} FROM ${from}
    WHERE t.${number} > ?3 AND t.${number} <= ?4`;
  return (copy: number, by: number, after: number, last: number) =>
    db.prepare(text).bind(copy, by, after, last);
}
