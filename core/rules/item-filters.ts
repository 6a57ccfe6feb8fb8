/**
 * Filters over the catalogue, one entry each: parsing, SQL, words, the editor and the tests follow from it. A filter
 * is asked of the catalogue only (SQL over `products p`); the readers of rules get the products that it found.
 */
import { type KeyKind, type ProductFacts, pathKey, tidyPath } from "../products/product";
import { fold } from "./fold";
import type { Sql, SqlTag } from "./sql-text";
import type { Parsed } from "./timeframes";

/** All that are given must hold; of a list, one is enough. */
export interface ItemFilter {
  ids?: string[];
  /** Words; each begins a word of the product's name, brand, supplier, categories, tags or id. */
  search?: string;
  brand?: string[];
  supplier?: string[];
  /** Paths such as "Outdoor > Tents", with all below them. */
  inCategory?: string[];
  tag?: string[];
  /** Minor units. */
  price?: PriceRange;
  inStock?: boolean;
  /** Reduced, or part of a discount that runs now. */
  onDiscount?: boolean;
  /** Products of this discount, and what was done with them while it ran. */
  discount?: string;
}
export type ItemFilterKey = keyof ItemFilter;
export type PriceRange = { [bound in PriceBound]?: number };
export type PriceBound = "moreThan" | "atLeast" | "lessThan" | "atMost";

export interface FilterNames {
  product(id: string): string;
  /** A discount by its name; without it, ids are told. */
  discount?(id: string): string;
  amount(minorUnits: number): string;
}

/** A product to show a filter by. Of the discounts, `black-friday` runs now and `spring` is over. */
export interface ExampleProduct extends ProductFacts {
  id?: string;
  name?: string;
  price?: number;
  compareAt?: number;
  stock?: number;
  discounts?: readonly ("black-friday" | "spring")[];
}

interface Filter<Value> {
  label: string;
  parse(raw: unknown): Parsed<Value>;
  /** The value in its one form: what asks for the same has the same. */
  canonical(value: Value): Value;
  /** A condition on the product `p`, never NULL. */
  sql(sql: SqlTag, value: Value, asked: { shop: string; now: number }): Sql;
  /** Follows "bought anything": "of brand Skarv". */
  describe(value: Value, names: FilterNames): string;
  /** Product, value, whether it is found. */
  examples: readonly (readonly [product: ExampleProduct, value: Value, found: boolean])[];
}

/** Values in a list of a rule's items. */
export const MAX_ITEMS = 10_000;
const MAX_WORDS = 12;

