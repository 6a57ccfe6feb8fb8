/** Messages: what is shown on the storefront. */
import { z } from "@hono/zod-openapi";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { designSchema } from "./design";
import {
  archiveMessage,
  changeMessage,
  createMessage,
  deleteMessage,
  getMessage,
  listMessages,
  orderMessages,
  pauseMessage,
  publishMessage,
  restoreMessage,
  resumeMessage,
} from "./messages";
import { reportOf } from "./report-of";
import { messageSchema, reportSchema, summarySchema } from "./schemas";

const name = z.string().trim().min(1).max(120).openapi({ example: "Welcome offer" });
const params = z.object({ message: z.string().max(40) });
const day = z.string().max(10).optional().openapi({ example: "2026-11-01" });
const tags = ["Messages"];
const one = answer(messageSchema, "The message as it is now");

export const messageRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "All messages",
      description: "With what they did in the last 30 days; archived ones are among them.",
      responses: answer(
        z.object({ messages: z.array(summarySchema) }),
        "The messages, highest priority first",
      ),
    }),
    async (c) => c.json({ messages: await listMessages(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/",
      tags,
      summary: "Create a message",
      description: "As a draft: nobody sees it until it is published.",
      request: body(z.strictObject({ name, design: designSchema }).openapi("MessageInput")),
      responses: created(messageSchema, "Created"),
    }),
    async (c) => c.json(await createMessage(c.env, c.var.shop, c.req.valid("json")), 201),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/order",
      tags,
      summary: "Set the order",
      description: "Every message that is not archived, the most important first.",
      request: body(z.strictObject({ messages: z.array(z.string().max(40)).max(1000) })),
      responses: nothing("Ordered"),
    }),
    async (c) => {
      await orderMessages(c.env, c.var.shop, c.req.valid("json").messages);
      return c.body(null, 204);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{message}",
      tags,
      summary: "One message",
      request: { params },
      responses: one,
    }),
    async (c) => c.json(await getMessage(c.env, c.var.shop, c.req.valid("param").message), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "patch",
      path: "/{message}",
      tags,
      summary: "Change the draft",
      description:
        "What shops run stays until it is published. With `version`, refused if somebody changed it since.",
      request: {
        params,
        ...body(
          z.strictObject({ name, design: designSchema, version: z.int() }).partial().openapi("MessageChange"),
        ),
      },
      responses: one,
    }),
    async (c) =>
      c.json(await changeMessage(c.env, c.var.shop, c.req.valid("param").message, c.req.valid("json")), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "delete",
      path: "/{message}",
      tags,
      summary: "Delete a message for good",
      description: "With its numbers. What shops run must be archived first.",
      request: { params },
      responses: nothing("Deleted"),
    }),
    async (c) => {
      await deleteMessage(c.env, c.var.shop, c.req.valid("param").message);
      return c.body(null, 204);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{message}/publish",
      tags,
      summary: "Publish the draft",
      description: "Shops run it within a minute.",
      request: { params },
      responses: one,
    }),
    async (c) => c.json(await publishMessage(c.env, c.var.shop, c.req.valid("param").message), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{message}/pause",
      tags,
      summary: "Pause",
      request: { params },
      responses: one,
    }),
    async (c) => c.json(await pauseMessage(c.env, c.var.shop, c.req.valid("param").message), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{message}/resume",
      tags,
      summary: "Resume",
      request: { params },
      responses: one,
    }),
    async (c) => c.json(await resumeMessage(c.env, c.var.shop, c.req.valid("param").message), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{message}/archive",
      tags,
      summary: "Archive",
      request: { params },
      responses: one,
    }),
    async (c) => c.json(await archiveMessage(c.env, c.var.shop, c.req.valid("param").message), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{message}/restore",
      tags,
      summary: "Bring back from the archive",
      description: "It rests until it is resumed.",
      request: { params },
      responses: one,
    }),
    async (c) => c.json(await restoreMessage(c.env, c.var.shop, c.req.valid("param").message), 200),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{message}/report",
      tags,
      summary: "What it did",
      description: "Days are the shop's calendar days, both included; without them the last 30.",
      request: { params, query: z.object({ from: day, to: day }) },
      responses: answer(reportSchema, "Numbers per variant, against the control group, and by day"),
    }),
    async (c) =>
      c.json(await reportOf(c.env, c.var.shop, c.req.valid("param").message, c.req.valid("query")), 200),
  );
