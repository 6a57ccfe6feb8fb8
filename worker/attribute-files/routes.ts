/** Files that become attributes: begun, looked at, ended. Their rows travel as those of an import. */
import { z } from "@hono/zod-openapi";
import { type AttributeType, attributeTypes } from "../../core/attributes/types";
import { IMPORT_STATES } from "../db/imports-schema";
import { answer, body, created, memberRoute, router } from "../http/router";
import { nameSchema } from "../members/fields";
import { instantSchema } from "../profiles/schemas";
import { beginFile, endFile, listFiles } from "./files";

const tags = ["Attribute files"];
const day = z.iso
  .date()
  .openapi({ description: "The last day on which its values are known", example: "2026-12-31" });
const heading = z.string().max(300);
const text = z.string().trim().min(1).max(300);

const input = z
  .strictObject({
    file: text,
    size: z.int().min(0),
    columns: z
      .array(
        z.union([
          z.strictObject({ heading, identity: z.enum(["email", "phone", "customerId"]) }),
          z.strictObject({
            heading,
            label: nameSchema,
            type: z.enum(Object.keys(attributeTypes) as [AttributeType, ...AttributeType[]]),
            options: z.array(z.string().trim().min(1).max(200)).max(500).default([]),
            personal: z.boolean().default(false),
          }),
        ]),
      )
      .min(2)
      .max(13),
    habits: z
      .strictObject({ decimal: z.enum([".", ","]), dayFirst: z.boolean() })
      .default({ decimal: ".", dayFirst: true }),
    until: day,
  })
  .openapi("AttributeFileInput");

const fileSchema = z
  .object({
    id: z.string().openapi({ description: "Of its import, too" }),
    file: z.string(),
    attributes: z.array(z.string()).openapi({ description: "Keys of those that it made" }),
    by: z.string(),
    createdAt: instantSchema,
    endsAt: instantSchema,
    state: z
      .enum(IMPORT_STATES)
      .nullable()
      .openapi({ description: "Of its import; null when that was thrown away" }),
    rows: z.int().nullable().openapi({ description: "Of the file; null until all have arrived" }),
    matched: z.int().nullable().openapi({ description: "Rows of people whom the shop knows" }),
  })
  .openapi("AttributeFile");

export const attributeFileRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "Files that became attributes",
      responses: answer(z.object({ files: z.array(fileSchema) }), "The newest 50"),
    }),
    async (c) => c.json({ files: await listFiles(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/",
      tags,
      summary: "Make attributes of a file",
      description:
        "Defines an attribute for each column and begins an import of its values. Its records follow as those of an import, under the same id. Only people whom the shop knows are told; nobody is made.",
      request: body(input),
      responses: created(fileSchema, "Begun"),
    }),
    async (c) => c.json(await beginFile(c.env, c.var.shop, c.var.member.name, c.req.valid("json")), 201),
  )
  .openapi(
    memberRoute("marketer", {
      method: "patch",
      path: "/{file}",
      tags,
      summary: "Change until when a file's values are known",
      description:
        "A day that is over ends it at once. Attributes that no segment and no message uses go with their values; others stay, known of nobody.",
      request: { params: z.object({ file: z.string().max(40) }), ...body(z.strictObject({ until: day })) },
      responses: answer(fileSchema, "As it is now"),
    }),
    async (c) =>
      c.json(await endFile(c.env, c.var.shop, c.req.valid("param").file, c.req.valid("json").until), 200),
  );
