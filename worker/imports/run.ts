/**
 * Applies imports, and undoes them, chunk by chunk. A chunk is marked when all of it is applied; stopped before that
 * it is applied again, which says the same. What an undo needs is kept before anything is changed.
 */
import type { Env } from "../env";
import type { ImportRecord } from "./frame";
import type { Chunk, Refusal, Run } from "./kind";
import { kinds } from "./kinds";

/** Goes on with a shop's imports for so many milliseconds. Answers whether something is left to do. */
export async function runImports(env: Env, shop: string, budget: number): Promise<boolean> {
  const until = Date.now() + budget;
  while (Date.now() < until) {
    const job = await nextOf(env.DB, shop);
    if (!job) return false;
    await stepOf(env, job);
  }
  return (await nextOf(env.DB, shop)) !== undefined;
}

type Job = ImportRecord & { startedAt: number };

/** The one that was begun first. */
async function nextOf(db: D1Database, shop: string): Promise<Job | undefined> {
  const row = await db
    .prepare(
      `SELECT shop, id, kind, state, file, size, columns, habits, segment, pool, table_key AS "table", known, chunks, fresh, by, created_at AS createdAt,
         started_at AS startedAt, finished_at AS finishedAt, undone_at AS undoneAt
       FROM imports WHERE shop = ?1 AND state IN ('running', 'undoing') ORDER BY started_at LIMIT 1`,
    )
    .bind(shop)
    .first<Omit<Job, "columns" | "habits" | "known"> & { columns: string; habits: string; known: number }>();
  return row
    ? { ...row, known: row.known === 1, columns: JSON.parse(row.columns), habits: JSON.parse(row.habits) }
    : undefined;
}

/** One chunk, or the end. */
export async function stepOf(env: Env, job: Job, now = Date.now()): Promise<void> {
  const { DB } = env;
  const run = (chunk: number) => runOf(env, job, chunk, now);
  const kind = kinds[job.kind];
  if (job.state === "running") {
    const chunk = await chunkOf(DB, job, "applied_at IS NULL ORDER BY number");
    if (!chunk) return finish(DB, job, "running", "done", "finished_at", now);
    const { made, changed, refused } = await kind.apply(run(chunk.number), chunk);
    await DB.batch([
      ...(refused.length > 0 ? [refuse(DB, job, chunk.number, refused)] : []),
      DB.prepare(
        `UPDATE import_chunks SET rows = NULL, made = ?4, changed = ?5, refused = refused + ?6, applied_at = ?7
         WHERE shop = ?1 AND import = ?2 AND number = ?3 AND applied_at IS NULL`,
      ).bind(job.shop, job.id, chunk.number, made, changed, refused.filter(({ whole }) => whole).length, now),
    ]);
  } else {
    // The last first: what a later chunk found may be what an earlier one left.
    const chunk = await chunkOf(DB, job, "undone_at IS NULL ORDER BY number DESC");
    if (!chunk) return finish(DB, job, "undoing", "undone", "undone_at", now);
    const { removed, restored } = await kind.undo(run(chunk.number), chunk.undo ?? "[]");
    await DB.prepare(
      `UPDATE import_chunks SET rows = NULL, undo = NULL, removed = ?4, restored = ?5, undone_at = ?6
       WHERE shop = ?1 AND import = ?2 AND number = ?3`,
    )
      .bind(job.shop, job.id, chunk.number, removed, restored, now)
      .run();
  }
}

export const runOf = (env: Env, job: Job, chunk: number, now: number): Run => ({
  ...{ env, job, now },
  keep: (undo) => keep(env.DB, job, chunk, undo),
});

const chunkOf = (db: D1Database, { shop, id }: Job, which: string): Promise<Chunk | null> =>
  db
    .prepare(
      `SELECT number, rows, undo FROM import_chunks WHERE shop = ?1 AND import = ?2 AND ${which} LIMIT 1`,
    )
    .bind(shop, id)
    .first<Chunk>();

/** The first word stays: after a crash the people may have been told already. */
async function keep(db: D1Database, { shop, id }: Job, chunk: number, undo: string): Promise<string> {
  const kept = await db
    .prepare(
      `UPDATE import_chunks SET undo = coalesce(undo, ?4) WHERE shop = ?1 AND import = ?2 AND number = ?3
       RETURNING undo`,
    )
    .bind(shop, id, chunk, undo)
    .first<{ undo: string }>();
  return kept!.undo;
}

const finish = async (
  db: D1Database,
  { shop, id }: Job,
  from: Job["state"],
  to: Job["state"],
  column: "finished_at" | "undone_at",
  now: number,
): Promise<void> => {
  await db
    .prepare(`UPDATE imports SET state = ?4, ${column} = ?5 WHERE shop = ?1 AND id = ?2 AND state = ?3`)
    .bind(shop, id, from, to, now)
    .run();
};

export function refuse(
  db: D1Database,
  { shop, id }: Pick<ImportRecord, "shop" | "id">,
  chunk: number,
  refused: readonly Refusal[],
): D1PreparedStatement {
  const rows = refused.map(({ row, whole, reasons, cells }) => [row, whole ? 1 : 0, reasons, cells]);
  return db
    .prepare(
      `INSERT INTO import_refusals (shop, import, chunk, row, whole, reasons, cells)
       SELECT ?1, ?2, CAST(?3 AS INTEGER), value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?4) WHERE true
       ON CONFLICT (shop, import, row) DO UPDATE SET whole = max(whole, excluded.whole), reasons = excluded.reasons`,
    )
    .bind(shop, id, chunk, JSON.stringify(rows));
}
