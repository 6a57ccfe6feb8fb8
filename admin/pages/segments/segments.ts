// Segments as the API gives them, and who may change them.
import type { InferResponseType } from "hono/client";
import type { Rule } from "../../../core/rules/rule";
import { clockIn, parseDay } from "../../../core/time/zone";
import { answer, api } from "../../api";
import { currentShop, shopParam } from "../../models/session";

const routes = api.shops[":shop"].segments;

type Answer = InferResponseType<(typeof routes)[":segment"]["$get"], 200>;
export type Segment = Omit<Answer, "rule"> & { rule: Rule };
export type Person = InferResponseType<(typeof routes)[":segment"]["members"]["$get"], 200>["items"][number];
export type Change = InferResponseType<(typeof routes)[":segment"]["changes"]["$get"], 200>["items"][number];
export type Use = Segment["usedBy"][number];

const rules = api.shops[":shop"].rules;
export type Evaluation = InferResponseType<typeof rules.evaluation.$get, 200>;
export type SegmentHistory = InferResponseType<(typeof routes)[":segment"]["history"]["$get"], 200>;
export type Past = InferResponseType<typeof rules.rewind.$post, 200>;

export const mayEdit = (): boolean => currentShop().role !== "analyst";
export const segmentParam = (segment: string) => ({ ...shopParam(), segment });

export const loadSegment = (id: string, signal: AbortSignal) =>
  answer(routes[":segment"].$get({ param: segmentParam(id) }, { init: { signal } })).then(segmentOf);

export const changeMembers = (id: string, json: { add?: string[]; remove?: string[] }) =>
  answer(routes[":segment"].members.$post({ param: segmentParam(id), json }));

export const freezeSegment = (id: string, name: string) =>
  answer(routes[":segment"].freeze.$post({ param: segmentParam(id), json: { name } }));

export const createList = (json: { name: string; description: string }) =>
  answer(routes.$post({ param: shopParam(), json: { ...json, kind: "static" } }));

/** What was saved as a rule is one; JSON's types do not say so. */
export const segmentOf = (given: Answer): Segment => ({ ...given, rule: given.rule as Rule });

export const archiveSegment = (id: string, archived: boolean) =>
  answer(routes[":segment"].$patch({ param: segmentParam(id), json: { archived } }));

export const deleteSegment = (id: string) => answer(routes[":segment"].$delete({ param: segmentParam(id) }));

export const loadEvaluation = (signal: AbortSignal) =>
  answer(rules.evaluation.$get({ param: shopParam() }, { init: { signal } }));

export const loadHistory = (id: string, days: number, signal: AbortSignal) =>
  answer(
    routes[":segment"].history.$get(
      { param: segmentParam(id), query: { days: String(days) } },
      { init: { signal } },
    ),
  );

/** The starts of days of a time zone, for charts. */
export function startsOf(days: readonly { day: string }[], timeZone: string): number[] {
  const clock = clockIn(timeZone, Date.now());
  return days.map(({ day }) => clock.startOf(parseDay(day) ?? 0));
}

/** Of everyone in the shop, for shares. */
export const countEveryone = async (signal: AbortSignal): Promise<number> => {
  const json = { rule: { all: [] } };
  const { total } = await answer(
    api.shops[":shop"].rules.count.$post({ param: shopParam(), json }, { init: { signal } }),
  );
  return total;
};
