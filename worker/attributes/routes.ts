/** Attributes: what can be known of a person. */
import { z } from "@hono/zod-openapi";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { rulesOf, usesOfAttribute } from "../shops/uses";
import { conversionOf } from "./conversions";
import {
  attributeNamed,
  attributesOfShop,
  changeAttribute,
  defineAttribute,
  removeAttribute,
} from "./definitions";
import { fitOf } from "./fit";
import { previewComputed } from "./preview";
import {
  attributeChange,
  attributeInput,
  attributePageSchema,
  attributeSchema,
  fitInput,
  fitSchema,
  previewInput,
  previewSchema,
} from "./schemas";

const params = z.object({ key: z.string().max(64) });
const tags = ["Attributes"];

export const attributeRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "All attributes",
      description: "The standard ones and the shop's own.",
      responses: answer(z.object({ attributes: z.array(attributeSchema) }), "The attributes"),
    }),
    async (c) => c.json({ attributes: await attributesOfShop(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/",
      tags,
      summary: "Define an attribute",
      request: body(attributeInput),
      responses: created(attributeSchema, "Defined"),
    }),
    async (c) => c.json(await defineAttribute(c.env, c.var.shop, c.req.valid("json")), 201),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/preview",
      tags,
      summary: "Try a computed attribute",
      description:
        "Of how many people it would be known, how it would be spread, and some of them. Changes nothing.",
      request: body(previewInput),
      responses: answer(previewSchema, "What it would be"),
    }),
    async (c) =>
      c.json(await previewComputed(c.env, c.var.shop, c.req.valid("json").computed, c.var.member.role), 200),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{key}",
      tags,
      summary: "One attribute",
      description: "Its definition, where it is used, and whether values are being read anew.",
      request: { params },
      responses: answer(attributePageSchema, "The attribute"),
    }),
    async (c) => {
      const { key } = c.req.valid("param");
      const [attribute, rules, conversion] = await Promise.all([
        attributeNamed(c.env, c.var.shop, key),
        rulesOf(c.env, c.var.shop),
        conversionOf(c.env, c.var.shop, key),
      ]);
      return c.json({ ...attribute, usedBy: usesOfAttribute(rules, key), conversion }, 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{key}/fit",
      tags,
      summary: "Try a change of type or options",
      description: "How many of the values that people have would fit it. Changes nothing.",
      request: { params, ...body(fitInput) },
      responses: answer(fitSchema, "What the change would mean"),
    }),
    async (c) => c.json(await fitOf(c.env, c.var.shop, c.req.valid("param").key, c.req.valid("json")), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "patch",
      path: "/{key}",
      tags,
      summary: "Change an attribute of the shop's own",
      description:
        "The key stays. Values that people have are kept as they were written and read as the type that it has now; those that do not fit read as missing. Refused while a rule makes no sense with the new type; the answer says where.",
      request: { params, ...body(attributeChange) },
      responses: answer(attributeSchema, "As it is now"),
    }),
    async (c) =>
      c.json(await changeAttribute(c.env, c.var.shop, c.req.valid("param").key, c.req.valid("json")), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "delete",
      path: "/{key}",
      tags,
      summary: "Delete an attribute of the shop's own",
      description: "Refused while a segment or a message uses it; the answer says where.",
      request: { params },
      responses: nothing("Deleted"),
    }),
    async (c) => {
      await removeAttribute(c.env, c.var.shop, c.req.valid("param").key);
      return c.body(null, 204);
    },
  );
