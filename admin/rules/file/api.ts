// Files that become attributes, as the API takes and tells them.
import type { InferRequestType, InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { shopParam } from "../../models/session";

const routes = api.shops[":shop"]["attribute-files"];
export type AttributeFile = InferResponseType<typeof routes.$get, 200>["files"][number];
export type FileInput = InferRequestType<typeof routes.$post>["json"];

export const listFiles = async (signal?: AbortSignal) =>
  (await answer(routes.$get({ param: shopParam() }, { init: { signal } }))).files;
export const beginFile = (json: FileInput) => answer(routes.$post({ param: shopParam(), json }));
export const endFile = (file: string, until: string) =>
  answer(routes[":file"].$patch({ param: { ...shopParam(), file }, json: { until } }));
