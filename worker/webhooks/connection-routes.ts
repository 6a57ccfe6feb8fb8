/** Connecting Shopify or WooCommerce: the address of its webhooks, their secret, and how deliveries go. */
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { PLATFORMS, type Platform } from "../db/orders-schema";
import type { AppEnv } from "../http/env";
import { answer, body, memberRoute, nothing, router } from "../http/router";
import { publicOrigin } from "../members/auth";
import { instantSchema } from "../profiles/schemas";
import { connect, connectionsOf, disconnect } from "./connections";
import { shopifyTopics } from "./shopify";
import { wooTopics } from "./woocommerce";

const tags = ["Connections"];
const platform = z.enum(PLATFORMS);
const params = z.object({ platform });

const connectionSchema = z.object({
  platform,
  address: z.string().openapi({ description: "Where its webhooks are to be sent" }),
  topics: z.array(z.string()).openapi({ description: "Those that are understood; others are ignored" }),
  connection: z
    .object({
      createdAt: instantSchema,
      uninstalledAt: instantSchema.nullable(),
      lastAt: instantSchema.nullable(),
      lastTopic: z.string().nullable(),
      taken: z.int().openapi({ description: "Deliveries that were taken" }),
      lastErrorAt: instantSchema.nullable(),
      lastError: z
        .string()
        .nullable()
        .openapi({ description: "`signature`, `malformed`, or what could not be used of a delivery" }),
    })
    .nullable(),
});
const connectionsSchema = z
  .object({
    platforms: z.array(connectionSchema),
    privacyRequests: z
      .array(
        z.object({
          id: z.string(),
          platform,
          kind: z.enum(["export", "erase", "erase_shop"]),
          requestedAt: instantSchema,
        }),
      )
      .openapi({ description: "Asked for by customers through the platform, and not done yet" }),
  })
  .openapi("Connections");

const secret = z.string().trim().min(8).max(500).openapi({
  description: "What the platform signs its webhooks with. It is kept sealed and never shown again",
});

const TOPICS: Record<Platform, string[]> = {
  shopify: Object.keys(shopifyTopics),
  woocommerce: Object.keys(wooTopics),
};

async function shown(c: Context<AppEnv>) {
  const { shop } = c.var;
  const { connections, privacyRequests } = await connectionsOf(c.env, shop);
  return {
    privacyRequests,
    platforms: PLATFORMS.map((platform) => {
      const found = connections.find((row) => row.platform === platform);
      const { platform: _, ...connection } = found ?? { platform };
      return {
        platform,
        address: `${publicOrigin(c.env, c.req.raw)}/webhooks/${platform}/${shop}`,
        topics: TOPICS[platform],
        connection: found ? (connection as Omit<typeof found, "platform">) : null,
      };
    }),
  };
}

export const connectionRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "Connections to shop systems",
      responses: answer(connectionsSchema, "Each system, connected or not"),
    }),
    async (c) => c.json(await shown(c), 200),
  )
  .openapi(
    memberRoute("owner", {
      method: "put",
      path: "/{platform}",
      tags,
      summary: "Connect a shop system",
      description: "Or give a new secret to one that is connected.",
      request: { params, ...body(z.strictObject({ secret })) },
      responses: answer(connectionsSchema, "The connections as they are now"),
    }),
    async (c) => {
      await connect(c.env, c.var.shop, c.req.valid("param").platform, c.req.valid("json").secret);
      return c.json(await shown(c), 200);
    },
  )
  .openapi(
    memberRoute("owner", {
      method: "delete",
      path: "/{platform}",
      tags,
      summary: "Disconnect a shop system",
      description: "Its webhooks are refused from now on. What it told is kept.",
      request: { params },
      responses: nothing("Disconnected"),
    }),
    async (c) => {
      await disconnect(c.env, c.var.shop, c.req.valid("param").platform);
      return c.body(null, 204);
    },
  );
