/**
 * Rows as CSV (RFC 4180), safe to open in a spreadsheet: a text that it would take for a formula gets an apostrophe in
 * front, as OWASP advises (CSV injection). Numbers, negative ones too, and phone numbers stay what they are.
 */

/** Numbers come as written by `decimal`; lists are joined by "; ". */
export type Cell = string | number | boolean | readonly string[] | Decimal | undefined;

/** A number with a fixed number of digits, such as an amount of money: "12.50". */
export interface Decimal {
  decimal: string;
}

export interface Dialect {
  separator: "," | ";";
  /** What parts a number's whole from its fraction. */
  point: "." | ",";
}

/** Where numbers have a decimal comma, spreadsheets part columns by semicolons. */
export const dialects = {
  csv: { separator: ",", point: "." },
  csv_semicolon: { separator: ";", point: "," },
} as const satisfies Record<string, Dialect>;

/** Without it, Excel reads UTF-8 as the computer's old encoding. */
export const BYTE_ORDER_MARK = "\uFEFF";

export const csvLine = (cells: readonly Cell[], dialect: Dialect): string =>
  `${cells.map((cell) => quoted(textOf(cell, dialect), dialect)).join(dialect.separator)}\r\n`;

function textOf(cell: Cell, { point }: Dialect): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell).replace(".", point) : "";
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "string") return harmless(cell);
  return "decimal" in cell ? cell.decimal.replace(".", point) : harmless(cell.join("; "));
}

/** What begins a formula, in full width too; tab and line breaks are skipped by spreadsheets, to what stands behind. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Digits after a sign are a number to a spreadsheet: a phone number keeps its plus. */
const NUMBER = /^[+-]\d+(\.\d+)?$/;

const harmless = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** Quoted where it must be; blanks at the ends too, as some readers drop them. */
function quoted(text: string, { separator }: Dialect): string {
  const plain = !text.includes(separator) && !/["\r\n]|^\s|\s$/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
