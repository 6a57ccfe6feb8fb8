/** Rows of one of the shop's own tables, each with whose it is. */
import { readAttribute } from "../attributes/types";
import type { Value } from "../rules/rule";
import { readRow } from "../tables/rows";
import { type Column, columnOf } from "../tables/table";
import { columnTarget } from "./fields";
import { rawOf, readWhose, type Whose } from "./people";
import { Cells, type FileRecord, type ImportFrame, Refused } from "./read";
import { readInstant } from "./values";

export interface RowRead {
  identities: Whose[];
  row: string;
  values: Record<string, Value>;
  /** When it was so, where the file says it. */
  at?: number;
}

export function readTableRow(frame: ImportFrame, record: FileRecord): RowRead & { remarks: string[] } {
  const cells = new Cells(frame, record);
  const identities = readWhose(cells);
  const table = frame.attributes.tables?.get(frame.table ?? "");
  if (!table) throw new Refused("Its table is gone");
  const values: Record<string, Value> = {};
  for (const column of table.columns) readInto(values, column, cells, frame);
  const at = cells.read(
    "updated",
    (cell) => readInstant(cell, frame.habits, frame.clock.zone),
    "is not a date",
  );
  const read = readRow(table, values, frame.clock);
  if ("problems" in read) {
    const [{ path, reason }] = read.problems as [{ path: string; reason: string }];
    const label = columnOf(table, path.slice("values.".length))?.label;
    throw new Refused(path === `values.${table.id}` ? `Has no ${label}` : `${label ?? "The row"} ${reason}`);
  }
  return { identities, row: read.id, values, remarks: cells.remarks, ...(at !== undefined && { at }) };
}

function readInto(values: Record<string, Value>, column: Column, cells: Cells, frame: ImportFrame): void {
  const target = columnTarget(column.key);
  const cell = cells.get(target);
  if (!cell) return;
  const read = readAttribute(column, rawOf(cell, column, frame) ?? cell, frame.clock);
  if ("reason" in read) cells.remark(target, cell, read.reason);
  else values[column.key] = read.value;
}
