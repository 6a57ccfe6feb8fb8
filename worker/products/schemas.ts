/** Products and discounts, as requests bring them and answers show them. */
import { z } from "@hono/zod-openapi";
import type { Items } from "../../core/rules/items";
import { currencySchema } from "../members/fields";
import { instantSchema } from "../profiles/schemas";

/** So many products, or a discount's products, in one request. */
export const MAX_PRODUCTS = 500;
const MAX_DISCOUNTED = 10_000;

/** No control characters: SQLite would cut the text at one. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);
export const idSchema = text(200).openapi({ example: "FF-1001" });
const price = z.int().min(0).max(1e12).openapi({ description: "Minor units" });
const address = text(2000).openapi({ description: "A full address, or a path on the shop's own origin" });

const facts = {
  name: text(300).openapi({ example: "Lofoten 2 Tent" }),
  brand: text(200).nullable(),
  supplier: text(200).nullable(),
  categories: z
    .array(text(200))
    .max(10)
    .openapi({ example: ["Camping > Tents"], description: "Paths from the root down, the main one first" }),
  tags: z.array(text(100)).max(50),
  price: price.nullable(),
  compareAt: price.nullable().openapi({ description: "The price before it was reduced, minor units" }),
  currency: currencySchema.nullable(),
  stock: z.int().nullable().openapi({ description: "Pieces; null when nobody counts them: always in stock" }),
  url: address.nullable(),
  image: address.nullable(),
  active: z.boolean().openapi({
    description: "Whether the shop still sells it; rules find it either way, as people bought it once",
  }),
};

export const productSchema = z
  .object({ id: z.string(), ...facts, updatedAt: instantSchema })
  .openapi("Product");

export const productInput = z
  .strictObject({
    id: idSchema,
    name: facts.name,
    brand: facts.brand.default(null),
    supplier: facts.supplier.default(null),
    categories: facts.categories.default([]),
    tags: facts.tags.default([]),
    price: facts.price.default(null),
    compareAt: facts.compareAt.default(null),
    currency: facts.currency.optional(),
    stock: facts.stock.default(null),
    url: facts.url.default(null),
    image: facts.image.default(null),
    active: facts.active.default(true),
  })
  .openapi("ProductInput");

export const productChange = z.strictObject({ active: facts.active }).openapi("ProductChange");

/** Anything is let through: rows are read one by one, so that a bad one does not hold back the rest. */
export const productBatch = z
  .strictObject({
    products: z
      .array(z.union([productInput, z.unknown()]))
      .min(1)
      .max(MAX_PRODUCTS),
  })
  .openapi("ProductBatch");

export const batchAnswer = z.object({
  saved: z.int(),
  refused: z.array(
    z.object({
      index: z.int().openapi({ description: "Place in the request, from 0" }),
      id: z.string().nullable(),
      errors: z.array(z.object({ path: z.string(), reason: z.string() })),
    }),
  ),
});

export const facetsSchema = (() => {
  const facet = z.array(z.object({ key: z.string(), name: z.string(), products: z.int() }));
  return z.object({ brand: facet, supplier: facet, category: facet, tag: facet });
})();

export const itemsSchema = z
  .custom<Items>((raw) => typeof raw === "object" && raw !== null, { message: "must be items of a rule" })
  .openapi("Items", {
    type: "object",
    description: "`{ ids }`, `{ categories }`, or a filter over the catalogue, as in a rule",
    example: { brand: ["Skarv"], price: { lessThan: 10_000 } },
  });

export const treeSchema = z.object({
  nodes: z.array(
    z.object({
      level: z.enum(["supplier", "brand", "category", "product"]),
      name: z.string().openapi({ description: "Empty for products that have none" }),
      key: z.string().openapi({ description: "What opens it, or the product's id" }),
      products: z.int(),
    }),
  ),
});

const discount = {
  name: text(200).openapi({ example: "Black Friday" }),
  code: text(100).nullable().openapi({ description: "Null: it applies by itself" }),
  startsAt: instantSchema.min(0).max(8.64e15).nullable(),
  endsAt: instantSchema.min(0).max(8.64e15).nullable().openapi({ description: "The first instant after it" }),
};

export const discountRow = z
  .object({ id: z.string(), ...discount, products: z.int().openapi({ description: "How many" }) })
  .openapi("DiscountRow");

export const discountSchema = z
  .object({ id: z.string(), ...discount, products: z.array(z.string()) })
  .openapi("Discount");

export const discountInput = z
  .strictObject({
    name: discount.name,
    code: discount.code.default(null),
    startsAt: discount.startsAt.default(null),
    endsAt: discount.endsAt.default(null),
    products: z.array(idSchema).max(MAX_DISCOUNTED).default([]).openapi({ description: "Their ids" }),
  })
  .openapi("DiscountInput");
