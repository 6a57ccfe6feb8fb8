// What the data explorer says of attributes and tables.
import type { InferResponseType } from "hono/client";
import type { Computed } from "../../../core/attributes/computed";
import { answer, api } from "../../api";
import { shopParam } from "../../models/session";

const explorer = api.shops[":shop"].explorer;
const routes = api.shops[":shop"].attributes;

export type Explored = InferResponseType<typeof explorer.attributes.$get, 200>;
export type Known = Explored["attributes"][number];
export type Distribution = InferResponseType<(typeof explorer.attributes)[":key"]["$get"], 200>;
export type Tables = InferResponseType<typeof explorer.tables.$get, 200>;
export type TableRow = Tables["tables"][number];
/** The client's types give up on rules within rules. */
type Defined<Row> = Omit<Row, "computed"> & { computed: Computed | null };
export type AttributeRow = Defined<InferResponseType<typeof routes.$get, 200>["attributes"][number]>;
export type AttributePage = Defined<InferResponseType<(typeof routes)[":key"]["$get"], 200>>;
export type Preview = InferResponseType<typeof routes.preview.$post, 200>;
export type Fit = InferResponseType<(typeof routes)[":key"]["fit"]["$post"], 200>;

const keyParam = (key: string) => ({ ...shopParam(), key });

export const loadAttributes = async (signal: AbortSignal) =>
  (await answer(routes.$get({ param: shopParam() }, { init: { signal } }))).attributes as AttributeRow[];

export const loadAttribute = async (key: string, signal: AbortSignal) =>
  (await answer(routes[":key"].$get({ param: keyParam(key) }, { init: { signal } }))) as AttributePage;

export const previewComputed = (computed: Computed, signal: AbortSignal) =>
  answer(routes.preview.$post({ param: shopParam(), json: { computed } }, { init: { signal } }));

export const loadExplored = (signal: AbortSignal) =>
  answer(explorer.attributes.$get({ param: shopParam() }, { init: { signal } }));

export const loadDistribution = (key: string, signal: AbortSignal) =>
  answer(explorer.attributes[":key"].$get({ param: keyParam(key) }, { init: { signal } }));

export const loadTables = (signal: AbortSignal) =>
  answer(explorer.tables.$get({ param: shopParam() }, { init: { signal } }));

export const tryFit = (key: string, json: Pick<AttributeRow, "type" | "options">) =>
  answer(routes[":key"].fit.$post({ param: keyParam(key), json }));
