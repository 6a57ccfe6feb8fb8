/** Imports as the panel sees them: begun, looked at, started, undone, thrown away. */
import { and, eq } from "drizzle-orm";
import { newId } from "../../core/ids";
import {
  attributeOf as attributeIn,
  columnIn,
  columnTarget,
  type ImportKind,
  needed,
} from "../../core/imports/fields";
import type { Column } from "../../core/imports/read";
import type { Habits } from "../../core/imports/values";
import { columnOf, type Table } from "../../core/tables/table";
import { dbOf } from "../db/client";
import { imports } from "../db/schema";
import type { Env } from "../env";
import { invalid, notFound, Problem } from "../http/errors";
import { shopContext } from "../shops/context";
import { FILLED } from "../tables/tables";
import type { ImportRecord } from "./frame";
import { wakeImporter } from "./importer";
import { KEPT } from "./wake";

export interface ImportInput {
  kind: ImportKind;
  file: string;
  size: number;
  columns: Column[];
  habits: Habits;
  segment?: string | undefined;
  pool?: string | undefined;
  table?: string | undefined;
  known?: boolean | undefined;
}

export async function beginImport(env: Env, shop: string, by: string, input: ImportInput, now = Date.now()) {
  await check(env, shop, input);
  const { kind, segment, pool, table } = input;
  const id = newId();
  await dbOf(env)
    .insert(imports)
    .values({
      ...{ shop, id, by, createdAt: now, state: "uploading" },
      ...input,
      segment: kind === "people" || kind === "members" ? (segment ?? null) : null,
      pool: kind === "codes" ? (pool ?? null) : null,
      table: kind === "rows" ? (table ?? null) : null,
      known: kind === "people" && input.known === true,
    });
  return getImport(env.DB, shop, id);
}

async function check(
  env: Env,
  shop: string,
  { kind, columns, segment, pool, table }: ImportInput,
): Promise<void> {
  const { attributes, segments } = await shopContext(env, shop);
  const targets = columns.map(({ target }) => target);
  for (const any of needed[kind])
    if (!any.some((target) => targets.includes(target)))
      throw invalid({ path: "columns", reason: `must hold one of ${any.join(", ")}` });
  columns.forEach(({ target }, i) => {
    const key = attributeIn(target);
    if (key !== undefined && !attributes.has(key))
      throw invalid({ path: `columns[${i}].target`, reason: "is not an attribute of this shop" });
  });
  if (kind === "members" && segment === undefined)
    throw invalid({ path: "segment", reason: "is missing: which segment its people are put into" });
  if (segment !== undefined && segments.get(segment)?.kind !== "static")
    throw invalid({ path: "segment", reason: "is not a static segment of this shop" });
  if (kind === "rows") checkTable(columns, attributes.tables?.get(table ?? ""));
  if (kind === "codes" && pool === undefined) throw invalid({ path: "pool", reason: "is missing" });
}

/** @throws Problem "invalid" */
function checkTable(columns: readonly Column[], table: Table | undefined): void {
  if (!table) throw invalid({ path: "table", reason: "must be the key of a table of this shop" });
  if (table.byQuery) throw invalid({ path: "table", reason: FILLED });
  columns.forEach(({ target }, i) => {
    const key = columnIn(target);
    if (key !== undefined && !columnOf(table, key))
      throw invalid({ path: `columns[${i}].target`, reason: "is not a column of this table" });
  });
  if (!columns.some(({ target }) => target === columnTarget(table.id)))
    throw invalid({ path: "columns", reason: `must hold ${columnTarget(table.id)}, the id of a row` });
}

/** @throws Problem "not-found" */
export async function importOf(env: Env, shop: string, id: string): Promise<ImportRecord> {
  const [job] = await dbOf(env)
    .select()
    .from(imports)
    .where(and(eq(imports.shop, shop), eq(imports.id, id)));
  if (!job) throw notFound("import");
  return job;
}

const SHOWN = `i.id, i.kind, i.state, i.file, i.size, i.columns, i.habits, i.segment, i.pool, i.table_key AS "table", i.known, i.chunks, i.fresh, i.by,
  i.created_at AS createdAt, i.started_at AS startedAt, i.finished_at AS finishedAt, i.undone_at AS undoneAt`;