export const itemFilters: { [K in ItemFilterKey]-?: Filter<NonNullable<ItemFilter[K]>> } = {
  ids: {
    label: "these products",
    parse: texts,
    canonical: sorted,
    sql: (sql, ids) => sql`p.id IN (SELECT value FROM json_each(${ids}))`,
    describe: (ids, { product }) => `among ${or(ids.map(product))}`,
    examples: [
      [{ id: "FF-1001" }, ["FF-1001", "FF-1002"], true],
      [{ id: "ff-1002" }, ["FF-1001", "FF-1002"], false],
    ],
  },
  brand: keyed("brand", "brand", (brands) => `of brand ${brands}`, [
    [{ brand: "SKÅRV" }, ["Skarv", "Varde"], true],
    [{ brand: "Skarvs" }, ["Skarv", "Varde"], false],
    [{}, ["Skarv", "Varde"], false],
  ]),
  supplier: keyed("supplier", "supplier", (suppliers) => `from ${suppliers}`, [
    [{ supplier: "nordhandel as" }, ["Nordhandel AS"], true],
    [{ supplier: "Nordhandel" }, ["Nordhandel AS"], false],
    [{}, ["Nordhandel AS"], false],
  ]),
  inCategory: {
    ...keyed("category", "in category", (paths) => `in ${paths}`, [
      [{ categories: ["Sale", "camping>TENTS > Domes"] }, ["Camping > Tents"], true],
      [{ categories: ["Camping > Tents and tarps", "Tents"] }, ["Camping > Tents"], false],
      [{ categories: ["Camping"] }, ["Camping > Tents"], false],
      [{}, ["Camping > Tents"], false],
    ]),
    parse(raw) {
      const parsed = texts(raw);
      if ("reason" in parsed) return parsed;
      return parsed.value.every((path) => tidyPath(path) !== "")
        ? parsed
        : { reason: 'must name categories, such as "Outdoor > Tents"' };
    },
    canonical: (paths) => sorted(paths.map(pathKey)),
  },
  tag: keyed("tag", "tag", (tags) => `tagged ${tags}`, [
    [{ tags: ["ETE", "Winter"] }, ["winter", "été"], true],
    [{ tags: ["winterly"] }, ["winter", "été"], false],
    [{}, ["winter", "été"], false],
  ]),
  price: {
    label: "price",
    parse(raw) {
      const entries = Object.entries(typeof raw === "object" && raw !== null ? raw : {});
      const valid =
        entries.length > 0 &&
        entries.every(([bound, amount]) => Object.hasOwn(bounds, bound) && isAmount(amount));
      return valid
        ? { value: raw as PriceRange }
        : { reason: `must have ${Object.keys(bounds).join(", ")}, with whole minor units (cents)` };
    },
    canonical: (range) =>
      Object.fromEntries(boundsOf(range).sort(([a], [b]) => (a < b ? -1 : 1))) as PriceRange,
    sql: (sql, range) =>
      boundsOf(range).reduce(
        (condition, [bound, amount]) => sql`${condition} AND ${bounds[bound].sql(sql, amount)}`,
        sql`p.price IS NOT NULL`,
      ),
    describe: (range, { amount }) =>
      boundsOf(range)
        .map(([bound, minor]) => `${bounds[bound].word} ${amount(minor)}`)
        .join(" and "),
    examples: [
      [{ price: 9_999 }, { lessThan: 10_000 }, true],
      [{ price: 10_000 }, { lessThan: 10_000 }, false],
      [{ price: 10_000 }, { atMost: 10_000, atLeast: 10_000 }, true],
      [{ price: 10_000 }, { moreThan: 10_000 }, false],
      [{ price: 0 }, { atMost: 0 }, true],
      [{}, { atLeast: 0 }, false],
    ],
  },
  inStock: {
    label: "in stock",
    parse: yesOrNo,
    canonical: same,
    sql: (sql, wanted) =>
      wanted ? sql`(p.stock IS NULL OR p.stock > 0)` : sql`(p.stock IS NOT NULL AND p.stock <= 0)`,
    describe: (wanted) => (wanted ? "in stock" : "out of stock"),
    examples: [
      [{ stock: 1 }, true, true],
      [{ stock: 0 }, true, false],
      [{ stock: -1 }, false, true],
      [{}, true, true],
      [{}, false, false],
    ],
  },
  onDiscount: {
    label: "on discount",
    parse: yesOrNo,
    canonical: same,
    sql(sql, wanted, { shop, now }) {
      const discounted = sql`(ifnull(p.compare_at > p.price, 0) OR p.id IN (
        SELECT dp.product FROM discounts d JOIN discount_products dp ON dp.shop = d.shop AND dp.discount = d.id
        WHERE d.shop = ${shop} AND ifnull(d.starts_at <= ${now}, 1) AND ifnull(d.ends_at > ${now}, 1)))`;
      return wanted ? discounted : sql`NOT ${discounted}`;
    },
    describe: (wanted) => (wanted ? "on discount" : "not on discount"),
    examples: [
      [{ price: 80, compareAt: 100 }, true, true],
      [{ price: 100, compareAt: 100 }, true, false],
      [{ compareAt: 100 }, false, true],
      [{ discounts: ["black-friday"] }, true, true],
      [{ discounts: ["spring"] }, true, false],
      [{}, false, true],
    ],
  },
  discount: {
    label: "discount",
    parse: (raw) => (isText(raw) ? { value: raw } : { reason: "must be the id of a discount" }),
    canonical: same,
    sql: (sql, id, { shop }) =>
      sql`p.id IN (SELECT dp.product FROM discount_products dp WHERE dp.shop = ${shop} AND dp.discount = ${id})`,
    describe: (id, { discount }) => `in the discount “${discount?.(id) ?? id}” while it ran`,
    examples: [
      [{ discounts: ["black-friday"] }, "black-friday", true],
      [{ discounts: ["spring"] }, "black-friday", false],
      [{}, "black-friday", false],
    ],
  },
  search: {
    label: "words",
    parse(raw) {
      if (!isText(raw)) return { reason: "must be text of 1 to 200 characters" };
      const words = wordsOf(raw);
      return words.length > 0 && words.length <= MAX_WORDS
        ? { value: raw }
        : { reason: `must have 1 to ${MAX_WORDS} words` };
    },
    canonical: (text) => sorted(wordsOf(text)).join(" "),
    sql: (sql, text, { shop }) =>
      sql`p.number IN (SELECT rowid FROM products_text WHERE products_text MATCH ${matchOf(shop, text)})`,
    describe: (text) => `that “${text.trim()}” finds`,
    examples: [
      [{ name: "Lofoten 2 Tents", tags: ["Dôme"] }, "dome tent", true],
      [{ name: "Tent", brand: "Domes" }, "TENT dom", true],
      [{ name: "Random tent" }, "dom tent", false],
      [{ name: "Tent FF 1 001" }, "ff-1001", false],
    ],
  },
};

