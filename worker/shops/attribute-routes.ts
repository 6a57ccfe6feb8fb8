/** Attributes: what can be known of a person. */
import { z } from "@hono/zod-openapi";
import { ATTRIBUTE_GROUPS } from "../../core/attributes/attribute";
import { type AttributeType, attributeTypes } from "../../core/attributes/types";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { nameSchema } from "../members/fields";
import { attributesOfShop, changeAttribute, defineAttribute, removeAttribute } from "./attributes";

const type = z.enum(Object.keys(attributeTypes) as [AttributeType, ...AttributeType[]]);
const keySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,47}$/)
  .openapi({
    example: "shoe_size",
    description: "Lower case letters, digits and underscores; fixed for ever",
  });

const options = z.array(z.string().trim().min(1).max(200)).max(500);
const own = {
  label: nameSchema.openapi({ example: "Shoe size" }),
  group: z.enum(ATTRIBUTE_GROUPS),
  notes: z.string().max(1000),
  options,
  browser: z.boolean().openapi({ description: "Whether pages may set it" }),
  personal: z.boolean().openapi({ description: "Whether analysts see it masked" }),
};

const attributeSchema = z
  .object({
    key: z.string(),
    ...own,
    type,
    unit: z.enum(["amount", "seconds", "percent", "count"]).nullable(),
    standard: z.boolean(),
  })
  .openapi("Attribute");

const attributeInput = z
  .strictObject({
    key: keySchema,
    type,
    ...own,
    group: own.group.default("Other"),
    notes: own.notes.default(""),
    options: options.default([]),
    browser: own.browser.default(false),
    personal: own.personal.default(false),
  })
  .openapi("AttributeInput");

const attributeChange = z.strictObject(own).partial().openapi("AttributeChange");
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
      method: "patch",
      path: "/{key}",
      tags,
      summary: "Change an attribute of the shop's own",
      description: "Key and type stay: rules and stored values depend on them.",
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
