/** The download of an export: once, by the member who asked for it, written while it is read and kept nowhere. */
import { and, eq, gt, isNull } from "drizzle-orm";
import { printDay } from "../../core/time/zone";
import { dbOf } from "../db/client";
import { exportRuns } from "../db/schema";
import type { Env } from "../env";
import { Problem } from "../http/errors";
import { shopContext } from "../shops/context";
import { PATIENCE, selectionOf } from "./ask";
import { fileOf, formats } from "./file";

/** How often the record is told that it goes on. */
const BEAT = 10_000;

export interface Download {
  name: string;
  type: string;
  bytes: ReadableStream<Uint8Array>;
}

/** @throws Problem "not-found" when it is not theirs, was downloaded before, or has waited too long */
export async function download(
  env: Env,
  shop: string,
  member: string,
  id: string,
  now = Date.now(),
): Promise<Download> {
  const run = await claim(env, shop, member, id, now);
  const context = await shopContext(env, shop, now);
  const selection = await selectionOf(env, context, run);
  const record = (change: Partial<typeof exportRuns.$inferInsert>) =>
    dbOf(env)
      .update(exportRuns)
      .set(change)
      .where(and(eq(exportRuns.shop, shop), eq(exportRuns.id, id)));
  let rows = 0;
  let told = now;
  const pages = fileOf(env.DB, context, {
    ...selection,
    ...run,
    async onPage(written) {
      rows = written;
      if (Date.now() - told < BEAT) return;
      told = Date.now();
      await record({ rows, aliveAt: told });
    },
  });
  const { type, extension } = formats[run.format];
  return {
    type,
    name: `${fileName([context.shop.name, run.segmentName ?? "people"])}-${printDay(context.clock.today)}.${extension}`,
    // Asked for a page only when the reader has taken the one before.
    bytes: new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await pages.next();
          if (!done) return controller.enqueue(value);
          await record({ rows, endedAt: Date.now() });
          controller.close();
        },
        async cancel() {
          await pages.return();
          // At once, so that its place is free.
          await record({ rows, aliveAt: 0 });
        },
      },
      { highWaterMark: 0 },
    ),
  };
}

async function claim(env: Env, shop: string, member: string, id: string, now: number) {
  const db = dbOf(env);
  const { startedAt, aliveAt } = exportRuns;
  const isIt = and(
    ...[eq(exportRuns.shop, shop), eq(exportRuns.id, id), eq(exportRuns.member, member)],
    ...[isNull(startedAt), gt(aliveAt, now - PATIENCE)],
  );
  const [[run]] = await db.batch([
    db.select().from(exportRuns).where(isIt),
    db.update(exportRuns).set({ startedAt: now, aliveAt: now, whom: null }).where(isIt),
  ]);
  if (!run?.whom)
    throw new Problem(
      "not-found",
      "This export was downloaded before, or waited longer than two minutes. Files are kept nowhere: export again.",
    );
  return { ...run, whom: run.whom };
}

/** Letters, digits and hyphens: what every system takes for a file's name. */
const fileName = (parts: readonly string[]): string =>
  parts
    .join("-")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80);
