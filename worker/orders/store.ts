/**
 * Orders in D1: each once, as its newest version tells it, under one profile. Who else counted it is written down to
 * be told so (`moves.ts`), in the same transaction.
 */
import { CLAIM, type OrderTold } from "../../core/profiles/order";
import type { OrderSeen } from "../../core/profiles/step";
import { DAY } from "../../core/time/zone";
import type { orders as table } from "../db/schema";
import { insertInto } from "../visit/insert";

export type OrderRow = typeof table.$inferSelect;

const VERSION = [
  ...["at", "updated_at", "status", "total", "currency", "converted", "refunded", "discount", "channel"],
  ...["coupon", "coupons", "lines", "refunds", "source"],
];
const COLUMNS = ["id", "profile", "claim", ...VERSION];

/** Whether a version `n` takes the place of `o`: the server's word before a page's; a page's first telling has the time. */
const newer = (n: string, o: string) =>
  `CASE WHEN (${n}.source <> 'browser') <> (${o}.source <> 'browser') THEN ${n}.source <> 'browser'
   WHEN ${n}.source = 'browser' THEN ${n}.at < ${o}.at ELSE ${n}.updated_at > ${o}.updated_at END`;

/**
 * Whether whoever tells `n` has more right to the order than the owner of `o`. Anybody can make a page say any id:
 * only an order of about the same time is the one that it means.
 */
const owns = (n: string, o: string) =>
  `CASE WHEN abs(${n}.at - ${o}.at) > ${DAY} AND (${n}.source = 'browser' OR ${o}.source = 'browser')
   THEN ${n}.source <> 'browser' AND ${o}.source = 'browser' ELSE ${n}.claim > ${o}.claim END`;

/** Statements of one transaction. `told` are in the order in which they were told; the first and last answer who counted wrongly. */
export function orderStatements(
  db: D1Database,
  shop: string,
  told: readonly { profile: string; order: OrderSeen; home: string | null }[],
  now: number,
): { before: D1PreparedStatement; save: D1PreparedStatement; after: D1PreparedStatement } | undefined {
  if (told.length === 0) return undefined;
  const rows = told.map(({ profile, order, home }) => rowOf(profile, order, home));
  const fields = JSON.stringify(
    rows.map(({ id, profile, claim, at, source }) => [id, profile, claim, at, source]),
  );
  const incoming = `(SELECT value ->> 0 AS id, value ->> 1 AS profile, value ->> 2 AS claim, value ->> 3 AS at, value ->> 4 AS source FROM json_each(?2))`;
  const other = `${incoming} n CROSS JOIN orders o ON o.shop = ?1 AND o.id = n.id AND o.profile <> n.profile`;
  const move = (loser: string, where: string) =>
    db
      .prepare(
        `INSERT INTO order_moves (shop, "order", profile, at) SELECT DISTINCT ?1, n.id, ${loser}, CAST(?3 AS INTEGER)
         FROM ${other} WHERE ${where} ON CONFLICT DO NOTHING`,
      )
      .bind(shop, fields, now);
  const save = insertInto(db, shop)(
    "orders",
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column as keyof typeof row] ?? null)),
    `ON CONFLICT (shop, id) DO UPDATE SET
       profile = CASE WHEN ${owns("excluded", "orders")} THEN excluded.profile ELSE orders.profile END,
       claim = CASE WHEN ${owns("excluded", "orders")} OR (excluded.profile = orders.profile AND excluded.claim > orders.claim)
         THEN excluded.claim ELSE orders.claim END,
       ${VERSION.map((column) => `${column} = CASE WHEN ${newer("excluded", "orders")} THEN excluded.${column} ELSE orders.${column} END`).join(",\n")}`,
  )!;
  return { before: move("o.profile", owns("n", "o")), save, after: move("n.profile", "true") };
}

function rowOf(profile: string, order: OrderSeen, home: string | null) {
  const source = order.source ?? (home ? "browser" : "import");
  return {
    ...{ id: order.id, profile, source, at: order.at, updated_at: order.updatedAt },
    claim: order.claim ?? (source === "browser" ? CLAIM.browser : CLAIM.identity),
    status: order.status ?? "placed",
    total: order.total,
    currency: order.currency,
    converted: order.converted,
    refunded: order.refunds?.reduce((sum, { amount }) => sum + amount, 0) ?? 0,
    discount: order.discount,
    channel: order.channel,
    coupon: order.coupon,
    coupons: order.coupons?.length ? order.coupons : undefined,
    lines: order.lines,
    refunds: order.refunds?.length ? order.refunds : undefined,
  };
}

/** As it was told. */
export function orderOf(row: OrderRow): OrderTold {
  const { id, total, currency, lines, status, updatedAt, claim, source } = row;
  const known = <K extends string, V>(key: K, value: V | null) =>
    (value === null ? {} : { [key]: value }) as { [key in K]?: V };
  return {
    ...{ id, total, currency, lines, status, updatedAt, claim },
    ...(source !== "browser" && { source }),
    ...known("converted", row.converted),
    ...known("discount", row.discount),
    ...known("channel", row.channel),
    ...known("coupon", row.coupon),
    ...known("coupons", row.coupons),
    ...known("refunds", row.refunds),
  };
}