export const itemFilterKeys = Object.keys(itemFilters) as ItemFilterKey[];

/** The words of a search. What is written as one, such as FF-1001, stays together; the index folds case and accents. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) =>
      word
        .split(/[^\p{L}\p{N}\p{M}]+/u)
        .filter((part) => /[\p{L}\p{N}]/u.test(part))
        .join("-"),
    )
    .filter(Boolean);

/** FTS5's own query: of this shop, each word the beginning of one in the product. */
export const matchOf = (shop: string, text: string): string =>
  `shop : "${shop.replaceAll('"', '""')}" AND {id name brand supplier categories tags} : (${wordsOf(text)
    .map((word) => `"${word}"*`)
    .join(" AND ")})`;

const bounds: Record<PriceBound, { word: string; sql(sql: SqlTag, amount: number): Sql }> = {
  moreThan: { word: "over", sql: (sql, amount) => sql`p.price > ${amount}` },
  atLeast: { word: "from", sql: (sql, amount) => sql`p.price >= ${amount}` },
  lessThan: { word: "under", sql: (sql, amount) => sql`p.price < ${amount}` },
  atMost: { word: "up to", sql: (sql, amount) => sql`p.price <= ${amount}` },
};
const boundsOf = (range: PriceRange) => Object.entries(range) as [PriceBound, number][];

/** Filters by one of the product's keys (`product_keys`). */
function keyed(
  kind: KeyKind,
  label: string,
  words: (values: string) => string,
  examples: Filter<string[]>["examples"],
): Filter<string[]> {
  return {
    label,
    parse: texts,
    canonical: (values) => sorted(values.map(fold)),
    sql: (sql, keys, { shop }) => sql`p.number IN (SELECT k.product FROM product_keys k
      WHERE k.shop = ${shop} AND k.kind = ${kind} AND k.key IN (SELECT value FROM json_each(${keys})))`,
    describe: (values) => words(or(values)),
    examples,
  };
}

function texts(raw: unknown): Parsed<string[]> {
  return Array.isArray(raw) && raw.length > 0 && raw.length <= MAX_ITEMS && raw.every(isText)
    ? { value: raw as string[] }
    : { reason: `must be a list of 1 to ${MAX_ITEMS} texts` };
}

function yesOrNo(raw: unknown): Parsed<boolean> {
  return typeof raw === "boolean" ? { value: raw } : { reason: "must be true or false" };
}

const isText = (raw: unknown): raw is string => typeof raw === "string" && raw !== "" && raw.length <= 200;
const isAmount = (raw: unknown) =>
  Number.isInteger(raw) && (raw as number) >= 0 && (raw as number) <= MAX_PRICE;
/** As much as a signal's or an order's. */
const MAX_PRICE = 1e12;
function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
function same<V>(value: V): V {
  return value;
}

function or(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${last}` : last;
}
