/** What the catalogue can be narrowed by, with counts: flat, for choices, and as the tree that a buyer knows. */
import { KEY_KINDS, type KeyKind, pathKey, stepsOf } from "../../core/products/product";
import { fold } from "../../core/rules/fold";

export interface Facet {
  /** As compared: folded. */
  key: string;
  /** As shown. */
  name: string;
  products: number;
}

const MOST = 1_000;

/** Each kind's keys, largest first; categories with all that lie above them. */
export async function facetsOf(db: D1Database, shop: string): Promise<Record<KeyKind, Facet[]>> {
  const names = {
    brand: "SELECT DISTINCT brand AS name FROM products WHERE shop = ?1",
    supplier: "SELECT DISTINCT supplier AS name FROM products WHERE shop = ?1",
    category: "SELECT DISTINCT c.value AS name FROM products p, json_each(p.categories) c WHERE p.shop = ?1",
    tag: "SELECT DISTINCT t.value AS name FROM products p, json_each(p.tags) t WHERE p.shop = ?1",
  } satisfies Record<KeyKind, string>;
  const [counts, ...named] = await db.batch([
    db
      .prepare("SELECT kind, key, count(*) AS products FROM product_keys WHERE shop = ?1 GROUP BY kind, key")
      .bind(shop),
    ...KEY_KINDS.map((kind) => db.prepare(names[kind]).bind(shop)),
  ]);
  const rows = counts!.results as { kind: KeyKind; key: string; products: number }[];
  const facets = KEY_KINDS.map((kind, i): [KeyKind, Facet[]] => {
    const nameOf = namesByKey(kind, named[i]!.results as { name: string | null }[]);
    const found = rows.filter((row) => row.kind === kind);
    return [
      kind,
      found
        .map(({ key, products }) => ({ key, name: nameOf.get(key) ?? key, products }))
        .sort((a, b) => b.products - a.products || (a.name < b.name ? -1 : 1))
        .slice(0, MOST),
    ];
  });
  return Object.fromEntries(facets) as Record<KeyKind, Facet[]>;
}

function namesByKey(kind: KeyKind, rows: readonly { name: string | null }[]): Map<string, string> {
  const names = rows.flatMap(({ name }) => name ?? []);
  if (kind !== "category") return new Map(names.map((name) => [fold(name), name]));
  const paths = names.flatMap((path) => {
    const steps = stepsOf(path);
    return steps.map((_, i) => steps.slice(0, i + 1).join(" > "));
  });
  return new Map(paths.map((path) => [pathKey(path), path]));
}

/** Where in the tree: each step names what was opened; "" is what has none. */
export interface TreePlace {
  supplier?: string | undefined;
  brand?: string | undefined;
  category?: string | undefined;
}
export interface TreeNode {
  level: "supplier" | "brand" | "category" | "product";
  /** As shown; empty for products without one. */
  name: string;
  /** What opens it as a step, or the product's id. */
  key: string;
  products: number;
}

/** The nodes below a place: supplier ▸ brand ▸ category ▸ product. Products that are not sold any more stay out. */
export async function treeBelow(db: D1Database, shop: string, place: TreePlace): Promise<TreeNode[]> {
  const { supplier, brand, category } = place;
  const level =
    supplier === undefined
      ? "supplier"
      : brand === undefined
        ? "brand"
        : category === undefined
          ? "category"
          : "product";
  const first = (kind: KeyKind) => `ifnull(p.keys ->> '$.${kind}[0]', '')`;
  const nodes = {
    supplier: `${first("supplier")} AS key, ifnull(max(p.supplier), '') AS name`,
    brand: `${first("brand")} AS key, ifnull(max(p.brand), '') AS name`,
    category: `ifnull(c.value, '') AS key, ifnull(c.value, '') AS name`,
    product: "p.id AS key, p.name AS name",
  }[level];
  const { results } = await db
    .prepare(
      `SELECT ${nodes}, count(DISTINCT p.number) AS products FROM products p
       ${level === "category" || category !== undefined ? "LEFT JOIN json_each(p.categories) c" : ""}
       WHERE p.shop = ?1 AND p.active = 1 AND (?2 IS NULL OR ${first("supplier")} = ?2)
       AND (?3 IS NULL OR ${first("brand")} = ?3)
       ${category === undefined ? "" : "AND ifnull(c.value, '') = ?4"}
       GROUP BY 1 ORDER BY 2, 1 LIMIT ${MOST}`,
    )
    .bind(
      ...[shop, supplier === undefined ? null : fold(supplier), brand === undefined ? null : fold(brand)],
      ...(category === undefined ? [] : [category]),
    )
    .all<Omit<TreeNode, "level">>();
  return results.map((node) => ({ level, ...node }));
}
