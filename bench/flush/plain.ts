/** The rows that a flush left, written again as anybody would: rows of placeholders, as many as D1 binds. */
const BOUND = 100;

export interface Table {
  name: string;
  /** Of those columns a row is known; what comes again replaces it. Otherwise it is left as it is. */
  key?: string;
  /** Which rows are one of these people's. */
  whose: string;
}

const NUMBERS = "(SELECT p.num FROM profiles p WHERE p.id IN (SELECT value FROM json_each(?1)))";
const IDS = "(SELECT value FROM json_each(?1))";

export const TABLES: readonly Table[] = [
  { name: "profiles", key: "num", whose: `num IN ${NUMBERS}` },
  { name: "profile_details", key: "num", whose: `num IN ${NUMBERS}` },
  { name: "profile_documents", key: "num", whose: `num IN ${NUMBERS}` },
  { name: "attribute_values", key: "person, attribute", whose: `person IN ${NUMBERS}` },
  { name: "identities", whose: `profile IN ${IDS}` },
  { name: "activities", whose: `person IN ${NUMBERS}` },
  { name: "memberships", whose: `person IN ${NUMBERS}` },
  { name: "membership_changes", whose: `profile IN ${IDS}` },
];

export type Rows = [Table, Record<string, unknown>[]][];

export async function rowsOf(db: D1Database, ids: readonly string[]): Promise<Rows> {
  const results = await db.batch<Record<string, unknown>>(
    TABLES.map(({ name, whose }) =>
      db.prepare(`SELECT * FROM ${name} WHERE ${whose}`).bind(JSON.stringify(ids)),
    ),
  );
  return TABLES.map((table, i) => [table, results[i]!.results]);
}

export async function upsert(db: D1Database, all: Rows): Promise<void> {
  const statements = all.flatMap(([{ name, key }, rows]) => {
    const columns = Object.keys(rows[0] ?? {});
    const list = columns.map((column) => `"${column}"`).join(", ");
    const set = columns.map((column) => `"${column}" = excluded."${column}"`).join(", ");
    const conflict = key ? `ON CONFLICT (${key}) DO UPDATE SET ${set}` : "ON CONFLICT DO NOTHING";
    const row = `(${columns.map(() => "?").join(", ")})`;
    return chunks(rows, Math.floor(BOUND / columns.length)).map((some) =>
      db
        .prepare(`INSERT INTO ${name} (${list}) VALUES ${some.map(() => row).join(", ")} ${conflict}`)
        .bind(...some.flatMap((each) => columns.map((column) => each[column]))),
    );
  });
  await db.batch(statements);
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
