/** A file as a table: its headings, then its rows piece by piece, whatever its format. */
import { csvReader, hasHeadings, rowsOfSample } from "./csv";
import { delimiterOf, newlineOf } from "./dialect";
import { feedReader } from "./feed";
import { jsonLinesReader } from "./json-lines";
import { type TableReader, Unreadable } from "./rows";

export type Format =
  | { kind: "csv"; headings: string[]; delimiter: string; newline: string; headed: boolean }
  | { kind: "json" | "feed"; headings: string[] };

/** Of a file's beginning, decoded. `headed`: whether its first row names the columns, when that was said. */
export function formatOf(head: string, headed?: boolean): Format {
  const text = head.replace(/^\uFEFF/, "");
  const start = text.trimStart();
  if (start === "") throw new Unreadable("empty");
  if (start.startsWith("{")) return withHeadings("json", jsonLinesReader(), text);
  if (start.startsWith("<")) return withHeadings("feed", feedReader(), text);
  const [newline, delimiter] = [newlineOf(text), delimiterOf(text)];
  const [first = [], ...rows] = rowsOfSample(text, { delimiter, newline });
  const named = headed ?? hasHeadings(first, rows);
  const headings = first.map((heading, i) => (named && heading) || `Column ${i + 1}`);
  return { kind: "csv", headings, delimiter, newline, headed: named };
}

export function readerOf(format: Format): TableReader {
  if (format.kind === "csv") return csvReader(format);
  return format.kind === "json" ? jsonLinesReader(format.headings) : feedReader(format.headings);
}

/** Things with named fields have no row of headings: these are all the names in the file's beginning. */
function withHeadings(
  kind: "json" | "feed",
  reader: TableReader & { names: ReadonlySet<string> },
  text: string,
): Format {
  reader.push(text);
  if (reader.names.size === 0) reader.end();
  if (reader.names.size === 0) throw new Unreadable(kind);
  return { kind, headings: [...reader.names] };
}
