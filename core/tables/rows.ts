/**
 * The rows that belong to one person, in the profile's document. Of a row the latest word counts, in whatever order
 * the words arrive; one that was removed is remembered for a while, so that an older word does not bring it back.
 */
import { readAttribute } from "../attributes/types";
import type { Value } from "../rules/rule";
import type { Problem } from "../signals/fields";
import type { Clock } from "../time/zone";
import { columnOf, isNumberColumn, LIMITS, type Table } from "./table";

export interface Row {
  /** When it was so (ms). */
  at: number;
  /** Absent: removed. */
  cells?: Cells;
}
export type Cells = { readonly [column: string]: Value };

/** By table and id. A table's object is never changed but replaced, by which readers see that it changed. */
export type Rows = { readonly [table: string]: TableRows | undefined };
export type TableRows = { readonly [row: string]: Row };

/** A row as somebody gave it: its id and cells as they are kept, or what does not fit, under `values`. */
export function readRow(
  table: Table,
  values: Record<string, unknown>,
  clock: Clock,
): { id: string; cells: Cells } | { problems: Problem[] } {
  const cells: Record<string, Value> = {};
  const problems: Problem[] = [];
  const refuse = (key: string, reason: string) => problems.push({ path: `values.${key}`, reason });
  for (const [key, raw] of Object.entries(values)) {
    const column = columnOf(table, key);
    if (!column) refuse(key, "is not a column of this table");
    else if (raw !== null && raw !== "") {
      const read = readAttribute(column, raw, clock);
      if ("reason" in read) refuse(key, read.reason);
      else if (isNumberColumn(column) && Math.abs(read.value as number) > LIMITS.number)
        refuse(key, `must be at most ${LIMITS.number}: longer numbers are texts`);
      else cells[key] = read.value;
    }
  }
  const id = cells[table.id];
  if (id === undefined) {
    if (!problems.some(({ path }) => path === `values.${table.id}`)) refuse(table.id, "is missing");
  } else if (String(id).length > LIMITS.id) refuse(table.id, `must have at most ${LIMITS.id} characters`);
  if (problems.length === 0 && sizeOf(cells) > LIMITS.rowBytes)
    problems.push({ path: "values", reason: `must have at most ${LIMITS.rowBytes} bytes of JSON` });
  return problems.length > 0 ? { problems } : { id: String(id), cells };
}

/** `theirs` are all rows of the person. Answers them with this word, the same object if it says nothing new; or why not. */
export function withRow(
  theirs: Rows,
  table: string,
  id: string,
  row: Row,
): { rows: Rows } | { reason: string } {
  const known = theirs[table] ?? {};
  const before = known[id];
  if (before && (before.at > row.at || JSON.stringify(before) === JSON.stringify(row)))
    return { rows: theirs };
  if (row.cells && !before?.cells && live(known).length >= LIMITS.rows)
    return { reason: `is one too many: a person has at most ${LIMITS.rows} rows in a table` };
  const rows = { ...theirs, [table]: withoutOldest({ ...known, [id]: row }) };
  if (row.cells && sizeOf(rows) > LIMITS.personBytes)
    return { reason: `is too long: all rows of a person have at most ${LIMITS.personBytes} bytes of JSON` };
  return { rows };
}

/** Of both, each row once; where both are as late, the one that is there. */
export function uniteRows(ours: Rows = {}, theirs: Rows = {}): Rows {
  const united: Record<string, TableRows> = {};
  for (const table of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const rows: Record<string, Row> = { ...ours[table] };
    for (const [id, row] of Object.entries(theirs[table] ?? {})) if (wins(row, rows[id])) rows[id] = row;
    united[table] = withoutOldest(rows);
  }
  return united;
}

/** What two people had before they were one, and what became of it since: a row stays with whom it belonged to. */
export function partRows(merged: Rows = {}, stayed: Rows = {}, parted: Rows = {}) {
  const isParted = (table: string, id: string) => {
    const row = parted[table]?.[id];
    return row !== undefined && wins(row, stayed[table]?.[id]);
  };
  const of = (before: Rows, isTheirs: (table: string, id: string) => boolean): Rows => {
    const all: Record<string, TableRows> = {};
    for (const table of new Set([...Object.keys(merged), ...Object.keys(before)])) {
      const rows: Record<string, Row> = { ...before[table] };
      for (const [id, row] of Object.entries(merged[table] ?? {})) if (isTheirs(table, id)) rows[id] = row;
      // The whole table was dropped since.
      if (merged[table]) all[table] = rows;
    }
    return all;
  };
  return {
    stayed: of(stayed, (table, id) => !isParted(table, id)),
    parted: of(parted, isParted),
  };
}

/** Ids of the rows that are there. */
export const live = (rows: TableRows | undefined): string[] =>
  Object.keys(rows ?? {}).filter((id) => rows![id]!.cells !== undefined);

/** Each row that is kept, removed ones too. */
export const touched = (rows: Rows | undefined): { table: string; row: string }[] =>
  Object.entries(rows ?? {}).flatMap(([table, all]) => Object.keys(all ?? {}).map((row) => ({ table, row })));

function wins(row: Row, other: Row | undefined): boolean {
  if (!other || row.at !== other.at) return !other || row.at > other.at;
  return row.cells !== undefined && other.cells === undefined;
}

/** As many removed ones are remembered as there may be rows. */
function withoutOldest(rows: Record<string, Row>): TableRows {
  const removed = Object.keys(rows).filter((id) => !rows[id]!.cells);
  const many = removed.length - LIMITS.rows;
  if (many > 0)
    for (const id of removed.sort((a, b) => rows[a]!.at - rows[b]!.at).slice(0, many)) delete rows[id];
  return rows;
}

const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
