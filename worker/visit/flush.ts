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
import { catalogueChanged } from "../products/products";
import { profileStatements } from "./flush-profiles";
import { IGNORE, insertInto, insertOfPeople } from "./insert";
import type { OutboxEntry } from "./shard-store";

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

/** Nothing to say is no statement. */
type Statements = (D1PreparedStatement | undefined)[];

export async function flushToD1(db: D1Database, flush: Flush): Promise<void> {
  const statements = [
    ...(flush.first ?? []),
    ...profileStatements(db, flush),
    ...entryStatements(db, flush),
    ...shopStatements(db, flush),
  ];
  await db.batch(statements.filter((statement) => statement !== undefined));
}

function entryStatements(db: D1Database, { shop, rows, currency, now, home }: Flush): Statements {
  const insert = insertInto(db, shop);
  const insertFor = insertOfPeople(db, shop);
  const activities = rows.flatMap(({ profile: { id: profile }, entry: { activities: list = [] } }) =>
    list.map(({ kind, activity: a }) => [
      profile,
      kind,
      a.at,
      a.id,
      a.times,
      a.product,
      a.category,
      a.name,
      keyOf(a.name),
      a.quantity,
      a.amount,
    ]),
  );
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
  const orders = rows.flatMap(({ profile: { id: profile }, entry: { orders: list = [] } }) =>
    list.map((order) => [
      order.id,
      profile,
      order.at,
      order.total,
      order.currency,
      order.coupon ?? null,
      order.lines,
      home ? "browser" : "import",
    ]),
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
  const retracted = rows.flatMap(({ profile: { id: profile }, entry: { retracted: list = [] } }) =>
    list.map(({ kind, at, id }) => [profile, kind, at, id]),
  );
  const takeBack = db
    .prepare(
      `DELETE FROM activities WHERE (person, kind, at, id) IN (SELECT p.num, j.value ->> 1, j.value ->> 2, j.value ->> 3
       FROM json_each(?2) j CROSS JOIN profiles p ON p.shop = ?1 AND p.id = j.value ->> 0)`,
    )
    .bind(shop, JSON.stringify(retracted));
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
      "orders",
      ["id", "profile", "at", "total", "currency", "coupon", "lines", "source"],
      orders,
      IGNORE,
    ),
    insert(
      "message_events",
      ["message", "id", "variant", "event", "profile", "at", "order", "revenue"],
      events,
      IGNORE,
    ),
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
