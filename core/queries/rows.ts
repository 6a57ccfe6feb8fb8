/** What a query found, as rows of a person; and what that changes of those that they have. */
import type { Value } from "../rules/rule";
import type { Cells } from "../tables/rows";
import { type Column, LIMITS as TABLE_LIMITS } from "../tables/table";
import { LIMITS } from "./query";
import type { Found } from "./sql";

export interface FoundRow {
  row: string;
  cells: Cells;
}

/** `left`: how many more the person would have without the bounds of tables. */
export function rowsOfPerson(
  found: readonly Found[],
  columns: readonly Column[],
  hasBeside: boolean,
): { rows: FoundRow[]; left: number } {
  const rows = new Map<string, FoundRow>();
  let bytes = 0;
  for (const one of found) {
    const row = one.shown.trim().slice(0, TABLE_LIMITS.id).trim();
    const said: unknown[] = [row, ...(hasBeside ? [one.beside?.trim().slice(0, 500)] : [])];
    for (let i = 0; said.length < columns.length; i++) said.push(one[`c${i}`]);
    const cells: Record<string, Value> = {};
    for (const [i, { key }] of columns.entries())
      if (said[i] !== null && said[i] !== undefined && said[i] !== "") cells[key] = said[i] as Value;
    bytes += JSON.stringify(cells).length * 2;
    if (bytes > LIMITS.personBytes) break;
    // Long texts may begin alike: the first of them stays.
    if (row !== "" && !rows.has(row)) rows.set(row, { row, cells });
  }
  return { rows: [...rows.values()], left: Math.max(0, (found[0]?.found ?? 0) - rows.size) };
}

export interface RowChange {
  row: string;
  /** Absent: it is removed. */
  values?: Cells;
  isNew?: true;
}

/** Rows that are as they were are told nobody. Removals first, so that there is room for what is new. */
export function changesOf(rows: readonly FoundRow[], there: ReadonlyMap<string, Cells>): RowChange[] {
  const now = new Set(rows.map(({ row }) => row));
  const gone = [...there.keys()].filter((row) => !now.has(row));
  const different = rows.filter(({ row, cells }) => !isSame(cells, there.get(row)));
  return [
    ...gone.map((row) => ({ row })),
    ...different.map(({ row, cells }): RowChange => {
      return { row, values: cells, ...(!there.has(row) && { isNew: true }) };
    }),
  ];
}

/** Whatever the order of their columns. */
function isSame(cells: Cells, known: Cells | undefined): boolean {
  if (!known) return false;
  const keys = Object.keys(cells);
  return keys.length === Object.keys(known).length && keys.every((key) => cells[key] === known[key]);
}
