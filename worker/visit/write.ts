/**
 * `POST /v1/write`: signals from beside the shop's pages, such as Shopify's pixel at the checkout. Its sandbox brings no
 * usable Origin, so that its key opens little: what it reports is added to a visitor who is known already, by the id
 * that only their browser has; it proves nothing, sets nothing, and is told neither messages nor segments.
 */
import type { SignalType } from "../../core/signals/catalogue";
import type { Problem } from "../../core/signals/fields";
import { MAX_BODY_BYTES, readVisitRequest, type VisitAnswer } from "../../core/signals/wire";
import type { Env } from "../env";
import { shopOfKey } from "../shops/key";
import { consentProblem } from "./allowed";
import { homeOf, shardNamed } from "./home";
import { placeOf } from "./place";
import { problem } from "./problem";
import { allowRate, type Rates } from "./rates";
import { preflight, readBody } from "./request";
import { shopHeader } from "./shop-header";
import { LIMITED } from "./visit-call";

/** What it may say; neither what a person is (`set`, `form`) nor what became of a message. */
const WRITABLE: readonly SignalType[] = [
  "page_view",
  "product_view",
  "category_view",
  "search",
  "cart",
  "checkout",
  "order",
  "identify",
  "event",
  "consent",
];

/** Of one shop, in each of our isolates: far above what people do, far below what harms. */
const RATE = { burst: 1000, perSecond: 100 };
const rates: Rates = new Map();
/** A sandbox has the origin "null"; the answer says nothing that others could not know. */
const origin = "*";

export async function write(request: Request, env: Env): Promise<Response> {
  if (request.method === "OPTIONS") return preflight(origin);
  if (request.method !== "POST") return problem("method-not-allowed", "Send a POST.", { origin });
  try {
    return await take(request, env);
  } catch (error) {
    console.error(JSON.stringify({ event: "write failed", error: String(error) }));
    return problem("unavailable", "Nothing was recorded.", { origin });
  }
}

async function take(request: Request, env: Env): Promise<Response> {
  const received = Date.now();
  const text = await readBody(request);
  if (text === undefined)
    return problem("too-large", `A request has at most ${MAX_BODY_BYTES} bytes.`, { origin });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return problem("malformed", "The body must be one JSON object.", { origin });
  }
  const errors: Problem[] = [];
  const asked = readVisitRequest(raw, errors);
  if (!asked) return problem("invalid", "See errors.", { origin, errors });
  const id = shopOfKey(asked.key, "write");
  const shop = id === undefined ? null : await shopHeader(env, id, received);
  if (!shop?.keys.includes(asked.key))
    return problem("unknown-key", "No shop has this key for writing, or it was revoked.", { origin });
  if (!allowRate(rates, shop.id, received, RATE))
    return problem("too-many-requests", "Wait a little.", { origin });
  const refused = consentProblem(asked, shop, request.headers.get("sec-gpc") === "1");
  if (refused) return problem("consent-required", refused, { origin });

  const foreign: Problem[] = [];
  const signals = asked.signals.filter((signal, i) => {
    const type = (signal as { type?: unknown } | null)?.type;
    if ((WRITABLE as readonly unknown[]).includes(type)) return true;
    foreign.push({ path: `signals[${i}].type`, reason: `must be one of ${WRITABLE.join(", ")}` });
    return false;
  });
  const name = homeOf(shop.id, asked.home, asked.visitor, shop.shards);
  const reply = await shardNamed(env, name).visit({
    ...{ shop: shop.id, name, revision: shop.revision, received, known: true },
    place: placeOf(request.cf as IncomingRequestCfProperties | undefined),
    agent: request.headers.get("user-agent") ?? "",
    body: JSON.stringify({ ...asked, page: undefined, kept: undefined, decide: false, signals }),
  });
  if (reply === LIMITED) return problem("too-many-requests", "Wait a little.", { origin });
  const { problems = [] } = JSON.parse(reply) as VisitAnswer;
  return new Response(JSON.stringify({ v: 1, now: received, problems: [...foreign, ...problems] }), {
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "access-control-allow-origin": origin,
    },
  });
}
