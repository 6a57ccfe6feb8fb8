/**
 * From the shards to D1: one batch, one transaction, idempotent. Each statement takes all its rows as one JSON
 * parameter. A flush that comes twice, or late, changes nothing: profiles carry a version, all else an id.
 */
import type { Attributes } from "../../core/attributes/attribute";
import { keysOf, tidyPath } from "../../core/products/product";
import type { Profile } from "../../core/profiles/profile";
import { fold } from "../../core/rules/fold";
import type { ProductSeen } from "../../core/signals/catalogue";
import type { Clock } from "../../core/time/zone";
import { orderStatements } from "../orders/store";
import { catalogueChanged } from "../products/products";
import { rowStatements } from "../tables/store";
import { refuseErased } from "./flush-erased";
import { profileStatements } from "./flush-profiles";
import { IGNORE, insertInto, insertOfPeople } from "./insert";
import type { OutboxEntry } from "./outbox";

/** A changed profile, its text when that is at hand, and what its changes leave beside it. */
export interface FlushRow {
  profile: Profile;
  document?: string;
  entry: Partial<OutboxEntry>;
}

export interface Flush {
  shop: string;
  /** The shard that owns these profiles; null for profiles that D1 owns. */
  home: string | null;
  currency: string;
  attributes: Attributes;
  /** The shop's: attributes that changed their type are read by it. UTC's where there are none. */
  clock?: Clock;
  rows: FlushRow[];
  now: number;
  /** Statements of the same transaction that go before all else: one that fails undoes it. */
  first?: D1PreparedStatement[];
}

export interface Moved {
  orders: boolean;
  rows: boolean;
}

/** Nothing to say is no statement. */
type Statements = (D1PreparedStatement | undefined)[];

/** Answers whether orders or rows turned out to be another profile's: then they are to be moved (`settle.ts`). */
export async function flushToD1(db: D1Database, flush: Flush): Promise<Moved> {
  const { shop, home, rows, now } = flush;
  const told = rows.flatMap(({ profile: { id: profile }, entry: { orders = [] } }) =>
    orders.map((order) => ({ profile, order, home })),
  );
  const orders = orderStatements(db, shop, told, now);
  const tables = rowStatements(db, shop, flush.attributes, rows, now);
  const statements = [
    ...refuseErased(db, flush),
    ...(flush.first ?? []),
    ...profileStatements(db, flush),
    ...entryStatements(db, flush),
    ...(orders ? [orders.before, orders.save, orders.after] : []),
    ...(tables?.all ?? []),
    ...shopStatements(db, flush),
  ].filter((statement) => statement !== undefined);
  const results = await db.batch(statements);
  const moved = (statement: D1PreparedStatement) => results[statements.indexOf(statement)]!.meta.changes > 0;
  return {
    orders: orders !== undefined && (moved(orders.before) || moved(orders.after)),
    rows: tables?.moves.some(moved) ?? false,
  };
}

