/** The catalogue, its discounts, and who may buy what. */
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { KeyKind } from "../../core/products/product";

/** The catalogue: what pages and the shop's server told us of each product. */
export const products = sqliteTable(
  "products",
  {
    /** Stays the same for as long as the product is there: what the full-text index and the keys refer to. */
    number: integer().primaryKey(),
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    brand: text(),
    supplier: text(),
    /** Paths such as "Outdoor > Tents", the main one first. */
    categories: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    tags: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    /** Folded, by kind (`keysOf`); a trigger spreads them into `product_keys`. */
    keys: text({ mode: "json" }).$type<Record<KeyKind, string[]>>().notNull(),
    price: integer(),
    /** The price before it was reduced. */
    compareAt: integer("compare_at"),
    currency: text(),
    /** Pieces; null when nobody counts them. */
    stock: integer(),
    url: text(),
    image: text(),
    /** Whether the shop still sells it. What people did with it stays in rules either way. */
    active: integer({ mode: "boolean" }).notNull().default(true),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("products_by_id").on(t.shop, t.id),
    index("products_by_name").on(t.shop, t.name, t.id),
    index("products_by_price").on(t.shop, t.price),
  ],
);

/** By which keys products are found: brand, supplier, tag, and each category with all above it. Kept by triggers. */
export const productKeys = sqliteTable(
  "product_keys",
  {
    shop: text().notNull(),
    kind: text().$type<KeyKind>().notNull(),
    key: text().notNull(),
    product: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.kind, t.key, t.product] })],
);

export const discounts = sqliteTable(
  "discounts",
  {
    shop: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    /** Null: it applies by itself. */
    code: text(),
    /** Half open; null is without that end. */
    startsAt: integer("starts_at"),
    endsAt: integer("ends_at"),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shop, t.id] })],
);

/** Products of a discount by their id: a discount may come before its products. */
export const discountProducts = sqliteTable(
  "discount_products",
  { shop: text().notNull(), discount: text().notNull(), product: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.shop, t.discount, t.product] }),
    index("discount_products_by_product").on(t.shop, t.product, t.discount),
  ],
);

/** Predicted: how likely a person is to buy a product, from 0 to 1. */
export const interests = sqliteTable(
  "interests",
  {
    shop: text().notNull(),
    person: integer().notNull(),
    product: text().notNull(),
    likelihood: real().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.product] }),
    index("interests_by_product").on(t.shop, t.product, t.likelihood, t.person),
  ],
);
