/**
 * How routes are written: `router()` makes a group of them, `memberRoute` one that needs a role in the shop, `body`
 * and `answer` their JSON. Errors are not part of a route's type: the client throws them, the document adds them.
 */
import { createRoute, OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import { createMiddleware } from "hono/factory";
import { mayDo, type Role } from "../members/roles";
import type { Scope } from "../tokens/scopes";
import type { AppEnv } from "./env";
import { Problem, refuseInvalid } from "./errors";

export const router = () => new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });

interface Described extends Omit<RouteConfig, "path" | "security" | "middleware"> {
  /** Opens it to API tokens that have this scope. */
  token?: Scope;
  /** Said to those whom their role keeps out. */
  because?: string;
}

/** A route below `/api/shops/:shop` for members with at least this role. */
export function memberRoute<P extends string, const R extends Described & { path: P }>(
  least: Role,
  route: R,
) {
  const { token, because, ...rest } = route;
  const described = {
    ...rest,
    security: (token ? [{ session: [] }, { token: [] }] : [{ session: [] }]) as Record<string, string[]>[],
    // Read by the document and by the test that no route forgot its role.
    "x-role": least,
    ...(token && { "x-scope": token }),
    middleware: [needs(least, token, because)],
  };
  // The middleware's type says nothing to a client and costs the compiler much.
  return createRoute(described) as unknown as R & { getRoutingPath(): never };
}

const needs = (least: Role, scope: Scope | undefined, because: string | undefined) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { token } = c.var;
    if (token) {
      if (!scope) throw new Problem("forbidden", "API tokens cannot do this: sign in as a member.");
      if (!token.scopes.includes(scope))
        throw new Problem("forbidden", `This needs an API token with the scope ${scope}.`);
      return next();
    }
    if (!mayDo(c.var.member.role, least))
      throw new Problem(
        "forbidden",
        [`This needs the role ${least}; yours is ${c.var.member.role}.`, because].filter(Boolean).join(" "),
      );
    await next();
  });

export const body = <S extends z.ZodType>(schema: S) => ({
  body: { required: true as const, content: { "application/json": { schema } } },
});

export const answer = <S extends z.ZodType>(schema: S, description: string) => ({
  200: { description, content: { "application/json": { schema } } },
});

export const created = <S extends z.ZodType>(schema: S, description: string) => ({
  201: { description, content: { "application/json": { schema } } },
});

export const nothing = (description: string) => ({ 204: { description } });
