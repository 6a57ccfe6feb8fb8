// The shop's own tables, as the API tells them.
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { shopParam } from "../../models/session";

const routes = api.shops[":shop"].tables;

export type TableRow = InferResponseType<typeof routes.$get, 200>["tables"][number];
export type TablePage = InferResponseType<(typeof routes)[":table"]["$get"], 200>;
export type Row = InferResponseType<(typeof routes)[":table"]["rows"]["$get"], 200>["items"][number];

const param = (table: string) => ({ ...shopParam(), table });

export const loadTables = async (signal: AbortSignal) =>
  (await answer(routes.$get({ param: shopParam() }, { init: { signal } }))).tables;

export const loadTable = (table: string, signal: AbortSignal) =>
  answer(routes[":table"].$get({ param: param(table) }, { init: { signal } }));

export const loadRows = (table: string, id: string, cursor: string | undefined) =>
  answer(
    routes[":table"].rows.$get({
      param: param(table),
      query: { ...(id && { id }), ...(cursor && { cursor }) },
    }),
  );

export const removeRow = (table: string, id: string) =>
  answer(routes[":table"].rows.remove.$post({ param: param(table), json: { ids: [id] } }));

export const removeTable = (table: string) => answer(routes[":table"].$delete({ param: param(table) }));

export const defineTable = (json: Parameters<typeof routes.$post>[0]["json"]) =>
  answer(routes.$post({ param: shopParam(), json }));

export const changeTable = (
  table: string,
  json: Parameters<(typeof routes)[":table"]["$patch"]>[0]["json"],
) => answer(routes[":table"].$patch({ param: param(table), json }));
