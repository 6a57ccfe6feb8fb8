/**
 * An order that two profiles counted belongs to one: the other is told to give it up, and the owner is told its newest
 * version. Who told it last may be gone by then, so what is to be done stands in D1, and cron finishes it.
 */
import { and, eq, lt } from "drizzle-orm";
import { dbOf } from "../db/client";
import { orderMoves, orders } from "../db/schema";
import type { Env } from "../env";
import { describe, write } from "../http/log";
import type { Told, tellProfiles } from "../profiles/tell";
import { eachAlone } from "../visit/each-alone";
import { orderOf } from "./store";

const AT_ONCE = 100;
/** Whoever wrote them down is at work on those that are younger (ms). */
const YOUNG = 10_000;

/** Comes in, as telling a profile may itself find an order that is somebody else's. */
type Tell = typeof tellProfiles;

/** Tells those of a shop. What fails stays, for cron. */
export async function settleMoves(env: Env, shop: string, tell: Tell): Promise<void> {
  try {
    await settle(env, shop, tell);
  } catch (error) {
    write("error", { event: "order moves", shop, ...describe(error) });
  }
}

async function settle(env: Env, shop: string, tell: Tell): Promise<void> {
  const db = dbOf(env);
  const moves = await db
    .select({ order: orderMoves.order, profile: orderMoves.profile, row: orders })
    .from(orderMoves)
    .leftJoin(orders, and(eq(orders.shop, orderMoves.shop), eq(orders.id, orderMoves.order)))
    .where(eq(orderMoves.shop, shop))
    .limit(AT_ONCE);
  if (moves.length === 0) return;
  const told = moves.flatMap(({ order, profile, row }): Told[] => {
    if (!row) return [{ profile, commands: [{ do: "release", at: 0, order }] }];
    const owner: Told = {
      profile: row.profile,
      commands: [{ do: "order", at: row.at, order: orderOf(row) }],
    };
    if (row.profile === profile) return [owner];
    // The owner last: while the two are being merged, it may be the very same profile.
    return [{ profile, commands: [{ do: "release", at: row.at, order }] }, owner];
  });
  await tell(env, shop, told, "signal");
  for (const { order, profile } of moves)
    await db
      .delete(orderMoves)
      .where(and(eq(orderMoves.shop, shop), eq(orderMoves.order, order), eq(orderMoves.profile, profile)));
}

/** By cron: those that were left. */
export async function settleOldMoves(env: Env, now: number, tell: Tell): Promise<void> {
  const rows = await dbOf(env)
    .selectDistinct({ shop: orderMoves.shop })
    .from(orderMoves)
    .where(lt(orderMoves.at, now - YOUNG))
    .limit(AT_ONCE);
  await eachAlone(rows, ({ shop }) => settle(env, shop, tell));
}
