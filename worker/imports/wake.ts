/** What cron does for imports: wakes those that stopped, and forgets what nobody may undo any more. */
import type { Env } from "../env";
import { wakeImporter } from "./importer";

/** So long an import can be undone, and what was refused of it be downloaded. */
export const KEPT = 30 * 24 * 60 * 60 * 1000;

export async function wakeImporters(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT DISTINCT shop FROM imports WHERE state IN ('running', 'undoing') LIMIT 100",
  ).all<{ shop: string }>();
  for (const { shop } of results) await wakeImporter(env, shop);
  await env.DB.batch([
    forget(env.DB, "import_refusals", now),
    forget(env.DB, "import_chunks", now, "AND state IN ('uploading', 'ready')"),
    env.DB.prepare("DELETE FROM imports WHERE state IN ('uploading', 'ready') AND created_at < ?1").bind(
      now - KEPT,
    ),
    env.DB.prepare(
      `UPDATE import_chunks SET undo = NULL WHERE undo IS NOT NULL AND (shop, import) IN
         (SELECT shop, id FROM imports WHERE state = 'done' AND finished_at < ?1)`,
    ).bind(now - KEPT),
  ]);
}

const forget = (db: D1Database, table: string, now: number, and = ""): D1PreparedStatement =>
  db
    .prepare(
      `DELETE FROM ${table} WHERE (shop, import) IN (SELECT shop, id FROM imports WHERE created_at < ?1 ${and})`,
    )
    .bind(now - KEPT);
