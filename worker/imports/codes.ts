/** Coupon codes of a file, into their pool. */
import { readCode } from "../../core/imports/codes";
import type { Applied, Chunk, KindEntry, Run, Undone, Waiting } from "./kind";

export const codes: KindEntry = {
  read(frame, record) {
    const { code, remarks } = readCode(frame, record);
    return { row: { code }, remarks };
  },
  fresh: {
    key: "j.value ->> '$.code'",
    isNew: "NOT EXISTS (SELECT 1 FROM coupon_codes k WHERE k.shop = ?1 AND k.code = j.value ->> '$.code')",
  },
  async apply({ env, job }: Run, chunk: Chunk): Promise<Applied> {
    const rows = JSON.parse(chunk.rows) as (Waiting & { code: string })[];
    const list = JSON.stringify(rows.map(({ code }) => code));
    const [, counted] = await env.DB.batch<{ made: number }>([
      env.DB.prepare(
        `INSERT INTO coupon_codes (shop, code, pool, import, imported_at)
         SELECT ?1, value, ?3, ?4, CAST(?5 AS INTEGER) FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING`,
      ).bind(job.shop, list, job.pool, job.id, job.startedAt),
      env.DB.prepare(
        `SELECT count(*) AS made FROM coupon_codes WHERE shop = ?1 AND import = ?3
         AND code IN (SELECT value FROM json_each(?2))`,
      ).bind(job.shop, list, job.id),
    ]);
    return { made: counted!.results[0]!.made, changed: 0, refused: [] };
  },
  /** Codes name their import. Somebody may have been given one by now: it stays theirs. */
  async undo({ env, job }: Run): Promise<Undone> {
    const { meta } = await env.DB.prepare(
      "DELETE FROM coupon_codes WHERE shop = ?1 AND import = ?2 AND claimed_at IS NULL",
    )
      .bind(job.shop, job.id)
      .run();
    return { removed: meta.changes, restored: 0 };
  },
};

export interface CodePool {
  pool: string;
  codes: number;
  claimed: number;
  importedAt: number;
}

export async function poolsOf(db: D1Database, shop: string): Promise<CodePool[]> {
  const { results } = await db
    .prepare(
      `SELECT pool, count(*) AS codes, count(claimed_at) AS claimed, max(imported_at) AS importedAt
       FROM coupon_codes WHERE shop = ?1 GROUP BY pool ORDER BY pool`,
    )
    .bind(shop)
    .all<CodePool>();
  return results;
}
