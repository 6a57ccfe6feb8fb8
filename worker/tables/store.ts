/**
 * Rows of the shop's own tables in D1, as the profiles of a flush have them. A row is one person's: who has an older
 * word of it is written down to give it up (`moves.ts`), in the same transaction.
 */
import type { Attributes } from "../../core/attributes/attribute";
import { normaliseFact } from "../../core/rules/normalise";
import type { Value } from "../../core/rules/rule";
import type { Cells, Row } from "../../core/tables/rows";
import { factOf, type Table } from "../../core/tables/table";
import type { FlushRow } from "../visit/flush";
import { insertOfPeople } from "../visit/insert";

export interface RowStatements {
  all: D1PreparedStatement[];
  /** Those that tell who has a row that is another's. */
  moves: D1PreparedStatement[];
}

/** Undefined, as nearly always, when no row was told. */
export function rowStatements(
  db: D1Database,
  shop: string,
  attributes: Attributes,
  flushed: readonly FlushRow[],
  now: number,
): RowStatements | undefined {
  const newest = new Map(flushed.map(({ profile }) => [profile.id, profile]));
  const touched = new Map<string, { id: string; version: number; table: string; row: string; now?: Row }>();
  for (const { profile, entry } of flushed)
    for (const { table, row } of entry.rows ?? []) {
      const { id, version, rows } = newest.get(profile.id)!;
      const known = rows?.[table]?.[row];
      touched.set(JSON.stringify([id, table, row]), {
        id,
        version,
        table,
        row,
        ...(known && { now: known }),
      });
    }
  if (touched.size === 0) return undefined;
  const all = [...touched.values()];
  const there = all.flatMap(({ id, version, table, row, now }) =>
    now?.cells
      ? [[id, version, table, row, now.at, now.cells, foldedOf(attributes.tables?.get(table), now.cells)]]
      : [],
  );
  const gone = all
    .filter(({ now }) => !now?.cells)
    .map(({ id, version, table, row }) => [id, version, table, row]);
  // A row that a query found is nobody else's: others may have one of the same id.
  const told = there.filter(([, , table]) => !attributes.tables?.get(table as string)?.byQuery);
  const fields = JSON.stringify(told.map(([id, , table, row, at]) => [id, table, row, at]));
  const others = `json_each(?2) j CROSS JOIN table_rows r ON r.shop = ?1 AND r.table_key = j.value ->> 1 AND r.row = j.value ->> 2
    CROSS JOIN profiles p ON p.num = r.person AND p.id <> j.value ->> 0`;
  const move = (loser: string, at: string, where: string) =>
    db
      .prepare(
        `INSERT INTO row_moves (shop, table_key, row, profile, at, found_at)
         SELECT DISTINCT ?1, r.table_key, r.row, ${loser}, ${at}, CAST(?3 AS INTEGER) FROM ${others} WHERE ${where}
         ON CONFLICT DO UPDATE SET at = max(at, excluded.at)`,
      )
      .bind(shop, fields, now);
  const moves =
    told.length === 0
      ? []
      : [
          move("p.id", "j.value ->> 3", "r.at < j.value ->> 3"),
          move("j.value ->> 0", "r.at", "r.at > j.value ->> 3"),
        ];
  const forget = db
    .prepare(
      `DELETE FROM table_rows WHERE (person, table_key, row) IN (SELECT p.num, j.value ->> 2, j.value ->> 3
       FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0 AND p.version <= j.value ->> 1)`,
    )
    .bind(shop, JSON.stringify(gone));
  const save = insertOfPeople(db, shop)(
    "table_rows",
    ["table_key", "row", "at", "cells", "folded"],
    there,
    "ON CONFLICT (person, table_key, row) DO UPDATE SET at = excluded.at, cells = excluded.cells, folded = excluded.folded",
    { versioned: true },
  );
  // Moves last: two people who have one row may come with the same flush.
  return { all: [...(gone.length > 0 ? [forget] : []), ...(save ? [save] : []), ...moves], moves };
}

/** Texts and lists as rules compare them. */
export function foldedOf(table: Table | undefined, cells: Cells): Record<string, Value> {
  const folded: Record<string, Value> = {};
  for (const column of table?.columns ?? []) {
    const fact = factOf(column);
    const cell = cells[column.key];
    if (cell !== undefined && (fact === "text" || fact === "list"))
      folded[column.key] = normaliseFact(fact, cell) as Value;
  }
  return folded;
}
