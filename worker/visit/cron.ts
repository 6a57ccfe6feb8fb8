/**
 * Every minute: profiles whose membership time changes are moved, evaluations go on, snapshots that did not reach
 * the edge are published again, values of attributes that changed are read anew, saved queries run, item sets follow
 * the catalogue, shards with an old outbox are woken, and once a day the sizes of segments are written down. Each part fails alone.
 */

import { endFiles } from "../attribute-files/ends";
import { goOnConverting } from "../attributes/conversions";
import { forgetConfirmations, tellAllConfirmed } from "../confirmations/confirmations";
import type { Env } from "../env";
import { wakeImporters } from "../imports/wake";
import { settleOldMoves } from "../orders/moves";
import { carryOutRequests } from "../privacy/by-identities";
import { carryOutAll } from "../privacy/erase";
import { eraseShops } from "../privacy/erase-shop";
import { retain } from "../privacy/retention";
import { tellProfiles } from "../profiles/tell";
import { redrawCutoffs } from "../segments/cutoffs";
import { recordSizes } from "../segments/daily-sizes";
import { fillAll } from "../segments/freeze";
import { shopContext } from "../shops/context";
import { runQueries } from "../table-queries/runs";
import { settleOldRows } from "../tables/moves";
import { finishRemovals } from "../tables/removal";
import { forgetDeliveries } from "../webhooks/deliveries";
import { configOf } from "./config";
import { eachAlone } from "./each-alone";
import { evaluateDue, evaluateUnhomed } from "./evaluate-unhomed";
import { shardNamed } from "./home";
import { freshenItems } from "./items-fresh";
import { configureShards, publishShop } from "./publish";

const DUE_AT_ONCE = 5_000;
const DUE_IN_A_CALL = 500;
const EVALUATION_BUDGET = 25_000;
const CONVERSION_BUDGET = 10_000;
const REDRAW_EVERY = 60 * 60 * 1000;
/** Shops whose ranks are drawn again in one minute: each line reads all of a shop's people. */
const REDRAWN_AT_ONCE = 20;

export async function everyMinute(env: Env, now: number): Promise<void> {
  const parts = {
    redrawRanks,
    publishBehind,
    freshenItems,
    moveDue,
    goOnEvaluating,
    goOnFreezing,
    readValuesAnew: () => goOnConverting(env, CONVERSION_BUDGET),
    wakeShards,
    recordSizes,
    wakeImporters,
    settleOrders: (env: Env, now: number) => settleOldMoves(env, now, tellProfiles),
    settleRows: (env: Env, now: number) => settleOldRows(env, now, tellProfiles),
    finishRemovals,
    runQueries,
    endFiles,
    forgetDeliveries,
    tellAllConfirmed,
    forgetConfirmations,
    carryOutRequests,
    carryOutAll,
    eraseShops,
    retain,
  };
  const outcomes = await Promise.allSettled(Object.values(parts).map((part) => part(env, now)));
  outcomes.forEach((outcome, i) => {
    if (outcome.status === "rejected")
      console.error(
        JSON.stringify({ event: "cron failed", part: Object.keys(parts)[i], error: String(outcome.reason) }),
      );
  });
}

/** Ranks as they stand now. A line that moved is published by `publishBehind`, at the latest a minute later. */
async function redrawRanks(env: Env, now: number): Promise<void> {
  const before = now - REDRAW_EVERY;
  const { results } = await env.DB.prepare(
    "SELECT DISTINCT shop FROM rank_cutoffs WHERE drawn_at <= ?1 LIMIT ?2",
  )
    .bind(before, REDRAWN_AT_ONCE)
    .all<{ shop: string }>();
  for (const { shop } of results) {
    const { attributes, clock } = await shopContext(env, shop, now);
    if (await redrawCutoffs(env.DB, { shop, attributes, clock }, before, now))
      await env.DB.prepare("UPDATE shops SET revision = revision + 1 WHERE id = ?1").bind(shop).run();
  }
}

/** A change that was saved but did not reach the Config object. */
async function publishBehind(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM shops WHERE revision > published_revision LIMIT 100",
  ).all<{ id: string }>();
  await eachAlone(results, ({ id }) => publishShop(env, id, now));
}

async function moveDue(env: Env, now: number): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT shop, home, id FROM profiles WHERE next_change_at <= ?1 ORDER BY next_change_at LIMIT ?2",
  )
    .bind(now, DUE_AT_ONCE)
    .all<{ shop: string; home: string | null; id: string }>();
  const groups = Map.groupBy(results, ({ shop, home }) => `${shop} ${home ?? ""}`);
  for (const [key, rows] of groups) {
    const [shop, name] = key.split(" ") as [string, string];
    for (let i = 0; i < rows.length; i += DUE_IN_A_CALL) {
      const ids = rows.slice(i, i + DUE_IN_A_CALL).map(({ id }) => id);
      if (name === "") await evaluateDue(env, shop, ids, now);
      else await shardNamed(env, name).due({ shop, name, revision: 0 }, ids, now);
    }
  }
}

async function goOnEvaluating(env: Env): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT shop, revision FROM evaluations WHERE finished_at IS NULL",
  ).all<{
    shop: string;
    revision: number;
  }>();
  for (const { shop } of results) await evaluateUnhomed(env, shop, EVALUATION_BUDGET / results.length);
}

const goOnFreezing = (env: Env) => fillAll(env, EVALUATION_BUDGET);

/** Shards that missed a publication, or whose alarm may have given up. */
async function wakeShards(env: Env): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT DISTINCT s.shop FROM shards s JOIN evaluations e ON e.shop = s.shop WHERE s.evaluated_revision < e.revision`,
  ).all<{ shop: string }>();
  for (const { shop } of results) {
    const header = await configOf(env, shop).header();
    if (header) await configureShards(env, shop, header.revision);
  }
  const idle = await env.DB.prepare("SELECT name FROM shards ORDER BY flushed_at LIMIT 50").all<{
    name: string;
  }>();
  await Promise.allSettled(idle.results.map(({ name }) => shardNamed(env, name).wake()));
}
