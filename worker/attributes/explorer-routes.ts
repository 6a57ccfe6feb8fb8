/** The data explorer: what is known of people, and the tables that it stands in. */
import { z } from "@hono/zod-openapi";
import { answer, memberRoute, router } from "../http/router";
import { distributionOf } from "./distribution";
import { exploreAttributes } from "./explorer";
import { distributionSchema, explorerSchema, tablesSchema } from "./schemas";
import { tablesOfShop } from "./tables";

const tags = ["Data explorer"];

export const explorerRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/attributes",
      tags,
      summary: "What is known of people",
      description:
        "For each attribute, how many people it is known of, and some of its values. Analysts see none of personal ones.",
      responses: answer(explorerSchema, "By attribute"),
    }),
    async (c) => c.json(await exploreAttributes(c.env, c.var.shop, c.var.member.role), 200),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/attributes/{key}",
      tags,
      summary: "The values of one attribute",
      description:
        "How many people it is known of, its most frequent values, and how numbers and dates are spread.",
      request: { params: z.object({ key: z.string().max(64) }) },
      responses: answer(distributionSchema, "Its values"),
    }),
    async (c) =>
      c.json(await distributionOf(c.env, c.var.shop, c.req.valid("param").key, c.var.member.role), 200),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/tables",
      tags,
      summary: "All tables of the shop's data",
      description: "What a row is, the columns, how many rows there are, and how new the newest is.",
      responses: answer(tablesSchema, "The tables"),
    }),
    async (c) => c.json(await tablesOfShop(c.env, c.var.shop), 200),
  );
