/** Imports: files of people, orders, products, members and coupon codes. */
import { z } from "@hono/zod-openapi";
import { cursorQuery, pageOf } from "../http/paging";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { poolsOf } from "./codes";
import {
  beginImport,
  discardImport,
  getImport,
  importOf,
  listImports,
  startImport,
  undoImport,
} from "./imports";
import { refusalsFile, refusalsOf } from "./refusals";
import { chunkInput, importInput, importSchema, MAX_CHUNKS, poolSchema, refusalSchema } from "./schemas";
import { completeUpload, takeChunk } from "./upload";

const tags = ["Imports"];
const params = z.object({ import: z.string().max(40) });
const shown = (description: string) => answer(importSchema, description);

export const importRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "The newest imports",
      responses: answer(z.object({ imports: z.array(importSchema) }), "At most 50, the newest first"),
    }),
    async (c) => c.json({ imports: await listImports(c.env.DB, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/",
      tags,
      summary: "Begin an import",
      description:
        "Says what the file's columns mean. Its records follow in chunks; nothing is imported before it is started.",
      request: body(importInput),
      responses: created(importSchema, "Begun"),
    }),
    async (c) => c.json(await beginImport(c.env, c.var.shop, c.var.member.name, c.req.valid("json")), 201),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/code-pools",
      tags,
      summary: "Pools of coupon codes",
      responses: answer(z.object({ pools: z.array(poolSchema) }), "By name"),
    }),
    async (c) => c.json({ pools: await poolsOf(c.env.DB, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{import}",
      tags,
      summary: "One import, and how far it is",
      request: { params },
      responses: shown("The import"),
    }),
    async (c) => c.json(await getImport(c.env.DB, c.var.shop, c.req.valid("param").import), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "put",
      path: "/{import}/chunks/{number}",
      tags,
      summary: "Bring a piece of the file",
      description: "They may come in any order, and twice. Each is read at once; nothing is imported yet.",
      request: {
        params: params.extend({ number: z.coerce.number().int().min(0).max(MAX_CHUNKS) }),
        ...body(chunkInput),
      },
      responses: nothing("It is here"),
    }),
    async (c) => {
      const { import: id, number } = c.req.valid("param");
      const job = await importOf(c.env, c.var.shop, id);
      await takeChunk(c.env, job, number, c.req.valid("json").records);
      return c.body(null, 204);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{import}/complete",
      tags,
      summary: "Say that all of the file is there",
      request: {
        params,
        ...body(
          z.strictObject({
            chunks: z
              .int()
              .min(0)
              .max(MAX_CHUNKS + 1),
          }),
        ),
      },
      responses: shown("Ready, with the counts of the dry run"),
    }),
    async (c) => {
      const job = await importOf(c.env, c.var.shop, c.req.valid("param").import);
      await completeUpload(c.env, job, c.req.valid("json").chunks);
      return c.json(await getImport(c.env.DB, c.var.shop, job.id), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{import}/start",
      tags,
      summary: "Import what was read",
      description: "In the background. Asked again it changes nothing.",
      request: { params },
      responses: shown("Under way"),
    }),
    async (c) => c.json(await startImport(c.env, c.var.shop, c.req.valid("param").import), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{import}/undo",
      tags,
      summary: "Undo an import",
      description:
        "People, products and codes that it made go, unless something later was told of them or a code was given out. What it changed goes back to what it was before, unless something later was told of it. Possible for 30 days.",
      request: { params },
      responses: shown("Under way"),
    }),
    async (c) => c.json(await undoImport(c.env, c.var.shop, c.req.valid("param").import), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "delete",
      path: "/{import}",
      tags,
      summary: "Throw away what was uploaded",
      description: "Before it is started.",
      request: { params },
      responses: nothing("Gone"),
    }),
    async (c) => {
      await discardImport(c.env, c.var.shop, c.req.valid("param").import);
      return c.body(null, 204);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "get",
      path: "/{import}/refusals",
      tags,
      summary: "Rows that were refused, and why",
      request: { params, query: z.object({ cursor: cursorQuery }) },
      responses: answer(pageOf(refusalSchema), "A page, in the order of the file"),
    }),
    async (c) => {
      const job = await importOf(c.env, c.var.shop, c.req.valid("param").import);
      return c.json(await refusalsOf(c.env.DB, job, c.req.valid("query").cursor), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "get",
      path: "/{import}/refusals.csv",
      tags,
      summary: "The same as a file",
      request: { params },
      responses: { 200: { description: "CSV", content: { "text/csv": { schema: z.string() } } } },
    }),
    async (c) => {
      const job = await importOf(c.env, c.var.shop, c.req.valid("param").import);
      const name = encodeURIComponent(`refused of ${job.file.replace(/\.\w+$/, "")}.csv`);
      return new Response(refusalsFile(c.env.DB, job), {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename*=UTF-8''${name}`,
        },
      });
    },
  );
