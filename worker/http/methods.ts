/** Tells an address that does not exist from one that does not know the method. */

import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { AppEnv } from "./env";
import { Problem } from "./errors";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** @throws Problem "method" when another method would find a route here */
export function refuseMethod(app: OpenAPIHono<AppEnv>, c: Context<AppEnv>): void {
  const known = METHODS.filter((method) =>
    app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
  );
  if (known.length === 0 || known.includes(c.req.method as (typeof METHODS)[number])) return;
  throw new Problem("method", `It knows ${known.join(", ")}.`, { headers: { allow: known.join(", ") } });
}
