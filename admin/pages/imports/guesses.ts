// What a column holds, by what stands in it.
import type { AttributeType } from "../../../core/attributes/types";
import type { Target } from "../../../core/imports/fields";
import { habitsOf, readDate, readNumber, readYesNo } from "../../../core/imports/values";
import type { Looked } from "./messages";

/** The type of attribute that takes these cells. */
export function typeOf(cells: readonly string[]): AttributeType {
  const habits = habitsOf(cells);
  const all = (reads: (cell: string) => unknown) =>
    cells.length > 0 && cells.every((cell) => reads(cell) !== undefined);
  if (all(readYesNo)) return "yesNo";
  if (all((cell) => readNumber(cell, habits))) return "number";
  if (!all((cell) => readDate(cell, habits))) return "shortText";
  return cells.some((cell) => readDate(cell, habits)?.time !== undefined) ? "dateTime" : "date";
}

/** The column in which addresses stand, whatever it is called. */
export function emailsOf({ format, sample }: Looked): (Target | undefined)[] {
  const at = format.headings.findIndex((_, i) => sample.some((cells) => cells[i]?.includes("@")));
  return format.headings.map((_, i) => (i === at ? "email" : undefined));
}
