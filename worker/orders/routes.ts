/** Orders from the shop's server. */
import { z } from "@hono/zod-openapi";
import { and, eq } from "drizzle-orm";
import { dbOf } from "../db/client";
import { orders } from "../db/schema";
import type { Env } from "../env";
import { itemsAnswer, itemsOf, takeEach } from "../http/each-item";
import { notFound } from "../http/errors";
import { answer, body, memberRoute, router } from "../http/router";
import { orderFrom, orderInput, orderSchema, shownOrder } from "./schemas";
import { tellOrders } from "./tell-orders";

const tags = ["Orders"];
const batch = z.strictObject({ orders: itemsOf(orderInput) }).openapi("OrderBatch");

const tell = <M extends "put" | "post">(method: M) =>
  memberRoute("marketer", {
    token: "orders:write",
    method,
    path: "/",
    tags,
    summary: "Tell of orders",
    description:
      "Up to 100 at once, each answered alone. Send an order whole each time it changes: its newest version counts, by `updatedAt`, in whatever order they arrive, and sending one again changes nothing. An order that a browser reported is that visitor's; else it is the person's whom `customer` names, who is made when there is none. Its buyer's segments change at once.",
    request: body(batch),
    responses: answer(itemsAnswer, "What was taken of each"),
  });

const take = (env: Env, shop: string, rows: readonly unknown[]) =>
  takeEach(orderInput, rows, (all) => tellOrders(env, shop, all.map(orderFrom)));

export const orderRoutes = router()
  .openapi(tell("put"), async (c) => c.json(await take(c.env, c.var.shop, c.req.valid("json").orders), 200))
  .openapi(tell("post"), async (c) => c.json(await take(c.env, c.var.shop, c.req.valid("json").orders), 200))
  .openapi(
    memberRoute("analyst", {
      token: "orders:read",
      method: "get",
      path: "/{order}",
      tags,
      summary: "One order",
      description:
        "As its newest version tells it. One that was told just now may take some seconds to be here.",
      request: { params: z.object({ order: z.string().max(200) }) },
      responses: answer(orderSchema, "The order"),
    }),
    async (c) => {
      const { order } = c.req.valid("param");
      const [row] = await dbOf(c.env)
        .select()
        .from(orders)
        .where(and(eq(orders.shop, c.var.shop), eq(orders.id, order)));
      if (!row) throw notFound("order");
      return c.json(shownOrder(row), 200);
    },
  );
