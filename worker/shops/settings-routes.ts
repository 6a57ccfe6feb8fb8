/** A shop's settings, its domains and keys, and pausing everything. */
import { z } from "@hono/zod-openapi";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { consentSchema, currencySchema, nameSchema, originSchema, timeZoneSchema } from "../members/fields";
import { KEY_KINDS } from "./key";
import {
  addDomain,
  addKey,
  changeSettings,
  domainsOf,
  keysOf,
  removeDomain,
  revokeKey,
  setPaused,
  settingsOf,
} from "./settings";

const days = z.int().min(1).max(90);
const instant = z.int().openapi({ description: "UTC milliseconds" });

const shopSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    currency: currencySchema,
    currencyFixed: z.boolean().openapi({ description: "True once orders exist: amounts are kept in it" }),
    timeZone: z.string(),
    consent: consentSchema,
    clickDays: z
      .int()
      .openapi({ description: "Days after a click in which an order counts as a conversion" }),
    viewDays: z
      .int()
      .openapi({ description: "Days after a display in which an order counts as a conversion" }),
    paused: z.boolean(),
    published: z.boolean().openapi({ description: "Whether the newest configuration has reached the edge" }),
    evaluation: z
      .object({ done: z.int(), total: z.int(), finishedAt: instant.nullable() })
      .nullable()
      .openapi({ description: "How far everyone is evaluated by the newest rules" }),
    createdAt: instant,
  })
  .openapi("Shop");

const shopChange = z
  .strictObject({
    name: nameSchema.optional(),
    currency: currencySchema.optional(),
    timeZone: timeZoneSchema.optional(),
    consent: consentSchema.optional(),
    clickDays: days.optional(),
    viewDays: days.optional(),
  })
  .openapi("ShopChange");

const domainSchema = z.object({ origin: originSchema, createdAt: instant }).openapi("Domain");
const kindSchema = z.enum(KEY_KINDS).openapi({
  description:
    "`page`: for the tag in the shop's pages. `write`: for what brings no Origin, such as Shopify's pixel; it can report, and is told nothing",
});
const keySchema = z
  .object({
    key: z.string(),
    kind: kindSchema,
    createdAt: instant,
    revokedAt: instant.nullable(),
  })
  .openapi("Key");
const tags = ["Shop"];

export const settingsRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "The shop's settings",
      responses: answer(shopSchema, "The shop"),
    }),
    async (c) => c.json(await settingsOf(c.env, c.var.shop), 200),
  )
  .openapi(
    memberRoute("owner", {
      method: "patch",
      path: "/",
      tags,
      summary: "Change settings",
      description: "Only what is given changes. The currency cannot change once orders exist.",
      request: body(shopChange),
      responses: answer(shopSchema, "The shop as it is now"),
    }),
    async (c) => {
      await changeSettings(c.env, c.var.shop, c.req.valid("json"));
      return c.json(await settingsOf(c.env, c.var.shop), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/pause",
      tags,
      summary: "Pause everything",
      description: "No message is shown any more, on any page, within a minute. Signals are still taken in.",
      responses: answer(shopSchema, "The shop as it is now"),
    }),
    async (c) => {
      await setPaused(c.env, c.var.shop, true);
      return c.json(await settingsOf(c.env, c.var.shop), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/resume",
      tags,
      summary: "Resume everything",
      responses: answer(shopSchema, "The shop as it is now"),
    }),
    async (c) => {
      await setPaused(c.env, c.var.shop, false);
      return c.json(await settingsOf(c.env, c.var.shop), 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/domains",
      tags,
      summary: "Origins whose pages may send signals",
      responses: answer(z.object({ domains: z.array(domainSchema) }), "The domains, oldest first"),
    }),
    async (c) => c.json({ domains: await domainsOf(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("owner", {
      method: "post",
      path: "/domains",
      tags,
      summary: "Allow an origin",
      description:
        "Written in one way; http is allowed for localhost only. Adding one twice changes nothing.",
      request: body(z.strictObject({ origin: originSchema })),
      responses: created(domainSchema, "Allowed"),
    }),
    async (c) => c.json(await addDomain(c.env, c.var.shop, c.req.valid("json").origin), 201),
  )
  .openapi(
    memberRoute("owner", {
      method: "delete",
      path: "/domains",
      tags,
      summary: "Disallow an origin",
      request: { query: z.object({ origin: originSchema }) },
      responses: nothing("Not allowed any more"),
    }),
    async (c) => {
      await removeDomain(c.env, c.var.shop, c.req.valid("query").origin);
      return c.body(null, 204);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/keys",
      tags,
      summary: "Public keys",
      description: "They name the shop in its pages and are no secret. Revoked ones stay listed.",
      responses: answer(z.object({ keys: z.array(keySchema) }), "The keys, newest first"),
    }),
    async (c) => c.json({ keys: await keysOf(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("owner", {
      method: "post",
      path: "/keys",
      tags,
      summary: "Make another key",
      request: { query: z.object({ kind: kindSchema.default("page") }) },
      responses: created(keySchema, "Made"),
    }),
    async (c) => c.json(await addKey(c.env, c.var.shop, c.req.valid("query").kind), 201),
  )
  .openapi(
    memberRoute("owner", {
      method: "delete",
      path: "/keys/{key}",
      tags,
      summary: "Revoke a key",
      description:
        "Pages that still use it are refused within a minute. The last key for pages cannot be revoked.",
      request: { params: z.object({ key: z.string().max(80) }) },
      responses: nothing("Revoked"),
    }),
    async (c) => {
      await revokeKey(c.env, c.var.shop, c.req.valid("param").key);
      return c.body(null, 204);
    },
  );
