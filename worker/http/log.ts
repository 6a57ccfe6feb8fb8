/** Logs: one JSON line a request, with its id and its route's pattern. Never an address, a body or a person's data. */
import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "./env";

export const logRequests: MiddlewareHandler<AppEnv> = async (c, next) => {
  const started = Date.now();
  await next();
  write("info", {
    event: "request",
    requestId: c.var.requestId,
    method: c.req.method,
    route: routePath(c, -1),
    shop: c.var.shop,
    status: c.res.status,
    ms: Date.now() - started,
  });
};

export function logError(c: Context<AppEnv>, error: unknown): void {
  write("error", { event: "error", requestId: c.var.requestId, route: routePath(c, -1), ...describe(error) });
}

export function write(level: "info" | "warn" | "error", entry: Record<string, unknown>): void {
  console[level](JSON.stringify({ level, at: new Date().toISOString(), ...entry }));
}

/** Drizzle's errors hold the values of a query in their message: only the cause's message and the stack are kept. */
export function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : undefined;
  return {
    error: error.name,
    message: cause?.message ?? ("query" in error ? "query failed" : error.message),
    stack: (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at ")),
  };
}