const COUNTS = `coalesce(sum(c.records), 0) AS records, coalesce(sum(c.refused), 0) AS refused,
  coalesce(sum(CASE WHEN c.applied_at IS NOT NULL THEN c.records END), 0) AS applied,
  coalesce(sum(CASE WHEN c.undone_at IS NOT NULL THEN c.records END), 0) AS undone,
  coalesce(sum(c.made), 0) AS made, coalesce(sum(c.changed), 0) AS changed,
  coalesce(sum(c.removed), 0) AS removed, coalesce(sum(c.restored), 0) AS restored`;

type Row = Omit<ImportRecord, "columns" | "habits" | "shop" | "known"> & {
  known: number;
  columns: string;
  habits: string;
  received: string;
} & Record<
    "records" | "refused" | "applied" | "undone" | "made" | "changed" | "removed" | "restored",
    number
  > & {
    remarked: number;
  };

const FEW = 50;

export async function listImports(db: D1Database, shop: string) {
  const { results } = await db
    .prepare(
      `SELECT ${SHOWN}, ${COUNTS}, 0 AS remarked, '[]' AS received FROM
       (SELECT * FROM imports WHERE shop = ?1 ORDER BY created_at DESC LIMIT ${FEW}) i
       LEFT JOIN import_chunks c ON c.shop = i.shop AND c.import = i.id
       GROUP BY i.id ORDER BY i.created_at DESC`,
    )
    .bind(shop)
    .all<Row>();
  return results.map(shown);
}

export async function getImport(db: D1Database, shop: string, id: string) {
  const row = await db
    .prepare(
      `SELECT ${SHOWN}, ${COUNTS},
         (SELECT count(*) FROM import_refusals r WHERE r.shop = ?1 AND r.import = ?2 AND r.whole = 0) AS remarked,
         CASE i.state WHEN 'uploading' THEN json_group_array(c.number) FILTER (WHERE c.number IS NOT NULL) ELSE '[]' END AS received
       FROM imports i LEFT JOIN import_chunks c ON c.shop = i.shop AND c.import = i.id
       WHERE i.shop = ?1 AND i.id = ?2 GROUP BY i.id`,
    )
    .bind(shop, id)
    .first<Row>();
  if (!row) throw notFound("import");
  return shown(row);
}

function shown({ columns, habits, received, known, ...row }: Row) {
  return {
    ...row,
    known: known === 1,
    columns: JSON.parse(columns) as Column[],
    habits: JSON.parse(habits) as Habits,
    received: JSON.parse(received) as number[],
    undoUntil: row.state === "done" && row.finishedAt !== null ? row.finishedAt + KEPT : null,
  };
}

/** From here on its chunks are applied. Asked again it changes nothing. */
export async function startImport(env: Env, shop: string, id: string, now = Date.now()) {
  const job = await importOf(env, shop, id);
  if (job.state === "uploading")
    throw new Problem("conflict", "Not all of the file has arrived yet. Nothing was imported.");
  await env.DB.prepare(
    "UPDATE imports SET state = 'running', started_at = ?3 WHERE shop = ?1 AND id = ?2 AND state = 'ready'",
  )
    .bind(shop, id, now)
    .run();
  await wakeImporter(env, shop);
  return getImport(env.DB, shop, id);
}

export async function undoImport(env: Env, shop: string, id: string, now = Date.now()) {
  const job = await importOf(env, shop, id);
  if (job.state === "running")
    throw new Problem("conflict", "It is still being imported. Undo it when that is done.");
  if (job.state === "uploading" || job.state === "ready")
    throw new Problem("conflict", "Nothing of it was imported: there is nothing to undo.");
  if (job.state === "done" && now > job.finishedAt! + KEPT)
    throw new Problem("conflict", "It is too long ago: what was before is not known any more.");
  await env.DB.prepare("UPDATE imports SET state = 'undoing' WHERE shop = ?1 AND id = ?2 AND state = 'done'")
    .bind(shop, id)
    .run();
  await wakeImporter(env, shop);
  return getImport(env.DB, shop, id);
}

/** Before anything of it is imported. */
export async function discardImport(env: Env, shop: string, id: string): Promise<void> {
  const job = await importOf(env, shop, id);
  if (job.state !== "uploading" && job.state !== "ready")
    throw new Problem("conflict", "It has been imported: undo it instead.");
  const of = (table: string) =>
    env.DB.prepare(`DELETE FROM ${table} WHERE shop = ?1 AND import = ?2`).bind(shop, id);
  await env.DB.batch([
    of("import_chunks"),
    of("import_refusals"),
    env.DB.prepare("DELETE FROM imports WHERE shop = ?1 AND id = ?2").bind(shop, id),
  ]);
}
