/** A row that two profiles have is the later one's; the other is told to give it up. Cron finishes what was begun. */
import { and, eq, lt } from "drizzle-orm";
import { dbOf } from "../db/client";
import { rowMoves } from "../db/schema";
import type { Env } from "../env";
import { describe, write } from "../http/log";
import type { tellProfiles } from "../profiles/tell";
import { eachAlone } from "../visit/each-alone";

const AT_ONCE = 100;
/** Whoever wrote them down is at work on those that are younger (ms). */
const YOUNG = 10_000;

/** Comes in, as telling a profile may itself find a row that is somebody else's. */
type Tell = typeof tellProfiles;

/** Tells those of a shop. What fails stays, for cron. */
export async function settleRows(env: Env, shop: string, tell: Tell): Promise<void> {
  try {
    await settle(env, shop, tell);
  } catch (error) {
    write("error", { event: "row moves", shop, ...describe(error) });
  }
}

async function settle(env: Env, shop: string, tell: Tell): Promise<void> {
  const db = dbOf(env);
  const moves = await db.select().from(rowMoves).where(eq(rowMoves.shop, shop)).limit(AT_ONCE);
  if (moves.length === 0) return;
  await tell(
    env,
    shop,
    moves.map(({ profile, tableKey: table, row, at }) => ({
      profile,
      commands: [{ do: "giveUp", at, table, row }],
    })),
    "signal",
  );
  for (const { tableKey, row, profile, at } of moves)
    await db
      .delete(rowMoves)
      .where(
        and(
          eq(rowMoves.shop, shop),
          eq(rowMoves.tableKey, tableKey),
          eq(rowMoves.row, row),
          eq(rowMoves.profile, profile),
          eq(rowMoves.at, at),
        ),
      );
}

/** By cron: those that were left. */
export async function settleOldRows(env: Env, now: number, tell: Tell): Promise<void> {
  const rows = await dbOf(env)
    .selectDistinct({ shop: rowMoves.shop })
    .from(rowMoves)
    .where(lt(rowMoves.foundAt, now - YOUNG))
    .limit(AT_ONCE);
  await eachAlone(rows, ({ shop }) => settle(env, shop, tell));
}
