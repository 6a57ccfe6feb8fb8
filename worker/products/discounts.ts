/** Discounts: their dates and their products, as the shop's server tells them. */
import { invalid, notFound } from "../http/errors";
import { cut, PAGE, readCursor } from "../http/paging";
import { refuseUsed, rulesOf, usesOfDiscount } from "../shops/uses";
import { catalogueChanged } from "./products";

export interface DiscountInput {
  name: string;
  code: string | null;
  startsAt: number | null;
  endsAt: number | null;
  products: string[];
}

interface Row {
  id: string;
  name: string;
  code: string | null;
  startsAt: number | null;
  endsAt: number | null;
}

const COLUMNS = `d.id, d.name, d.code, d.starts_at AS "startsAt", d.ends_at AS "endsAt"`;

/** By name, each with how many products it has. */
export async function listDiscounts(db: D1Database, shop: string, cursor: string | undefined) {
  const [name, id] = readCursor(cursor, 2) ?? [];
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}, (SELECT count(*) FROM discount_products dp WHERE dp.shop = d.shop AND dp.discount = d.id) AS products
       FROM discounts d WHERE d.shop = ?1 ${name === undefined ? "" : "AND (d.name, d.id) > (?2, ?3)"}
       ORDER BY d.name, d.id LIMIT ${PAGE + 1}`,
    )
    .bind(...(name === undefined ? [shop] : [shop, name, id]))
    .all<Row & { products: number }>();
  return cut(results, (last) => [last.name, last.id]);
}

export async function getDiscount(db: D1Database, shop: string, id: string) {
  const [found, products] = await db.batch([
    db.prepare(`SELECT ${COLUMNS} FROM discounts d WHERE d.shop = ?1 AND d.id = ?2`).bind(shop, id),
    db
      .prepare("SELECT product FROM discount_products WHERE shop = ?1 AND discount = ?2 ORDER BY product")
      .bind(shop, id),
  ]);
  const [row] = found!.results as Row[];
  if (!row) throw notFound("discount");
  return { ...row, products: (products!.results as { product: string }[]).map(({ product }) => product) };
}

/** Creates, or replaces by id. */
export async function saveDiscount(
  db: D1Database,
  shop: string,
  id: string,
  { name, code, startsAt, endsAt, products }: DiscountInput,
  now: number,
) {
  if (startsAt !== null && endsAt !== null && startsAt >= endsAt)
    throw invalid({ path: "endsAt", reason: "must be after its begin" });
  await db.batch([
    db.prepare("DELETE FROM discount_products WHERE shop = ?1 AND discount = ?2").bind(shop, id),
    db
      .prepare(
        "INSERT INTO discount_products (shop, discount, product) SELECT DISTINCT ?1, ?2, value FROM json_each(?3)",
      )
      .bind(shop, id, JSON.stringify(products)),
    db
      .prepare(
        `INSERT INTO discounts (shop, id, name, code, starts_at, ends_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, code = excluded.code,
         starts_at = excluded.starts_at, ends_at = excluded.ends_at, updated_at = excluded.updated_at`,
      )
      .bind(shop, id, name, code, startsAt, endsAt, now),
    catalogueChanged(db, shop),
  ]);
  return getDiscount(db, shop, id);
}

/** Refused while a rule of a segment or a message names it. */
export async function deleteDiscount(env: { DB: D1Database }, shop: string, id: string): Promise<void> {
  await getDiscount(env.DB, shop, id);
  refuseUsed(usesOfDiscount(await rulesOf(env, shop), id));
  await env.DB.batch([
    env.DB.prepare("DELETE FROM discount_products WHERE shop = ?1 AND discount = ?2").bind(shop, id),
    env.DB.prepare("DELETE FROM discounts WHERE shop = ?1 AND id = ?2").bind(shop, id),
    catalogueChanged(env.DB, shop),
  ]);
}
