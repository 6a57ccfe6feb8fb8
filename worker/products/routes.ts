/** Products and their categories. */
import { z } from "@hono/zod-openapi";
import { answer, memberRoute, router } from "../http/router";
import { categoriesOf, findProducts } from "./products";

const productSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    brand: z.string().nullable(),
    category: z.string().nullable(),
    price: z.int().nullable(),
    currency: z.string().nullable(),
    url: z.string().nullable(),
    image: z.string().nullable(),
  })
  .openapi("Product");

const tags = ["Products"];

export const productRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "Find products",
      description: "At most 20 by words in name, brand, category or id; or exactly those with the given ids.",
      request: {
        query: z.object({
          q: z.string().max(200).optional(),
          category: z.string().max(200).optional(),
          ids: z
            .string()
            .max(20_000)
            .transform((list) => list.split(","))
            .optional()
            .openapi({ type: "string", description: "Separated by commas, each encoded" }),
        }),
      },
      responses: answer(z.object({ products: z.array(productSchema) }), "The products"),
    }),
    async (c) => {
      const { ids, ...search } = c.req.valid("query");
      return c.json(
        {
          products: await findProducts(c.env.DB, c.var.shop, {
            ...search,
            ...(ids && { ids: ids.map(decoded) }),
          }),
        },
        200,
      );
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/categories",
      tags,
      summary: "Categories",
      responses: answer(
        z.object({
          categories: z.array(z.object({ key: z.string(), name: z.string(), products: z.int() })),
        }),
        "The categories, largest first",
      ),
    }),
    async (c) => c.json({ categories: await categoriesOf(c.env.DB, c.var.shop) }, 200),
  );

/** An id may hold a comma: then it comes percent-encoded. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
