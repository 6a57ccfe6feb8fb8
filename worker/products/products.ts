/** Products in D1: saved by the shop's server, found by words and by all that rules can filter them by. */
import { keysOf, tidyPath } from "../../core/products/product";
import { type ItemFilter, wordsOf } from "../../core/rules/item-filters";
import { filterSql } from "../../core/rules/items";
import { raw, render, type Sql, sql } from "../../core/rules/sql";
import { notFound } from "../http/errors";
import { cut, PAGE, readCursor } from "../http/paging";

export interface Product {
  id: string;
  name: string;
  brand: string | null;
  supplier: string | null;
  categories: string[];
  tags: string[];
  price: number | null;
  compareAt: number | null;
  currency: string | null;
  stock: number | null;
  url: string | null;
  image: string | null;
  active: boolean;
}
export type StoredProduct = Product & { updatedAt: number };

export interface ProductSearch {
  q?: string | undefined;
  filter: ItemFilter;
  active?: boolean | undefined;
  cursor?: string | undefined;
}

const FIELDS = [
  ...["name", "brand", "supplier", "categories", "tags", "keys", "price", "compare_at"],
  ...["currency", "stock", "url", "image", "active"],
];
const COLUMNS = FIELDS.filter((field) => field !== "keys").map((field) => `p.${field}`);

/** A page of products by name. */
export async function findProducts(
  db: D1Database,
  shop: string,
  { q = "", filter, active, cursor }: ProductSearch,
) {
  const [name, id] = readCursor(cursor, 2) ?? [];
  const words = wordsOf(q).slice(0, 12).join(" ");
  // Something was asked for that no product can have.
  if (q.trim() !== "" && words === "") return { items: [], next: null };
  const asked = { ...filter, ...(words && { search: words }) };
  const where: Sql[] = [
    ...(Object.keys(asked).length > 0 ? [filterSql(asked, { shop, now: Date.now() })] : []),
    ...(active === undefined ? [] : [sql`p.active = ${active ? 1 : 0}`]),
    ...(name === undefined ? [] : [sql`(p.name, p.id) > (${name}, ${id})`]),
  ];
  return cut(await select(db, shop, where, PAGE + 1), (last) => [last.name, last.id]);
}

/** Those of the ids that there are, by name. */
export const productsById = (
  db: D1Database,
  shop: string,
  ids: readonly string[],
): Promise<StoredProduct[]> =>
  select(db, shop, [sql`p.id IN (SELECT value FROM json_each(${ids}))`], ids.length);

export async function getProduct(db: D1Database, shop: string, id: string): Promise<StoredProduct> {
  const [product] = await productsById(db, shop, [id]);
  if (!product) throw notFound("product");
  return product;
}

/** Creates, or replaces by id. What is as it was stays untouched. */
export async function saveProducts(
  db: D1Database,
  shop: string,
  products: readonly Product[],
  now: number,
): Promise<void> {
  const rows = products.map((product) => [product.id, ...valuesOf(product)]);
  const columns = ["id", ...FIELDS];
  const list = (prefix: string) => FIELDS.map((field) => `${prefix}.${field}`).join(", ");
  await db.batch([
    db
      .prepare(
        `INSERT INTO products (shop, updated_at, ${columns.join(", ")})
         SELECT ?1, ?3, ${columns.map((_, i) => `value ->> ${i}`).join(", ")} FROM json_each(?2) WHERE true
         ON CONFLICT (shop, id) DO UPDATE SET updated_at = excluded.updated_at,
         ${FIELDS.map((field) => `${field} = excluded.${field}`).join(", ")}
         WHERE (${list("excluded")}) IS NOT (${list("products")})`,
      )
      .bind(shop, JSON.stringify(rows), now),
    catalogueChanged(db, shop),
  ]);
}

/** How many products a filter finds, and the first of them by name. */
export async function countProducts(db: D1Database, shop: string, filter: ItemFilter, shown: number) {
  const where = filterSql(filter, { shop, now: Date.now() });
  const { text, parameter } = render(
    sql`SELECT count(*) AS count FROM products p WHERE p.shop = ${shop} AND ${where}`,
  );
  const [counted, products] = await Promise.all([
    db.prepare(text).bind(parameter).first<{ count: number }>(),
    select(db, shop, [where], shown),
  ]);
  return { count: counted!.count, products };
}

/** Whether the shop still sells it. */
export async function setActive(
  db: D1Database,
  shop: string,
  id: string,
  active: boolean,
  now: number,
): Promise<StoredProduct> {
  await db
    .prepare("UPDATE products SET active = ?3, updated_at = ?4 WHERE shop = ?1 AND id = ?2 AND active <> ?3")
    .bind(shop, id, active ? 1 : 0, now)
    .run();
  return getProduct(db, shop, id);
}

export async function deleteProduct(db: D1Database, shop: string, id: string): Promise<void> {
  const [deleted] = await db.batch([
    db.prepare("DELETE FROM products WHERE shop = ?1 AND id = ?2").bind(shop, id),
    catalogueChanged(db, shop),
  ]);
  if (deleted!.meta.changes === 0) throw notFound("product");
}

/**
 * To stand right behind a statement that writes products or discounts: if that changed anything, item sets are
 * looked at again by cron.
 */
export const catalogueChanged = (db: D1Database, shop: string): D1PreparedStatement =>
  db
    .prepare("UPDATE shops SET catalogue_revision = catalogue_revision + 1 WHERE id = ?1 AND changes() > 0")
    .bind(shop);

function valuesOf(product: Product): unknown[] {
  const { name, brand, supplier, tags, price, compareAt, currency, stock, url, image, active } = product;
  const categories = product.categories.map(tidyPath).filter(Boolean);
  const keys = keysOf({ ...product, categories });
  return [
    ...[name, brand, supplier, categories, tags, keys, price, compareAt, currency, stock, url, image],
    active ? 1 : 0,
  ];
}

type Row = Omit<StoredProduct, "categories" | "tags" | "active" | "compareAt" | "updatedAt"> & {
  categories: string;
  tags: string;
  active: number;
  compare_at: number | null;
  updated_at: number;
};

async function select(
  db: D1Database,
  shop: string,
  where: readonly Sql[],
  limit: number,
): Promise<StoredProduct[]> {
  const conditions = where.reduce((all, one) => sql`${all} AND ${one}`, sql`p.shop = ${shop}`);
  const { text, parameter } = render(
    sql`SELECT p.id, ${raw(COLUMNS.join(", "))}, p.updated_at FROM products p WHERE ${conditions}
        ORDER BY p.name, p.id LIMIT ${limit}`,
  );
  const { results } = await db.prepare(text).bind(parameter).all<Row>();
  return results.map(({ compare_at, updated_at, categories, tags, active, ...row }) => ({
    ...row,
    categories: JSON.parse(categories) as string[],
    tags: JSON.parse(tags) as string[],
    compareAt: compare_at,
    active: active === 1,
    updatedAt: updated_at,
  }));
}
