/** Rows as a role may see them. */

import type { Value } from "../../core/rules/rule";
import type { Cells } from "../../core/tables/rows";
import type { Column, Table } from "../../core/tables/table";
import { type Role, seesPersonalData } from "../members/roles";
import { MASKED } from "../profiles/mask";

/** Columns that the table has, as this role may see them. */
export function shownCells(table: Table, cells: Cells, role: Role) {
  const open = seesPersonalData(role);
  return Object.fromEntries(
    table.columns.map((column) => {
      const cell = cells[column.key];
      return [column.key, open ? (cell ?? null) : masked(column, cell)];
    }),
  );
}

export function shownId(table: Table, row: string, role: Role): string {
  const column = table.columns.find(({ key }) => key === table.id);
  return seesPersonalData(role) || !column ? row : String(masked(column, row));
}

const masked = ({ personal }: Column, cell: Value | undefined): Value | null =>
  cell === undefined ? null : personal ? MASKED : cell;
