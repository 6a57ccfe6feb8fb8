/**
 * `POST /v1/visit`: record, evaluate, choose, in one request. Plain functions without middleware: this is the path
 * that every page view of every shop takes. `GET /v1/anonymous` is for visitors of whom nothing may be known.
 */
import { isbot } from "isbot";
import type { Problem } from "../../core/signals/fields";
import {
  type Head,
  headOf,
  MAX_BODY_BYTES,
  readVisitRequest,
  type VisitAnswer,
} from "../../core/signals/wire";
import type { Env } from "../env";
import { shopOfKey } from "../shops/key";
import { consentProblem } from "./allowed";
import { configOf } from "./config";
import { homeOf, shardNamed } from "./home";
import { placeOf } from "./place";
import { cors, problem } from "./problem";
import { mayProve, provenIn } from "./proof";
import { remembered } from "./remembered";
import { preflight, readBody } from "./request";
import { shopHeader } from "./shop-header";
import type { ShopHeader } from "./snapshot";
import { LIMITED, UNUSUAL, type VisitCall, type VisitReply } from "./visit-call";

export async function visit(request: Request, env: Env): Promise<Response> {
  if (request.method === "OPTIONS") return preflight(request.headers.get("origin") ?? undefined);
  if (request.method !== "POST") return problem("method-not-allowed", "Send a POST.");
  const origin = request.headers.get("origin") ?? undefined;
  try {
    return await answer(request, env, origin);
  } catch (error) {
    console.error(JSON.stringify({ event: "visit failed", error: String(error) }));
    return problem("unavailable", "Nothing was recorded; the browser sends it again.", { origin });
  }
}

/**
 * What the SDK sends is led to its shard by a look at its head, and read there, once. Whatever is unusual about a
 * request, the shard hands it back, and it is read here: all that is refused is refused by this file.
 */
async function answer(request: Request, env: Env, origin: string | undefined): Promise<Response> {
  const received = Date.now();
  const body = await readBody(request);
  if (body === undefined)
    return problem("too-large", `A request has at most ${MAX_BODY_BYTES} bytes.`, { origin });
  const agent = request.headers.get("user-agent") ?? "";
  const gpc = request.headers.get("sec-gpc") === "1";
  const ask = (
    shop: ShopHeader,
    { home, visitor }: Head,
    checked: Pick<VisitCall, "gpc" | "proved"> | undefined,
  ): Promise<VisitReply> => {
    const { id, revision } = shop;
    const name = homeOf(id, home, visitor, shop.shards);
    const place = placeOf(request.cf as IncomingRequestCfProperties | undefined);
    return shardNamed(env, name).visit({
      shop: id,
      name,
      revision,
      received,
      place,
      agent,
      body,
      ...checked,
    });
  };

  // What comes with a proof is read here: the proof is held against the shop's secret.
  const head = mayProve(body) ? undefined : headOf(body);
  const shopOfHead = head && !isBot(agent) && (await admittedBy(env, head.key, origin, received));
  if (shopOfHead && !(shopOfHead instanceof Response)) {
    const reply = await ask(shopOfHead, head, { gpc });
    if (reply !== UNUSUAL) return answered(reply, origin!);
  }

  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return problem("malformed", "The body must be one JSON object.", { origin });
  }
  const errors: Problem[] = [];
  const parsed = readVisitRequest(raw, errors);
  if (!parsed) return problem("invalid", "See errors.", { origin, errors });
  const shop = await admittedBy(env, parsed.key, origin, received);
  if (shop instanceof Response) return shop;
  const refused = consentProblem(parsed, shop, gpc);
  if (refused) return problem("consent-required", refused, { origin });
  if (isBot(agent)) return json({ v: 1, now: received, candidates: [], segments: [] }, origin);
  const proved = mayProve(body) ? await provenIn(env, shop, body, received) : undefined;
  return answered(await ask(shop, parsed, proved ? { proved } : undefined), origin!);
}

const answered = (reply: string, origin: string): Response =>
  reply === LIMITED
    ? problem("too-many-requests", "Wait a little; the browser sends it again.", { origin })
    : new Response(reply, { headers: headersFor(origin) });

/** Messages that look at nothing but the page, for anybody. Cacheable, and without any trace of who asked. */
export async function anonymous(request: Request, env: Env): Promise<Response> {
  if (request.method !== "GET") return problem("method-not-allowed", "Send a GET.");
  const origin = request.headers.get("origin") ?? undefined;
  const now = Date.now();
  const key = new URL(request.url).searchParams.get("shop") ?? "";
  const shop = await admittedBy(env, key, origin, now);
  if (shop instanceof Response) return shop;
  const candidates = await configOf(env, shop.id).anonymous(now);
  const found: VisitAnswer = { v: 1, now, candidates, segments: [] };
  return new Response(JSON.stringify(found), {
    headers: { ...JSON_HEADERS, "cache-control": "public, max-age=30", ...cors(origin) },
  });
}

/** The shop of a key. Nothing is waited for when it is known already. */
function admittedBy(env: Env, key: string, origin: string | undefined, now: number) {
  const id = shopOfKey(key);
  const header = id === undefined ? null : shopHeader(env, id, now);
  if (header instanceof Promise) return header.then((shop) => admitted(shop, key, origin));
  return admitted(header, key, origin);
}

/** The shop, if it has this key and this origin. */
function admitted(shop: ShopHeader | null, key: string, origin: string | undefined): ShopHeader | Response {
  // The answer may be read by the page that asked with a wrong key: it says nothing of any shop.
  if (!shop?.keys.includes(key))
    return problem("unknown-key", "No shop has this key, or it was revoked.", { origin });
  if (origin === undefined || !shop.origins.includes(origin))
    return problem(
      "foreign-origin",
      `Add ${origin ?? "the page's origin"} to the shop's domains in Settings.`,
    );
  return shop;
}

/** An origin that was let in; a `Headers` is copied at half the cost of an object. */
const headersFor = remembered(1000, (origin) => new Headers({ ...JSON_HEADERS, ...cors(origin) }));
const isBot = remembered(1000, (userAgent) => isbot(userAgent));

const JSON_HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

const json = (value: VisitAnswer, origin: string | undefined) =>
  new Response(JSON.stringify(value), { headers: { ...JSON_HEADERS, ...cors(origin) } });
