/** The file's way in: records arrive in chunks, are read at once, and wait; that is the dry run. */
import { type FileRecord, type ImportFrame, Refused } from "../../core/imports/read";
import type { Env } from "../env";
import { Problem } from "../http/errors";
import { frameOf, type ImportRecord } from "./frame";
import type { Refusal } from "./kind";
import { kinds } from "./kinds";
import { refuse } from "./run";

/** Reads and keeps a chunk. One that has come before changes nothing. */
export async function takeChunk(
  env: Env,
  job: ImportRecord,
  number: number,
  records: readonly FileRecord[],
): Promise<void> {
  if (job.state !== "uploading") return;
  const frame = await frameOf(env, job);
  const rows: object[] = [];
  const refused: Refusal[] = [];
  for (const record of records) {
    const read = readRecord(frame, record);
    if (read.row) rows.push({ n: record[0], ...read.row });
    if (read.reasons.length > 0)
      refused.push({ row: record[0], whole: !read.row, reasons: read.reasons, cells: record[1] ?? [] });
  }
  const whole = refused.filter((one) => one.whole).length;
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO import_chunks (shop, import, number, rows, records, refused)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6 FROM imports WHERE shop = ?1 AND id = ?2 AND state = 'uploading'
       ON CONFLICT DO NOTHING`,
    ).bind(job.shop, job.id, number, JSON.stringify(rows), records.length, whole),
    ...(refused.length > 0 ? [refuse(env.DB, job, number, refused)] : []),
  ]);
}

function readRecord(frame: ImportFrame, record: FileRecord): { row?: object; reasons: string[] } {
  try {
    const { row, remarks } = kinds[frame.kind].read(frame, record);
    return { row, reasons: remarks };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { reasons: [error.message] };
  }
}

/** All chunks are here: counts whom nobody knew, each once, however often the file names them. */
export async function completeUpload(env: Env, job: ImportRecord, chunks: number): Promise<void> {
  if (job.state !== "uploading") return;
  const { shop, id } = job;
  const there = await env.DB.prepare(
    "SELECT count(*) AS count FROM import_chunks WHERE shop = ?1 AND import = ?2 AND number < ?3",
  )
    .bind(shop, id, chunks)
    .first<{ count: number }>();
  if (there!.count !== chunks)
    throw new Problem(
      "conflict",
      `${chunks - there!.count} of ${chunks} pieces of the file have not arrived.`,
    );
  const { key, isNew } = kinds[job.kind].fresh;
  await env.DB.prepare(
    `UPDATE imports SET state = 'ready', chunks = ?3, fresh = (
       SELECT count(DISTINCT ${key}) FROM import_chunks c, json_each(c.rows) j
       WHERE c.shop = ?1 AND c.import = ?2 AND ${isNew})
     WHERE shop = ?1 AND id = ?2 AND state = 'uploading'`,
  )
    .bind(shop, id, chunks)
    .run();
}
