// What the data explorer says of attributes and tables.
import type { InferResponseType } from "hono/client";
import { answer, api } from "../../api";
import { shopParam } from "../../models/session";

const explorer = api.shops[":shop"].explorer;
const routes = api.shops[":shop"].attributes;

export type Explored = InferResponseType<typeof explorer.attributes.$get, 200>;
export type Known = Explored["attributes"][number];
export type Distribution = InferResponseType<(typeof explorer.attributes)[":key"]["$get"], 200>;
export type Tables = InferResponseType<typeof explorer.tables.$get, 200>;
export type TableRow = Tables["tables"][number];
export type AttributeRow = InferResponseType<typeof routes.$get, 200>["attributes"][number];
export type AttributePage = InferResponseType<(typeof routes)[":key"]["$get"], 200>;
export type Fit = InferResponseType<(typeof routes)[":key"]["fit"]["$post"], 200>;

const keyParam = (key: string) => ({ ...shopParam(), key });

export const loadAttributes = async (signal: AbortSignal) =>
  (await answer(routes.$get({ param: shopParam() }, { init: { signal } }))).attributes;

export const loadAttribute = (key: string, signal: AbortSignal) =>
  answer(routes[":key"].$get({ param: keyParam(key) }, { init: { signal } }));

export const loadExplored = (signal: AbortSignal) =>
  answer(explorer.attributes.$get({ param: shopParam() }, { init: { signal } }));

export const loadDistribution = (key: string, signal: AbortSignal) =>
  answer(explorer.attributes[":key"].$get({ param: keyParam(key) }, { init: { signal } }));

export const loadTables = (signal: AbortSignal) =>
  answer(explorer.tables.$get({ param: shopParam() }, { init: { signal } }));

export const tryFit = (key: string, json: Pick<AttributeRow, "type" | "options">) =>
  answer(routes[":key"].fit.$post({ param: keyParam(key), json }));
