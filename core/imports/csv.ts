/** CSV piece by piece, by Papa Parse, and what spreadsheets do to cells. */
import Papa from "papaparse";
import { SEP_LINE } from "./dialect";
import { type Row, type TableReader, Unreadable } from "./rows";

interface Dialect {
  delimiter: string;
  newline: string;
}

/** Of what may stand before the first row: a mark, and a line that says the delimiter. */
const LONGEST_PREFIX = 10;
/** A row longer than this is a quote that nobody closed. */
const LONGEST_ROW = 1_000_000;

export function csvReader({ delimiter, newline, headed }: Dialect & { headed: boolean }): TableReader {
  const parser = new Papa.Parser({ delimiter, newline } as never);
  let rest = "";
  let begun = false;
  let number = 0;
  let named = !headed;
  const read = (text: string, last: boolean): Row[] => {
    const { data, meta } = parser.parse(text, 0, !last) as { data: string[][]; meta: { cursor: number } };
    rest = last ? "" : text.slice(meta.cursor);
    if (rest.length > LONGEST_ROW) throw new Unreadable("quote", number + data.length + 1);
    const rows: Row[] = [];
    for (const raw of data) {
      number++;
      const cells = raw.map(cleanCell);
      if (cells.every((cell) => cell === "")) continue;
      if (named) rows.push({ number, cells });
      named = true;
    }
    return rows;
  };
  const begin = (text: string): string => {
    if (begun) return text;
    begun = true;
    return text.replace(/^\uFEFF/, "").replace(SEP_LINE, "");
  };
  return {
    push(text) {
      rest += text;
      if (!begun && rest.length < LONGEST_PREFIX) return [];
      return read(begin(rest), false);
    },
    end: () => read(begin(rest), true),
  };
}

/** The filled rows of a file's beginning, the headings among them. */
export function rowsOfSample(sample: string, dialect: Dialect): string[][] {
  const reader = csvReader({ ...dialect, headed: false });
  const rows = reader.push(sample);
  // The sample's last row may not be whole.
  return (rows.length > 1 ? rows : [...rows, ...reader.end()]).map(({ cells }) => cells);
}

/** `="0123"` is how spreadsheets are told to keep a zero, `'0123` how Shopify does. */
export function cleanCell(raw: string): string {
  const cell = raw.trim();
  const formula = /^="(.*)"$/s.exec(cell);
  if (formula) return formula[1]!.replaceAll('""', '"').trim();
  return /^'[+\d]/.test(cell) ? cell.slice(1) : cell;
}

/** Whether the first row names columns: no heading is an address, an amount or a code like those below it. */
export function hasHeadings(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (first.some((cell) => cell.includes("@") || /^[\d\s.,:/+-]*\d[\d\s.,:/+-]*$/.test(cell))) return false;
  // Codes alone: a heading is a word, codes have digits or are all in capitals.
  if (first.length > 1) return true;
  const isCode = (cell = "") => /\d/.test(cell) || (cell === cell.toUpperCase() && /^\S{6,}$/.test(cell));
  return !(isCode(first[0]) && (rows.length === 0 || isCode(rows[0]![0])));
}
