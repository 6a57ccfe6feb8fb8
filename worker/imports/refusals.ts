/** Rows that were refused or remarked: a page of them for the panel, all of them as a file. */
import Papa from "papaparse";
import { cut, PAGE, readCursor } from "../http/paging";
import type { ImportRecord } from "./frame";

interface Row {
  row: number;
  whole: number;
  reasons: string;
  cells: string;
}

const after = (db: D1Database, { shop, id }: ImportRecord, row: number, limit: number) =>
  db
    .prepare(
      `SELECT row, whole, reasons, cells FROM import_refusals
       WHERE shop = ?1 AND import = ?2 AND row > CAST(?3 AS INTEGER) ORDER BY row LIMIT ?4`,
    )
    .bind(shop, id, row, limit)
    .all<Row>();

export async function refusalsOf(db: D1Database, job: ImportRecord, cursor: string | undefined) {
  const [row = 0] = readCursor(cursor, 1) ?? [];
  const { results } = await after(db, job, Number(row), PAGE + 1);
  const page = cut(results, (last) => [last.row]);
  return { ...page, items: page.items.map(read) };
}

const read = ({ row, whole, reasons, cells }: Row) => ({
  row,
  whole: whole === 1,
  reasons: JSON.parse(reasons) as string[],
  cells: JSON.parse(cells) as string[],
});

const AT_ONCE = 2000;

/** Safe to open in a spreadsheet; to be mended there and imported again. */
export function refusalsFile(db: D1Database, job: ImportRecord): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const line = (rows: unknown[][]) => `${Papa.unparse(rows, { escapeFormulae: true, newline: "\r\n" })}\r\n`;
  let last = 0;
  return new ReadableStream({
    start(controller) {
      // Without the mark, Excel reads UTF-8 as the computer's old encoding.
      const headings = ["Row", "What happened", "Reasons", ...job.columns.map(({ heading }) => heading)];
      controller.enqueue(encoder.encode(`\uFEFF${line([headings])}`));
    },
    async pull(controller) {
      const { results } = await after(db, job, last, AT_ONCE);
      if (results.length === 0) return controller.close();
      last = results.at(-1)!.row;
      const rows = results
        .map(read)
        .map(({ row, whole, reasons, cells }) => [
          ...[row, whole ? "refused" : "imported without these values", reasons.join("; ")],
          ...cells,
        ]);
      controller.enqueue(encoder.encode(line(rows)));
    },
  });
}
