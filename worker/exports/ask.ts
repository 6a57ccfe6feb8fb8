/**
 * Asking for an export: it is counted, recorded, and waits for its download. One at a time for each member: an export
 * holds its place until its file has ended, or has not gone on for two minutes.
 */
import { and, desc, eq, gt, isNotNull, lte } from "drizzle-orm";
import type { Activation } from "../../core/exports/activation";
import type { Detail } from "../../core/exports/columns";
import { newId } from "../../core/ids";
import { HOUR, MINUTE } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { exportRuns, segments } from "../db/schema";
import type { Env } from "../env";
import { invalid, Problem } from "../http/errors";
import { readContext } from "../segments/read-context";
import { readRule } from "../segments/rule-schema";
import { type ShopContext, shopContext } from "../shops/context";
import type { ExportFormat } from "./file";
import { type Counted, countRows, type Selection, type Whom } from "./select";

/** Without a sign of life for so long, an export has broken off. */
export const PATIENCE = 2 * MINUTE;
const PER_HOUR = 30;

export interface Asked {
  whom: Whom;
  activation: Activation;
  detail: Detail;
  format: ExportFormat;
}

/** How many rows it would have, and who is left out. */
export async function countExport(
  env: Env,
  shop: string,
  asked: Pick<Asked, "whom" | "activation">,
): Promise<Counted> {
  return countRows(env.DB, await selectionOf(env, await shopContext(env, shop), asked));
}

/** @throws Problem "too-many" while another of the member's is under way, or after too many in an hour */
export async function askForExport(
  env: Env,
  shop: string,
  member: string,
  asked: Asked,
  now = Date.now(),
): Promise<Counted & { id: string }> {
  await refuseTooMany(env, shop, member, now);
  const { whom, detail, format, activation } = asked;
  const selection = await selectionOf(env, await shopContext(env, shop, now), asked);
  const { people, without, same, rows } = await countRows(env.DB, selection);
  const segmentName = whom.segment === undefined ? null : await nameOf(env, shop, whom.segment);
  const { segment = null, ...narrowing } = whom;
  const id = newId(12);
  const row = {
    ...{ shop, id, member, at: now, whom: JSON.stringify(whom), segment, segment_name: segmentName },
    narrowed: Number(Object.values(narrowing).some((value) => value !== undefined)),
    ...{ detail, format, activation, people, without, same, rows: 0, alive_at: now },
  };
  const columns = Object.keys(row);
  // Another request of theirs may have come since the look.
  const { meta } = await env.DB.prepare(
    `INSERT INTO exports (${columns.join(", ")}) SELECT ${columns.map((name) => `?1 ->> '${name}'`).join(", ")}
     WHERE NOT EXISTS (SELECT 1 FROM exports
       WHERE shop = ?2 AND member = ?3 AND ended_at IS NULL AND alive_at > CAST(?4 AS INTEGER))`,
  )
    .bind(JSON.stringify(row), shop, member, now - PATIENCE)
    .run();
  if (meta.changes === 0) throw stillRunning(PATIENCE);
  return { id, people, without, same, rows };
}

/** Whom it is about, with all that reading them needs. */
export async function selectionOf(
  env: Env,
  context: ShopContext,
  { whom, activation }: Pick<Asked, "whom" | "activation">,
): Promise<Selection> {
  const { rule: raw, ...rest } = whom;
  if (rest.segment !== undefined) await nameOf(env, context.shop.id, rest.segment);
  const rule = raw && readRule(raw, context, { path: "whom.rule" });
  const reading = await readContext(env.DB, context, rule ? [rule] : []);
  return { whom: { ...rest, rule }, activation, context: reading };
}

async function nameOf(env: Env, shop: string, segment: string): Promise<string> {
  const [row] = await dbOf(env)
    .select({ name: segments.name })
    .from(segments)
    .where(and(eq(segments.shop, shop), eq(segments.id, segment)));
  if (!row) throw invalid({ path: "whom.segment", reason: "is not a segment of this shop" });
  return row.name;
}

async function refuseTooMany(env: Env, shop: string, member: string, now: number): Promise<void> {
  const db = dbOf(env);
  const { at, aliveAt, endedAt, whom } = exportRuns;
  const isOf = (...more: ReturnType<typeof eq>[]) => and(eq(exportRuns.shop, shop), ...more);
  const [, recent] = await db.batch([
    // What was asked for and never fetched is of no use any more, and may name somebody.
    db
      .update(exportRuns)
      .set({ whom: null })
      .where(isOf(isNotNull(whom), lte(aliveAt, now - PATIENCE))),
    db
      .select({ at, aliveAt, endedAt })
      .from(exportRuns)
      .where(isOf(eq(exportRuns.member, member), gt(at, now - HOUR)))
      .orderBy(desc(at)),
  ]);
  const running = recent.find((one) => one.endedAt === null && one.aliveAt > now - PATIENCE);
  if (running) throw stillRunning(running.aliveAt + PATIENCE - now);
  if (recent.length >= PER_HOUR)
    throw tooMany(
      `You have made ${PER_HOUR} exports within an hour. Nothing is lost; make the next one later.`,
      recent[PER_HOUR - 1]!.at + HOUR - now,
    );
}

const stillRunning = (wait: number) =>
  tooMany(
    "Another export of yours is running. Wait until its download has ended; one that you stopped ends by itself within two minutes.",
    wait,
  );

const tooMany = (detail: string, wait: number) =>
  new Problem("too-many", detail, { headers: { "retry-after": String(Math.ceil(wait / 1000)) } });