function entryStatements(db: D1Database, { shop, rows, currency, now }: Flush): Statements {
  const insert = insertInto(db, shop);
  const insertFor = insertOfPeople(db, shop);
  const { activities, retracted } = activityRows(rows);
  const changes = rows.flatMap(({ profile: { id: profile }, entry: { changes: list = [] } }) =>
    list.map((change) => [
      change.segment,
      profile,
      change.version,
      change.entered ? 1 : 0,
      change.at,
      change.cause,
    ]),
  );
  const touched = new Set(changes.map(([segment, profile]) => `${segment}\n${profile}`));
  const members = rows.flatMap(({ profile }) =>
    Object.entries(profile.memberships)
      .filter(([segment]) => touched.has(`${segment}\n${profile.id}`))
      .map(([segment, since]) => [profile.id, segment, since]),
  );
  const events = rows.flatMap(({ profile: { id: profile }, entry: { messageEvents = [] } }) =>
    messageEvents.map((row) => [
      row.message,
      row.id,
      row.variant,
      row.event,
      profile,
      row.at,
      row.order ?? null,
      row.revenue ?? null,
    ]),
  );
  const products = rows.flatMap(({ entry: { products: list = [] } }) =>
    list.flatMap((product) =>
      product.name
        ? [
            [
              product.id,
              product.name,
              product.brand,
              categoriesOf(product),
              keysOf({ brand: product.brand, categories: categoriesOf(product) }),
              product.price,
              product.currency ?? currency,
              product.url,
              product.image,
              now,
            ],
          ]
        : [],
    ),
  );
  const gone = db
    .prepare(
      `DELETE FROM memberships WHERE (person, segment) IN (SELECT p.num, j.value ->> 0
       FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 1)`,
    )
    .bind(shop, JSON.stringify(changes.map(([segment, profile]) => [segment, profile])));
  const takeBack = db
    .prepare(
      `DELETE FROM activities WHERE (person, kind, at, id) IN (SELECT p.num, j.value ->> 1, j.value ->> 2, j.value ->> 3
       FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0)`,
    )
    .bind(shop, JSON.stringify(retracted));
  const unconverted = new Set(
    rows.flatMap(({ profile, entry: { messageEvents = [] } }) =>
      messageEvents.some(({ event }) => event === "unconverted") ? [profile.id] : [],
    ),
  );
  const takeBackConversions = db
    .prepare(
      `DELETE FROM message_events WHERE shop = ?1 AND event = 'unconverted' AND profile IN (SELECT value FROM json_each(?2))`,
    )
    .bind(shop, JSON.stringify([...unconverted]));
  return [
    ...(retracted.length ? [takeBack] : []),
    insertFor(
      "activities",
      ["kind", "at", "id", "times", "product", "category", "name", "name_key", "quantity", "amount"],
      activities,
      IGNORE,
    ),
    ...(changes.length ? [gone] : []),
    insertFor("memberships", ["segment", "since"], members, IGNORE),
    insert(
      "membership_changes",
      ["segment", "profile", "version", "entered", "at", "cause"],
      changes,
      IGNORE,
    ),
    insert(
      "message_events",
      ["message", "id", "variant", "event", "profile", "at", "order", "revenue"],
      events,
      // An order's conversion follows its newest version.
      `ON CONFLICT (shop, message, profile, id) DO UPDATE SET event = excluded.event, at = excluded.at,
       revenue = excluded.revenue WHERE excluded."order" IS NOT NULL`,
    ),
    ...(unconverted.size ? [takeBackConversions] : []),
    // Anybody can send a product view: it may introduce a product, never change one.
    insert(
      "products",
      ["id", "name", "brand", "categories", "keys", "price", "currency", "url", "image", "updated_at"],
      products,
      IGNORE,
    ),
    ...(products.length ? [catalogueChanged(db, shop)] : []),
  ];
}

/** What was done and what was taken back, of all rows one after the other: it may be done, taken back and done anew. */
function activityRows(rows: readonly FlushRow[]) {
  const done = new Map<string, unknown[]>();
  const retracted: unknown[][] = [];
  for (const { profile, entry } of rows) {
    const keyed = (kind: string, at: number, id: string) => `${profile.id} ${kind} ${at} ${id}`;
    for (const { kind, at, id } of entry.retracted ?? []) {
      done.delete(keyed(kind, at, id));
      retracted.push([profile.id, kind, at, id]);
    }
    for (const { kind, activity: a } of entry.activities ?? [])
      done.set(keyed(kind, a.at, a.id), [
        ...[profile.id, kind, a.at, a.id, a.times, a.product, a.category],
        ...[a.name, keyOf(a.name), a.quantity, a.amount],
      ]);
  }
  return { activities: [...done.values()], retracted };
}

function shopStatements(db: D1Database, { shop, home, rows, now }: Flush): Statements {
  if (!home) return [];
  const seen = rows.some(({ entry }) => entry.activities?.length);
  return [
    db
      .prepare(
        `INSERT INTO shards (shop, name, region, flushed_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (shop, name) DO UPDATE SET flushed_at = ?4`,
      )
      .bind(shop, home, home.split(".")[1], now),
    ...(seen
      ? [
          db
            .prepare(
              "UPDATE shops SET first_signal_at = coalesce(first_signal_at, ?2), last_signal_at = max(coalesce(last_signal_at, 0), ?2) WHERE id = ?1",
            )
            .bind(shop, now),
        ]
      : []),
  ];
}

const categoriesOf = ({ category = "" }: ProductSeen): string[] => [tidyPath(category)].filter(Boolean);

/** A name folded, where that differs. */
const keyOf = (name: string | undefined): string | undefined => {
  const key = name && fold(name);
  return key === name ? undefined : key;
};
