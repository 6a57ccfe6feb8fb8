/** Saved queries that fill tables of the shop's own: for members. */
import { z } from "@hono/zod-openapi";
import { answer, body, created, memberRoute, router } from "../http/router";
import { tablePage } from "../tables/definitions";
import { keySchema, tablePageSchema } from "../tables/schemas";
import { previewQuery } from "./preview";
import { goOnNow, queryPage, runNow, saveQuery } from "./queries";
import { previewInput, previewSchema, queryInput, queryPageSchema } from "./schemas";

const params = z.object({ table: z.string().max(64) });
const tags = ["Tables"];
/** What a request waits for, and what goes on behind it; the rest is cron's (ms). */
const AT_ONCE = 500;
const BEHIND = 20_000;

export const tableQueryRoutes = router()
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/preview",
      tags,
      summary: "Try a query",
      description:
        "Some of its rows with whose they are, how many there would be, and what a run would read. Nothing is written.",
      request: body(previewInput),
      responses: answer(previewSchema, "What it would find"),
    }),
    async (c) => {
      const { query, table } = c.req.valid("json");
      return c.json(await previewQuery(c.env, c.var.shop, query, table, c.var.member.role), 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{table}/query",
      tags,
      summary: "The query that fills a table",
      description: "With its schedule, and how its last runs went.",
      request: { params },
      responses: answer(queryPageSchema, "The query"),
    }),
    async (c) => c.json(await queryPage(c.env, c.var.shop, c.req.valid("param").table), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "put",
      path: "/{table}/query",
      tags,
      summary: "Save the query that fills a table",
      description:
        "Makes the table where there is none: its columns follow from the query, and nobody else tells of its rows. A query that asks something else runs at once. It goes with its table.",
      request: { params: z.object({ table: keySchema }), ...body(queryInput) },
      responses: answer(tablePageSchema, "The table as it is now"),
    }),
    async (c) => {
      const { shop } = c.var;
      const { table } = c.req.valid("param");
      await saveQuery(c.env, shop, table, c.req.valid("json"));
      if (!(await goOnNow(c.env, shop, table, AT_ONCE)))
        c.executionCtx.waitUntil(goOnNow(c.env, shop, table, BEHIND));
      return c.json(await tablePage(c.env, shop, table), 200);
    },
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/{table}/query/runs",
      tags,
      summary: "Run a query now",
      description: "What takes longer goes on in the background: `runs` says how far.",
      request: { params },
      responses: created(queryPageSchema, "It runs, or has run"),
    }),
    async (c) => {
      const { shop } = c.var;
      const { table } = c.req.valid("param");
      await runNow(c.env, shop, table);
      if (!(await goOnNow(c.env, shop, table, AT_ONCE)))
        c.executionCtx.waitUntil(goOnNow(c.env, shop, table, BEHIND));
      return c.json(await queryPage(c.env, shop, table), 201);
    },
  );
