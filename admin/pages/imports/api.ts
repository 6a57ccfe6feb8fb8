// What the pages of imports ask the API.
import type { InferRequestType, InferResponseType } from "hono/client";
import type { FileRecord } from "../../../core/imports/read";
import { answer, api } from "../../api";
import { shopParam } from "../../models/session";

const routes = api.shops[":shop"].imports;
export type ImportShown = InferResponseType<(typeof routes)[":import"]["$get"], 200>;
export type ImportInput = InferRequestType<typeof routes.$post>["json"];
export type Refusal = InferResponseType<(typeof routes)[":import"]["refusals"]["$get"], 200>["items"][number];

const of = (id: string) => ({ ...shopParam(), import: id });

export const listImports = async (signal?: AbortSignal) =>
  (await answer(routes.$get({ param: shopParam() }, { init: { signal } }))).imports;
export const listPools = async (signal?: AbortSignal) =>
  (await answer(routes["code-pools"].$get({ param: shopParam() }, { init: { signal } }))).pools;
export const getImport = (id: string, signal?: AbortSignal) =>
  answer(routes[":import"].$get({ param: of(id) }, { init: { signal } }));
export const beginImport = (json: ImportInput) => answer(routes.$post({ param: shopParam(), json }));
export const putChunk = (id: string, number: number, records: FileRecord[], signal: AbortSignal) =>
  answer(
    routes[":import"].chunks[":number"].$put(
      { param: { ...of(id), number: String(number) }, json: { records } },
      { init: { signal } },
    ),
  );
export const completeUpload = (id: string, chunks: number) =>
  answer(routes[":import"].complete.$post({ param: of(id), json: { chunks } }));
export const startImport = (id: string) => answer(routes[":import"].start.$post({ param: of(id) }));
export const undoImport = (id: string) => answer(routes[":import"].undo.$post({ param: of(id) }));
export const discardImport = (id: string) => answer(routes[":import"].$delete({ param: of(id) }));
export const refusalsOf = (id: string, signal: AbortSignal) =>
  answer(routes[":import"].refusals.$get({ param: of(id), query: {} }, { init: { signal } }));
/** To download. */
export const refusalsFile = (id: string) => {
  const { shop } = shopParam();
  return `/api/shops/${encodeURIComponent(shop)}/imports/${encodeURIComponent(id)}/refusals.csv`;
};
