/** The shop's own tables: their definitions, for members; their rows, for the shop's server too. */
import { z } from "@hono/zod-openapi";
import { clockIn } from "../../core/time/zone";
import type { Env } from "../env";
import { itemsAnswer, itemsOf, takeEach } from "../http/each-item";
import { invalid } from "../http/errors";
import { cursorQuery, pageOf } from "../http/paging";
import { answer, body, created, memberRoute, nothing, router } from "../http/router";
import { shopContext } from "../shops/context";
import { tableQueryRoutes } from "../table-queries/routes";
import { changeTable, defineTable, definitionOf, listTables, removeTable, tablePage } from "./definitions";
import { listRows, type RowTold, removeRows, rowFrom, tellRows } from "./rows";
import {
  rowInput,
  rowSchema,
  rowsRemoved,
  tableChange,
  tableInput,
  tablePageSchema,
  tableSchema,
} from "./schemas";
import { FILLED, tableOf } from "./tables";

const params = z.object({ table: z.string().max(64) });
const tags = ["Tables"];
const batch = z.strictObject({ rows: itemsOf(rowInput) }).openapi("TableRowBatch");

const tell = <M extends "put" | "post">(method: M) =>
  memberRoute("marketer", {
    token: "tables:write",
    method,
    path: "/{table}/rows",
    tags,
    summary: "Tell of rows",
    description:
      "Up to 100 at once, each answered alone. A row is one person's, and known by its id: a later word of it takes the place of the earlier one, whoever it was about; sending the same again changes nothing. A person who is not known yet is made. Segments follow at once.",
    request: { params, ...body(batch) },
    responses: answer(itemsAnswer, "What was taken of each"),
  });

async function take(env: Env, shop: string, key: string, rows: readonly unknown[], now = Date.now()) {
  const [definition, { shop: row }] = await Promise.all([
    definitionOf(env, shop, key),
    shopContext(env, shop),
  ]);
  if (definition.query) throw invalid({ path: "table", reason: FILLED });
  const table = tableOf(definition);
  const clock = clockIn(row.timeZone, now);
  return takeEach(
    rowInput,
    rows,
    async (inputs) => {
      const read = inputs.map((input) => rowFrom(input, table, clock, now));
      const told = read.filter((one): one is RowTold => !("problems" in one));
      const taken = [...(await tellRows(env, shop, key, told, "signal", now))];
      return read.map((one) =>
        "problems" in one ? { profile: "", problems: one.problems, refused: true } : taken.shift()!,
      );
    },
    (given) => idIn(given, table.id),
  );
}

function idIn(given: unknown, column: string): string | null {
  const { values } = (given ?? {}) as { values?: Record<string, unknown> };
  const id = values?.[column];
  return typeof id === "string" || typeof id === "number" ? String(id).slice(0, 200) : null;
}

export const tableRowRoutes = router()
  .openapi(tell("put"), async (c) =>
    c.json(await take(c.env, c.var.shop, c.req.valid("param").table, c.req.valid("json").rows), 200),
  )
  .openapi(tell("post"), async (c) =>
    c.json(await take(c.env, c.var.shop, c.req.valid("param").table, c.req.valid("json").rows), 200),
  )
  .openapi(
    memberRoute("marketer", {
      token: "tables:write",
      method: "post",
      path: "/{table}/rows/remove",
      tags,
      summary: "Remove rows",
      description:
        "By their ids. One that was told just now may take some seconds to be known by its id; ask again for those that are missing.",
      request: { params, ...body(rowsRemoved) },
      responses: answer(
        z.object({ removed: z.int(), missing: z.array(z.string()) }).openapi("TableRowsGone"),
        "How many, and which ids no row has",
      ),
    }),
    async (c) => {
      const { table } = c.req.valid("param");
      const { ids, updatedAt = Date.now() } = c.req.valid("json");
      const { query } = await definitionOf(c.env, c.var.shop, table);
      if (query) throw invalid({ path: "table", reason: FILLED });
      const cause = c.var.token ? "signal" : "hand";
      const removed = await removeRows(c.env, c.var.shop, table, ids, updatedAt, cause);
      return c.json({ removed: removed.size, missing: ids.filter((id) => !removed.has(id)) }, 200);
    },
  )
  .openapi(
    memberRoute("analyst", {
      token: "tables:read",
      method: "get",
      path: "/{table}/rows",
      tags,
      summary: "Rows of a table",
      description: "In the order of their ids. One that was told just now may take some seconds to be here.",
      request: {
        params,
        query: z.object({
          id: z.string().max(100).optional().openapi({ description: "Only ids that begin with this" }),
          cursor: cursorQuery,
        }),
      },
      responses: answer(pageOf(rowSchema).openapi("TableRowPage"), "A page of rows"),
    }),
    async (c) => {
      const table = tableOf(await definitionOf(c.env, c.var.shop, c.req.valid("param").table));
      return c.json(await listRows(c.env, c.var.shop, table, c.req.valid("query"), c.var.member.role), 200);
    },
  );

export const tableRoutes = router()
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/",
      tags,
      summary: "The shop's own tables",
      responses: answer(z.object({ tables: z.array(tableSchema) }), "The tables, oldest first"),
    }),
    async (c) => c.json({ tables: await listTables(c.env, c.var.shop) }, 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "post",
      path: "/",
      tags,
      summary: "Define a table",
      description: "Of rows that each belong to one person. Rules ask for them as they ask for behaviour.",
      request: body(tableInput),
      responses: created(tablePageSchema, "Defined"),
    }),
    async (c) => c.json(await defineTable(c.env, c.var.shop, c.req.valid("json")), 201),
  )
  .openapi(
    memberRoute("analyst", {
      method: "get",
      path: "/{table}",
      tags,
      summary: "One table",
      description: "Its columns, how many rows it has, and where it is used.",
      request: { params },
      responses: answer(tablePageSchema, "The table"),
    }),
    async (c) => c.json(await tablePage(c.env, c.var.shop, c.req.valid("param").table), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "patch",
      path: "/{table}",
      tags,
      summary: "Change a table",
      description:
        "Its columns stay, with their types; their names and choices may change, and more may come.",
      request: { params, ...body(tableChange) },
      responses: answer(tablePageSchema, "As it is now"),
    }),
    async (c) =>
      c.json(await changeTable(c.env, c.var.shop, c.req.valid("param").table, c.req.valid("json")), 200),
  )
  .openapi(
    memberRoute("marketer", {
      method: "delete",
      path: "/{table}",
      tags,
      summary: "Delete a table and its rows",
      description: "Refused while a segment or a message uses it; the answer says where.",
      request: { params },
      responses: nothing("Deleted; rows of many people take some minutes"),
    }),
    async (c) => {
      await removeTable(c.env, c.var.shop, c.req.valid("param").table);
      return c.body(null, 204);
    },
  )
  .route("/", tableQueryRoutes)
  .route("/", tableRowRoutes);
