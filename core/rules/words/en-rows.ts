/** Rows of the shop's own tables in English: "has at least 2 rows in “Pets” where Species is cat". */
import { describeTimeframe } from "../timeframes";
import type { AskedRows } from "./words";

/** The whole condition; what it asks for is turned round already where it is negated. */
export function rowsInEnglish({ table, asked, ...rest }: AskedRows, negated: boolean): string {
  const which = `in “${table}”${narrowed(rest)}`;
  if (!asked) return `has ${negated ? "no row" : "a row"} ${which}`;
  if (asked.column !== undefined)
    return `has ${negated ? "no " : ""}rows ${which} whose ${asked.column} comes to ${compared(asked)}`;
  const rows = asked.count === 1 && asked.is !== "between" ? "row" : "rows";
  return `${negated ? "does not have" : "has"} ${compared(asked)} ${rows} ${which}`;
}

export const rowsSubjectInEnglish = ({ table, asked, ...rest }: AskedRows): string =>
  asked?.column === undefined
    ? `rows in “${table}”${narrowed(rest)}`
    : `${asked.column} of the rows in “${table}”${narrowed(rest)}`;

export const rowsNeededInEnglish = ({ asked }: AskedRows): string =>
  asked ? compared(asked) : "at least one";

function narrowed({ where, date }: Pick<AskedRows, "where" | "date">): string {
  const said = [
    ...where.map(({ column, predicate }) => `${column} ${predicate}`),
    ...(date ? [`${date.column} is ${describeTimeframe(date.during)}`] : []),
  ];
  return said.length > 0 ? ` where ${said.join(" and ")}` : "";
}

function compared({ is, value, to, column }: NonNullable<AskedRows["asked"]>): string {
  const before = {
    atLeast: "at least",
    atMost: "at most",
    exactly: "exactly",
    moreThan: "more than",
    lessThan: column === undefined ? "fewer than" : "less than",
    between: "between",
  }[is];
  return is === "between" ? `between ${value} and ${to}` : `${before} ${value}`;
}
