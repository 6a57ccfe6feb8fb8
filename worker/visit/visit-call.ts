/** What a Worker and a shard say to each other of a visit: texts and numbers, which travel between isolates for next to nothing. */
import type { Problem } from "../../core/signals/fields";
import { readVisitRequest, type VisitRequest } from "../../core/signals/wire";
import { shopOfKey } from "../shops/key";
import { consentProblem } from "./allowed";
import { homeOf } from "./home";
import type { VisitLogged } from "./shard-log";
import type { ShopHeader } from "./snapshot";

/** Which configuration a call is about. */
export interface ShardCall {
  shop: string;
  /** The shard's own name. */
  name: string;
  /** Revision of the configuration that the Worker has seen. */
  revision: number;
}

/** The log keeps it as it is. */
export interface VisitCall extends ShardCall, VisitLogged {
  /** Whether the browser sends Global Privacy Control. Given when the Worker looked at the head only: the shard checks the rest. */
  gpc?: boolean;
  /** Only of somebody who is known: who asks cannot make anybody. */
  known?: boolean;
}

/** The answer as JSON, or `limited`: too many requests of this visitor, or `unusual`: the Worker is to read it. */
export type VisitReply = string;
export const LIMITED = "limited";
export const UNUSUAL = "unusual";

/** Undefined when it does not fit: nothing of the kind is ever logged. */
export function requestOf({ body }: Pick<VisitLogged, "body">): VisitRequest | undefined {
  try {
    return readVisitRequest(JSON.parse(body), []);
  } catch {
    return undefined;
  }
}

/** It came to where it belongs and may be taken: the text's head may say something else than the whole. */
export const isUsual = (
  request: VisitRequest,
  { name }: ShardCall,
  shop: ShopHeader,
  gpc: boolean,
): boolean =>
  shopOfKey(request.key) === shop.id &&
  shop.keys.includes(request.key) &&
  homeOf(shop.id, request.home, request.visitor, shop.shards) === name &&
  consentProblem(request, shop, gpc) === undefined;

/** A `VisitAnswer` as JSON, of its parts. */
export const answerOf = (
  now: number,
  candidates = "[]",
  segments: string[] = [],
  problems: Problem[] = [],
): VisitReply =>
  `{"v":1,"now":${now},"candidates":${candidates},"segments":${JSON.stringify(segments)}${
    problems.length > 0 ? `,"problems":${JSON.stringify(problems)}` : ""
  }}`;
