/** Products: the catalogue that rules, messages and reports speak of. */
import { z } from "@hono/zod-openapi";
import { cursorQuery, pageOf } from "../http/paging";
import { answer, body, memberRoute, nothing, router } from "../http/router";
import { saveBatch } from "./batch";
import { facetsOf, treeBelow } from "./facets";
import { previewItems } from "./preview";
import { deleteProduct, findProducts, getProduct, productsById, setActive } from "./products";
import {
  batchAnswer,
  facetsSchema,
  itemsSchema,
  MAX_PRODUCTS,
  productBatch,
  productChange,
  productSchema,
  treeSchema,
} from "./schemas";

const tags = ["Products"];
const word = z.string().max(200).optional();
const flag = z.enum(["true", "false"]).optional();
const params = z.object({ product: z.string().max(200) });

const search = z.object({
  q: word.openapi({ description: "Words; each begins one in name, brand, supplier, categories, tags or id" }),
  brand: word,
  supplier: word,
  category: word.openapi({ description: "A path such as Outdoor > Tents, with all below it" }),
  tag: word,
  inStock: flag,
  onDiscount: flag,
  active: flag,
  ids: z
    .string()
    .max(20_000)
    .transform((list) => list.split(","))
    .optional()
    .openapi({ type: "string", description: "Exactly these: separated by commas, each encoded" }),
  cursor: cursorQuery,
});

export const productRoutes = router()
  .openapi(
    memberRoute("analyst", {
      token: "products:read",
      method: "get",
      path: "/",
      tags,
      summary: "Find products",
      description:
        "By name, a page at a time. All that is given must hold. With `ids`, exactly those, in one page.",
      request: { query: search },
      responses: answer(pageOf(productSchema), "A page of products"),
    }),
    async (c) => {
      const { ids, q, cursor, active, ...by } = c.req.valid("query");
      if (ids) {
        const items = await productsById(c.env.DB, c.var.shop, ids.slice(0, MAX_PRODUCTS).map(decoded));
        return c.json({ items, next: null }, 200);
      }
      const { brand, supplier, category, tag, inStock, onDiscount } = by;
      const filter = {
        ...(brand && { brand: [brand] }),
        ...(supplier && { supplier: [supplier] }),
        ...(category && { inCategory: [category] }),
        ...(tag && { tag: [tag] }),
        ...(inStock && { inStock: inStock === "true" }),
        ...(onDiscount && { onDiscount: onDiscount === "true" }),
      };
      const found = await findProducts(c.env.DB, c.var.shop, {
        ...{ q, filter, cursor },
        active: active && active === "true",
      });
      return c.json(found, 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      token: "products:write",
      method: "put",
      path: "/",
      tags,
      summary: "Save products",
      description: `Up to ${MAX_PRODUCTS} at once: those with a known id are replaced, others created. Rows that cannot be read are reported; the rest is kept. Sending the same again changes nothing.`,
      request: body(productBatch),
      responses: answer(batchAnswer, "What was saved, and what was refused"),
    }),
    async (c) => c.json(await saveBatch(c.env.DB, c.var.shop, c.req.valid("json").products), 200),
  )
  .openapi(
    memberRoute("analyst", {
      token: "products:read",
      method: "get",
      path: "/facets",
      tags,
      summary: "What products can be narrowed by",
      description:
        "Brands, suppliers, categories (each with those above it) and tags, with their numbers of products.",
      responses: answer(facetsSchema, "Each kind, largest first"),
    }),
    async (c) => c.json(await facetsOf(c.env.DB, c.var.shop), 200),
  )
  .openapi(
    memberRoute("analyst", {
      token: "products:read",
      method: "get",
      path: "/tree",
      tags,
      summary: "The catalogue as a tree",
      description:
        "Supplier ▸ brand ▸ category ▸ product, one level at a time: give the keys of what was opened.",
      request: { query: z.object({ supplier: word, brand: word, category: word }) },
      responses: answer(treeSchema, "The nodes below"),
    }),
    async (c) => c.json({ nodes: await treeBelow(c.env.DB, c.var.shop, c.req.valid("query")) }, 200),
  )
  .openapi(
    memberRoute("analyst", {
      token: "products:read",
      method: "post",
      path: "/resolve",
      tags,
      summary: "See what a rule's items find",
      request: body(z.strictObject({ items: itemsSchema })),
      responses: answer(
        z.object({
          count: z.int(),
          products: z.array(productSchema).openapi({ description: "The first ones by name" }),
        }),
        "How many products, and the first of them",
      ),
    }),
    async (c) => c.json(await previewItems(c.env.DB, c.var.shop, c.req.valid("json").items), 200),
  )
  .openapi(
    memberRoute("analyst", {
      token: "products:read",
      method: "get",
      path: "/{product}",
      tags,
      summary: "One product",
      request: { params },
      responses: answer(productSchema, "The product"),
    }),
    async (c) => c.json(await getProduct(c.env.DB, c.var.shop, c.req.valid("param").product), 200),
  )
  .openapi(
    memberRoute("marketer", {
      token: "products:write",
      method: "patch",
      path: "/{product}",
      tags,
      summary: "Take a product out of sale, or back in",
      request: { params, ...body(productChange) },
      responses: answer(productSchema, "As it is now"),
    }),
    async (c) => {
      const { product } = c.req.valid("param");
      return c.json(
        await setActive(c.env.DB, c.var.shop, product, c.req.valid("json").active, Date.now()),
        200,
      );
    },
  )
  .openapi(
    memberRoute("marketer", {
      token: "products:write",
      method: "delete",
      path: "/{product}",
      tags,
      summary: "Delete a product",
      description: "Rules by brand, category and the like no longer find what people did with it.",
      request: { params },
      responses: nothing("Deleted"),
    }),
    async (c) => {
      await deleteProduct(c.env.DB, c.var.shop, c.req.valid("param").product);
      return c.body(null, 204);
    },
  );

/** An id may hold a comma: then it comes percent-encoded. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
