/** Discounts: when prices are lower, and of which products. */
import { z } from "@hono/zod-openapi";
import { cursorQuery, pageOf } from "../http/paging";
import { answer, body, memberRoute, nothing, router } from "../http/router";
import { deleteDiscount, getDiscount, listDiscounts, saveDiscount } from "./discounts";
import { discountInput, discountRow, discountSchema, idSchema } from "./schemas";

const tags = ["Products"];
const params = z.object({ discount: z.string().max(200) });

export const discountRoutes = router()
  .openapi(
    memberRoute("analyst", {
      token: "products:read",
      method: "get",
      path: "/",
      tags,
      summary: "All discounts",
      request: { query: z.object({ cursor: cursorQuery }) },
      responses: answer(pageOf(discountRow), "A page of discounts, by name"),
    }),
    async (c) => c.json(await listDiscounts(c.env.DB, c.var.shop, c.req.valid("query").cursor), 200),
  )
  .openapi(
    memberRoute("analyst", {
      token: "products:read",
      method: "get",
      path: "/{discount}",
      tags,
      summary: "One discount",
      request: { params },
      responses: answer(discountSchema, "The discount with its products"),
    }),
    async (c) => c.json(await getDiscount(c.env.DB, c.var.shop, c.req.valid("param").discount), 200),
  )
  .openapi(
    memberRoute("marketer", {
      token: "products:write",
      method: "put",
      path: "/{discount}",
      tags,
      summary: "Save a discount",
      description: "Created, or replaced as a whole when there is one with this id.",
      request: { params: z.object({ discount: idSchema }), ...body(discountInput) },
      responses: answer(discountSchema, "As it is now"),
    }),
    async (c) => {
      const { discount } = c.req.valid("param");
      return c.json(await saveDiscount(c.env.DB, c.var.shop, discount, c.req.valid("json"), Date.now()), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      token: "products:write",
      method: "delete",
      path: "/{discount}",
      tags,
      summary: "Delete a discount",
      description: "Refused while the rule of a segment or a message names it; the answer says where.",
      request: { params },
      responses: nothing("Deleted"),
    }),
    async (c) => {
      await deleteDiscount(c.env, c.var.shop, c.req.valid("param").discount);
      return c.body(null, 204);
    },
  );
