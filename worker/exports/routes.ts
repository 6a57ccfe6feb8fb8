/** Exports of people as files. */
import { z } from "@hono/zod-openapi";
import { ACTIVATIONS } from "../../core/exports/activation";
import { DETAILS } from "../../core/exports/columns";
import { EXPORT_FORMATS } from "../db/exports-schema";
import { answer, body, created, memberRoute, router } from "../http/router";
import { instantSchema } from "../profiles/schemas";
import { ruleSchema } from "../segments/rule-schema";
import { askForExport, countExport } from "./ask";
import { download } from "./download";
import { recentExports } from "./recent";

const whom = z
  .strictObject({
    segment: z.string().max(40).optional(),
    q: z.string().trim().min(1).max(254).optional().openapi({ description: "As in the list of people" }),
    identified: z.boolean().optional(),
    rule: ruleSchema.optional(),
  })
  .openapi({ description: "All of these must hold; without any of them, everyone" });
const activation = z
  .enum(ACTIVATIONS)
  .openapi({ description: "By what the tool that takes the file knows people; who has none is left out" });
const format = z.enum(EXPORT_FORMATS).openapi({
  description:
    "`csv` parts columns by commas; `csv_semicolon` by semicolons, with decimal commas; `jsonl` has one JSON object a line",
});
const detail = z.enum(DETAILS).openapi({
  description: "Identities, names and consent; or all attributes, segments and recommended products as well",
});
const counts = {
  people: z.int().openapi({ description: "People asked for" }),
  without: z.int().openapi({ description: "Left out, as they have no such activation id" }),
  same: z.int().openapi({ description: "Left out, as another row is the same person's" }),
};
const rows = z.int().openapi({ description: "Rows that the file will have" });

const exportInput = z.strictObject({ whom, activation, detail, format }).openapi("ExportInput");
const exportSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    by: z
      .string()
      .nullable()
      .openapi({ description: "Name of the member; null when there is no such user any more" }),
    segment: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .openapi({ description: "As it was called then" }),
    narrowed: z.boolean().openapi({ description: "Whether a search, a filter or a rule narrowed it" }),
    ...{ detail, format, activation, ...counts },
    rows: z.int().openapi({ description: "Rows written, so far while it is running" }),
    state: z.enum(["running", "done", "broken"]),
  })
  .openapi("Export");

const tags = ["Exports"];
const text = { schema: z.string() };
const because = "Exports hold personal data.";

export const exportRoutes = router()
  .openapi(
    memberRoute("marketer", {
      because,
      method: "get",
      path: "/",
      tags,
      summary: "Recent exports",
      description: "Who took what, when, and how many rows. The files are kept nowhere.",
      request: { query: z.object({ segment: z.string().max(40).optional() }) },
      responses: answer(z.object({ exports: z.array(exportSchema) }), "The newest twenty"),
    }),
    async (c) =>
      c.json({ exports: await recentExports(c.env, c.var.shop, c.req.valid("query").segment) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      because,
      method: "post",
      path: "/count",
      tags,
      summary: "Count the rows of an export",
      description:
        "Profiles that share an email, or the activation id, are one person: one row, that of the verified profile, else of the one seen last.",
      request: body(z.strictObject({ whom, activation })),
      responses: answer(z.object({ ...counts, rows }), "How many"),
    }),
    async (c) => c.json(await countExport(c.env, c.var.shop, c.req.valid("json")), 200),
  )
  .openapi(
    memberRoute("marketer", {
      because,
      method: "post",
      path: "/",
      tags,
      summary: "Ask for an export",
      description:
        "Then fetch its file, within two minutes. A member has one export under way at a time, and 30 an hour.",
      request: body(exportInput),
      responses: created(z.object({ id: z.string(), ...counts, rows }), "Its file can be fetched now"),
    }),
    async (c) => c.json(await askForExport(c.env, c.var.shop, c.var.member.id, c.req.valid("json")), 201),
  )
  .openapi(
    memberRoute("marketer", {
      because,
      method: "get",
      path: "/{export}/file",
      tags,
      summary: "Fetch the file of an export",
      description:
        "Once, by the member who asked for it. Streamed: CSV in UTF-8 with a byte order mark, or JSON lines. Instants have the shop's time zone in their column's name, amounts are in major units of `currency`, lists are joined by `; ` (arrays in JSON).",
      request: { params: z.object({ export: z.string().max(40) }) },
      responses: {
        200: { description: "The file", content: { "text/csv": text, "application/jsonl": text } },
      },
    }),
    async (c) => {
      const file = await download(c.env, c.var.shop, c.var.member.id, c.req.valid("param").export);
      return new Response(file.bytes, {
        headers: { "content-type": file.type, "content-disposition": `attachment; filename="${file.name}"` },
      });
    },
  );
