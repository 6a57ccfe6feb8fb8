/** Whether the tag works: its text, and the newest signals, for the light that turns green. */
import type { ActivityKind } from "../../core/rules/activities";
import { activities as activityKinds } from "../../core/rules/activities";
import type { Env } from "../env";
import type { KeyKind } from "./key";
import { keysOf, settingsOf } from "./settings";

const NEWEST = 10;
/** Signals are looked for this long before the newest one (ms): an hour's pages are found by the index. */
const WINDOW = 60 * 60 * 1000;

export interface SignalSeen {
  kind: ActivityKind;
  at: number;
  /** Path of the page, for page views only: other texts may be personal. */
  page: string | null;
  product: string | null;
}

export async function installationOf(env: Env, shop: string, publicUrl: string) {
  const [settings, keys, seen] = await Promise.all([
    settingsOf(env, shop),
    keysOf(env, shop),
    env.DB.prepare("SELECT first_signal_at AS first, last_signal_at AS last FROM shops WHERE id = ?1")
      .bind(shop)
      .first<{ first: number | null; last: number | null }>(),
  ]);
  const newest = (kind: KeyKind) => keys.find((one) => one.kind === kind && one.revokedAt === null)?.key;
  const key = newest("page") ?? "";
  return {
    key,
    writeKey: newest("write") ?? null,
    publicUrl,
    tag: tagOf(publicUrl, key, settings.consent),
    firstSignalAt: seen?.first ?? null,
    lastSignalAt: seen?.last ?? null,
    signals: seen?.last ? await newestSignals(env.DB, shop, seen.last) : [],
  };
}

/** The one line that a shop pastes. */
export function tagOf(publicUrl: string, key: string, consent: "required" | "not_required"): string {
  const query = consent === "not_required" ? "&consent=not-required" : "";
  return `<script async src="${publicUrl}/vitrine.js?shop=${key}${query}"></script>`;
}

async function newestSignals(db: D1Database, shop: string, last: number): Promise<SignalSeen[]> {
  const { results } = await db
    .prepare(
      `SELECT a.kind, a.at, CASE a.kind WHEN 'viewed_page' THEN a.name END AS page, pr.name AS product
       FROM activities a LEFT JOIN products pr ON pr.shop = a.shop AND pr.id = a.product
       WHERE a.shop = ?1 AND a.kind IN (SELECT value FROM json_each(?2)) AND a.at >= CAST(?3 AS INTEGER)
       ORDER BY a.at DESC LIMIT ${NEWEST}`,
    )
    .bind(shop, JSON.stringify(Object.keys(activityKinds)), last - WINDOW)
    .all<SignalSeen>();
  return results;
}
