/** The catalogue, as the item picker needs it. */
import { fold } from "../../core/rules/fold";

const LIMIT = 20;

export interface ProductRow {
  id: string;
  name: string;
  brand: string | null;
  category: string | null;
  price: number | null;
  currency: string | null;
  url: string | null;
  image: string | null;
}

const COLUMNS = "id, name, brand, category, price, currency, url, image";

/** By id, by the words in name, brand or category, or all of a category. */
export async function findProducts(
  db: D1Database,
  shop: string,
  { q, ids, category }: { q?: string; ids?: readonly string[]; category?: string },
): Promise<ProductRow[]> {
  if (ids) {
    const statement = db.prepare(
      `SELECT ${COLUMNS} FROM products WHERE shop = ?1 AND id IN (SELECT value FROM json_each(?2)) ORDER BY name`,
    );
    return (await statement.bind(shop, JSON.stringify(ids)).all<ProductRow>()).results;
  }
  const words = (q ?? "").trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  // Every word stands somewhere in it. SQLite's lower knows ASCII; the category's key is folded.
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM products WHERE shop = ?1 AND (?2 IS NULL OR category_key = ?2)
       AND NOT EXISTS (SELECT 1 FROM json_each(?3) w WHERE
         instr(lower(name), w.value ->> 0) = 0 AND instr(lower(ifnull(brand, '')), w.value ->> 0) = 0
         AND instr(ifnull(category_key, ''), w.value ->> 1) = 0 AND instr(lower(id), w.value ->> 0) = 0)
       ORDER BY name LIMIT ${LIMIT}`,
    )
    .bind(
      shop,
      category === undefined ? null : fold(category),
      JSON.stringify(words.map((word) => [word, fold(word)])),
    )
    .all<ProductRow>();
  return results;
}

export async function categoriesOf(db: D1Database, shop: string) {
  const { results } = await db
    .prepare(
      "SELECT category_key AS key, max(category) AS name, count(*) AS products FROM products WHERE shop = ?1 AND category_key IS NOT NULL GROUP BY category_key ORDER BY products DESC LIMIT 500",
    )
    .bind(shop)
    .all<{ key: string; name: string; products: number }>();
  return results;
}
