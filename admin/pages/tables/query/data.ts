// The query that fills a table, as the API tells it.
import type { InferRequestType, InferResponseType } from "hono/client";
import type { Query } from "../../../../core/queries/query";
import { answer, api } from "../../../api";
import { shopParam } from "../../../models/session";

const routes = api.shops[":shop"].tables;

export type QueryPage = InferResponseType<(typeof routes)[":table"]["query"]["$get"], 200>;
export type QueryRun = QueryPage["runs"][number];
export type Preview = InferResponseType<typeof routes.preview.$post, 200>;
type QueryInput = InferRequestType<(typeof routes)[":table"]["query"]["$put"]>["json"];

const param = (table: string) => ({ ...shopParam(), table });

export const loadQuery = (table: string, signal: AbortSignal) =>
  answer(routes[":table"].query.$get({ param: param(table) }, { init: { signal } }));

export const saveQuery = (table: string, json: QueryInput) =>
  answer(routes[":table"].query.$put({ param: param(table), json }));

export const runQuery = (table: string) => answer(routes[":table"].query.runs.$post({ param: param(table) }));

export const previewQuery = (query: Query, table: string | undefined, signal: AbortSignal) =>
  answer(
    routes.preview.$post(
      { param: shopParam(), json: { query, ...(table !== undefined && { table }) } },
      { init: { signal } },
    ),
  );
