/** Many rows in one statement: as one JSON parameter, columns by their place in each row. */
export const IGNORE = "ON CONFLICT DO NOTHING";

/** Nothing to insert is no statement. */
type Insert = D1PreparedStatement | undefined;

/** `computed`: further columns, by SQL over the row `j`. */
export const insertInto =
  (db: D1Database, shop: string) =>
  (
    table: string,
    columns: readonly string[],
    rows: readonly unknown[][],
    conflict: string,
    computed: Record<string, string> = {},
  ): Insert => {
    if (rows.length === 0) return undefined;
    const into = named(["shop", ...Object.keys(computed), ...columns]);
    const values = ["?1", ...Object.values(computed), ...columns.map((_, i) => `j.value ->> ${i}`)];
    return db
      .prepare(
        `INSERT INTO ${table} (${into}) SELECT ${values.join(", ")} FROM json_each(?2) j WHERE true ${conflict}`,
      )
      .bind(shop, JSON.stringify(rows));
  };

/**
 * Into tables that name people by number. Each row begins with the profile's id, and then, with `versioned`, with its
 * version: a row of a version that D1 did not take is left out.
 */
export const insertOfPeople =
  (db: D1Database, shop: string) =>
  (
    table: string,
    columns: readonly string[],
    rows: readonly unknown[][],
    conflict: string,
    { number = "person", versioned = false } = {},
  ): Insert => {
    if (rows.length === 0) return undefined;
    const first = versioned ? 2 : 1;
    const values = columns.map((_, i) => `j.value ->> ${i + first}`);
    // CROSS: each row looks for its person, never the other way round.
    return db
      .prepare(
        `INSERT INTO ${table} (${named(["shop", number, ...columns])}) SELECT ?1, p.num, ${values.join(", ")}
         FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0${versioned ? " AND p.version <= j.value ->> 1" : ""}
         WHERE true ${conflict}`,
      )
      .bind(shop, JSON.stringify(rows));
  };

/** What an upsert takes from the row that came. */
export const taken = (columns: readonly string[]): string =>
  columns.map((column) => `"${column}" = excluded."${column}"`).join(", ");

const named = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(", ");
