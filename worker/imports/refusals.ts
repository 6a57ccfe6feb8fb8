/** Rows that were refused or remarked: a page of them for the panel, all of them as a file. */
import { BYTE_ORDER_MARK, type Cell, csvLine, dialects } from "../../core/exports/csv";
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
  const line = (cells: readonly Cell[]) => csvLine(cells, dialects.csv);
  let last = 0;
  return new ReadableStream({
    start(controller) {
      const headings = ["Row", "What happened", "Reasons", ...job.columns.map(({ heading }) => heading)];
      controller.enqueue(encoder.encode(BYTE_ORDER_MARK + line(headings)));
    },
    async pull(controller) {
      const { results } = await after(db, job, last, AT_ONCE);
      if (results.length === 0) return controller.close();
      last = results.at(-1)!.row;
      const rows = results
        .map(read)
        .map(({ row, whole, reasons, cells }) =>
          line([row, whole ? "refused" : "imported without these values", reasons.join("; "), ...cells]),
        );
      controller.enqueue(encoder.encode(rows.join("")));
    },
  });
}
