/** What one person did and what became of it: their history, segments entered and left, messages; newest first. */
import type { Profile } from "../../core/profiles/profile";
import { type ActivityKind, activities } from "../../core/rules/activities";
import type { Env } from "../env";
import { notFound } from "../http/errors";
import { currentProfile } from "../visit/current";
import { WITH_PARTS } from "./merges";

export const MEMBERSHIP_KINDS = ["entered_segment", "left_segment"] as const;
export const OUTCOME_KINDS = ["held_back", "converted"] as const;
export type TimelineKind = ActivityKind | (typeof MEMBERSHIP_KINDS)[number] | (typeof OUTCOME_KINDS)[number];
export const TIMELINE_KINDS: readonly TimelineKind[] = [
  ...(Object.keys(activities) as ActivityKind[]),
  ...MEMBERSHIP_KINDS,
  ...OUTCOME_KINDS,
];

export interface TimelineItem {
  /** Unique within the person. */
  id: string;
  at: number;
  kind: TimelineKind;
  /** How many such things it stands for, where older history was folded into days. */
  times: number;
  product: { id: string; name: string | null; image: string | null } | null;
  category: string | null;
  /** The page's path, the searched text, the event's or form's name. */
  name: string | null;
  segment: { id: string; name: string | null; cause: string } | null;
  message: { id: string; name: string | null; variant: string | null } | null;
  quantity: number | null;
  amount: number | null;
}

export interface TimelineQuery {
  after?: number;
  before?: number;
  kinds?: readonly TimelineKind[];
  limit: number;
}

export async function timelineOf(
  env: Env,
  shop: string,
  id: string,
  query: TimelineQuery,
): Promise<TimelineItem[]> {
  const profile = await currentProfile(env, shop, id);
  if (!profile) throw notFound("profile");
  const rows = await storedRows(env.DB, shop, profile.id, query);
  const items = [...historyItems(profile, query), ...rows]
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .slice(0, query.limit);
  return named(env.DB, shop, items);
}

/** Messages' displays and clicks are part of the history; D1 adds what only it keeps. */
function historyItems(profile: Profile, { after, before, kinds, limit }: TimelineQuery): TimelineItem[] {
  const wanted = (Object.keys(profile.history) as ActivityKind[]).filter(
    (kind) => !kinds || kinds.includes(kind),
  );
  return wanted.flatMap((kind) =>
    (profile.history[kind] ?? [])
      .filter(({ at }) => (after === undefined || at > after) && (before === undefined || at < before))
      .slice(-limit)
      .map((activity) => {
        const ofMessage = kind.endsWith("_message");
        return item({
          id: `${kind} ${activity.id}`,
          at: activity.at,
          kind,
          times: activity.times,
          product: activity.product === undefined ? null : { id: activity.product, name: null, image: null },
          category: activity.category ?? null,
          name: ofMessage ? null : (activity.name ?? null),
          message:
            ofMessage && activity.name !== undefined
              ? { id: activity.name, name: null, variant: null }
              : null,
          quantity: activity.quantity ?? null,
          amount: activity.amount ?? null,
        });
      }),
  );
}

async function storedRows(
  db: D1Database,
  shop: string,
  id: string,
  { after = 0, before = Number.MAX_SAFE_INTEGER, kinds, limit }: TimelineQuery,
): Promise<TimelineItem[]> {
  const values = [shop, id, after, before, limit];
  // What happened to a profile before it became part of this one is told under its own name.
  const span = "shop = ?1 AND profile IN part AND at > CAST(?3 AS INTEGER) AND at < CAST(?4 AS INTEGER)";
  const newest = "ORDER BY at DESC LIMIT CAST(?5 AS INTEGER)";
  const [changes, events] = await db.batch([
    db
      .prepare(
        `${WITH_PARTS} SELECT segment, profile, version, entered, at, cause FROM membership_changes WHERE ${span} ${newest}`,
      )
      .bind(...values),
    db
      .prepare(
        `${WITH_PARTS} SELECT message, id, variant, event, at, revenue FROM message_events
         WHERE ${span} AND (event = 'converted' OR (event = 'exposed' AND variant = 'control')) ${newest}`,
      )
      .bind(...values),
  ]);
  const items = [
    ...(changes!.results as ChangeRow[]).map((row) =>
      item({
        id: `segment ${row.segment} ${row.version}${row.profile === id ? "" : ` ${row.profile}`}`,
        at: row.at,
        kind: row.entered ? "entered_segment" : "left_segment",
        segment: { id: row.segment, name: null, cause: row.cause },
      }),
    ),
    ...(events!.results as EventRow[]).map((row) =>
      item({
        id: `message ${row.message} ${row.id}`,
        at: row.at,
        kind: row.event === "converted" ? "converted" : "held_back",
        message: { id: row.message, name: null, variant: row.variant },
        amount: row.revenue,
      }),
    ),
  ];
  return items.filter(({ kind }) => !kinds || kinds.includes(kind));
}

type ChangeRow = {
  segment: string;
  profile: string;
  version: number;
  entered: number;
  at: number;
  cause: string;
};
type EventRow = {
  message: string;
  id: string;
  variant: string;
  event: string;
  at: number;
  revenue: number | null;
};

/** Puts names to products, segments and messages: one round trip for all. */
async function named(db: D1Database, shop: string, items: TimelineItem[]): Promise<TimelineItem[]> {
  const ids = (of: (item: TimelineItem) => string | undefined) =>
    JSON.stringify([...new Set(items.map(of).filter((id) => id !== undefined))]);
  const look = (columns: string, table: string, list: string) =>
    db
      .prepare(`SELECT ${columns} FROM ${table} WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2))`)
      .bind(shop, list);
  const [products, segments, messages] = await db.batch<{ id: string; name: string; image?: string | null }>([
    look(
      "id, name, image",
      "products",
      ids(({ product }) => product?.id),
    ),
    look(
      "id, name",
      "segments",
      ids(({ segment }) => segment?.id),
    ),
    look(
      "id, name",
      "messages",
      ids(({ message }) => message?.id),
    ),
  ]);
  const [product, segment, message] = [products, segments, messages].map(
    (found) => new Map(found!.results.map((row) => [row.id, row])),
  );
  return items.map((entry) => ({
    ...entry,
    product: entry.product && { ...entry.product, ...pick(product!.get(entry.product.id)) },
    segment: entry.segment && { ...entry.segment, name: segment!.get(entry.segment.id)?.name ?? null },
    message: entry.message && { ...entry.message, name: message!.get(entry.message.id)?.name ?? null },
  }));
}

const pick = (row: { name: string; image?: string | null } | undefined) =>
  row ? { name: row.name, image: row.image ?? null } : {};

const item = (fields: Partial<TimelineItem> & Pick<TimelineItem, "id" | "at" | "kind">): TimelineItem => ({
  times: 1,
  product: null,
  category: null,
  name: null,
  segment: null,
  message: null,
  quantity: null,
  amount: null,
  ...fields,
});
