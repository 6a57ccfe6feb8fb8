/** People and what they did elsewhere, from the shop's server. */
import { z } from "@hono/zod-openapi";
import { itemsAnswer, itemsOf, takeEach } from "../http/each-item";
import { answer, body, memberRoute, router } from "../http/router";
import { tellCustomers, tellEvents } from "./customers";
import { customerInput, eventInput } from "./schemas";

const tags = ["Customers"];
const customers = z.strictObject({ customers: itemsOf(customerInput) }).openapi("CustomerBatch");
const events = z.strictObject({ events: itemsOf(eventInput) }).openapi("EventBatch");

const tell = <M extends "put" | "post">(method: M) =>
  memberRoute("marketer", {
    token: "people:write",
    method,
    path: "/customers",
    tags,
    summary: "Tell of people",
    description:
      "Up to 100 at once, each answered alone. A person is found by the shop's id, else the email, else the phone, and made when there is none. What was told later stays. Sending the same again changes nothing.",
    request: body(customers),
    responses: answer(itemsAnswer, "What was taken of each"),
  });

export const customerRoutes = router()
  .openapi(tell("put"), async (c) => {
    const rows = c.req.valid("json").customers;
    return c.json(await takeEach(customerInput, rows, (all) => tellCustomers(c.env, c.var.shop, all)), 200);
  })
  .openapi(tell("post"), async (c) => {
    const rows = c.req.valid("json").customers;
    return c.json(await takeEach(customerInput, rows, (all) => tellCustomers(c.env, c.var.shop, all)), 200);
  })
  .openapi(
    memberRoute("marketer", {
      token: "events:write",
      method: "post",
      path: "/events",
      tags,
      summary: "Tell what people did",
      description:
        "Custom events of people whom the shop knows, such as a visit to a store: up to 100 at once, each answered alone and counted once by its id. Rules use them as events.",
      request: body(events),
      responses: answer(itemsAnswer, "What was taken of each"),
    }),
    async (c) => {
      const rows = c.req.valid("json").events;
      return c.json(await takeEach(eventInput, rows, (all) => tellEvents(c.env, c.var.shop, all)), 200);
    },
  );
