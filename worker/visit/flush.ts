/**
 * From the shards to D1: one batch, one transaction, idempotent. Each statement takes all its rows as one JSON
 * parameter. A flush that comes twice, or late, changes nothing: profiles carry a version, all else an id.
 */
import type { Attributes } from "../../core/attributes/attribute";
import { attributeTypes } from "../../core/attributes/types";
import type { Profile } from "../../core/profiles/profile";
import { fold } from "../../core/rules/fold";
import { normaliseFact } from "../../core/rules/normalise";
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

function profileStatements(db: D1Database, { shop, home, attributes, rows: all }: Flush): Statements {
  if (all.length === 0) return [];
  // The newest of each: after an outage one profile may wait several times.
  const newest = [...new Map(all.map((row) => [row.profile.id, row])).values()];
  const profiles = newest.map(({ profile }) => profile);
  const columns = [...attributes.values()].filter((attribute) => attribute.column).map(({ key }) => key);
  const rows = profiles.map((profile) => [
    profile.id,
    profile.version,
    profile.nextChangeAt ?? null,
    ...columns.map((key) => toSqlite(profile.attributes[key])),
  ]);
  const values = profiles.flatMap((profile) =>
    Object.entries(profile.attributes).flatMap(([key, value]) => {
      const attribute = attributes.get(key);
      if (!attribute || attribute.column) return [];
      const fact = normaliseFact(attributeTypes[attribute.type].fact, value);
      return [[profile.id, key, Array.isArray(fact) ? JSON.stringify(fact) : toSqlite(fact)]];
    }),
  );
  const documents = newest.map(({ profile, document }) => [
    profile.id,
    document ?? JSON.stringify(profile),
  ]);
  const identities = profiles.flatMap((profile) =>
    profile.identities.map(({ kind, value, verified, at }) => [
      profile.id,
      kind,
      value,
      verified ? 1 : 0,
      at,
    ]),
  );
  const ids = JSON.stringify(profiles.map(({ id }) => id));
  const insert = rowInsert(db, shop);
  return [
    insert(
      "profiles",
      ["id", "version", "next_change_at", ...columns],
      rows,
      `ON CONFLICT (shop, id) DO UPDATE SET version = excluded.version, home = excluded.home, next_change_at = excluded.next_change_at,
       ${columns.map((column) => `${column} = excluded.${column}`).join(", ")} WHERE excluded.version >= profiles.version`,
      { home },
    ),
    insert(
      "profile_documents",
      ["profile", "document"],
      documents,
      "ON CONFLICT (shop, profile) DO UPDATE SET document = excluded.document",
    ),
    insert(
      "attribute_values",
      ["profile", "attribute", "value"],
      values,
      "ON CONFLICT (shop, profile, attribute) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
    ),
    db
      .prepare(
        `DELETE FROM attribute_values WHERE shop = ?1 AND profile IN (SELECT value FROM json_each(?2))
         AND (profile, attribute) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?3))`,
      )
      .bind(shop, ids, JSON.stringify(values.map(([profile, key]) => [profile, key]))),
    insert(
      "identities",
      ["profile", "kind", "value", "verified", "at"],
      identities,
      "ON CONFLICT DO NOTHING",
    ),
  ];
}

function entryStatements(
  db: D1Database,
  { shop, rows, currency, now, home }: Flush,
): Statements {
  const insert = rowInsert(db, shop);
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
      .map(([segment, since]) => [segment, profile.id, since]),
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
              product.category,
              product.category && fold(product.category),
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
      `DELETE FROM memberships WHERE shop = ?1 AND (segment, profile) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2))`,
    )
    .bind(shop, JSON.stringify(changes.map(([segment, profile]) => [segment, profile])));
  return [
    insert(
      "activities",
      ["profile", "kind", "at", "id", "times", "product", "category", "name", "quantity", "amount"],
      activities,
      IGNORE,
    ),
    ...(changes.length ? [gone] : []),
    insert("memberships", ["segment", "profile", "since"], members, IGNORE),
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
      ["id", "name", "brand", "category", "category_key", "price", "currency", "url", "image", "updated_at"],
      products,
      IGNORE,
    ),
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

const IGNORE = "ON CONFLICT DO NOTHING";

/** Rows as one JSON parameter; columns by their place in each row. */
function rowInsert(db: D1Database, shop: string) {
  return (
    table: string,
    columns: string[],
    rows: unknown[][],
    conflict: string,
    fixed: Record<string, unknown> = {},
  ): D1PreparedStatement | undefined => {
    if (rows.length === 0) return undefined;
    const names = ["shop", ...Object.keys(fixed), ...columns].map((name) => `"${name}"`).join(", ");
    const constants = Object.keys(fixed).map((_, i) => `?${i + 3}`);
    const selected = ["?1", ...constants, ...columns.map((_, i) => `value ->> ${i}`)].join(", ");
    return db
      .prepare(`INSERT INTO ${table} (${names}) SELECT ${selected} FROM json_each(?2) WHERE true ${conflict}`)
      .bind(shop, JSON.stringify(rows), ...Object.values(fixed));
  };
}

const toSqlite = (value: unknown): unknown =>
  value === undefined ? null : typeof value === "boolean" ? Number(value) : value;
