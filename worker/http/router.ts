/**
 * How routes are written: `router()` makes a group of them, `memberRoute` one that needs a role in the shop, `body`
 * and `answer` their JSON. Errors are not part of a route's type: the client throws them, the document adds them.
 */
import { createRoute, OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import { createMiddleware } from "hono/factory";
import { mayDo, type Role } from "../members/roles";
import type { AppEnv } from "./env";
import { Problem, refuseInvalid } from "./errors";

export const router = () => new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });

interface Described extends Omit<RouteConfig, "path" | "security" | "middleware"> {
  /** Said to those whom their role keeps out. */
  because?: string;
}

/** A route below `/api/shops/:shop` for members with at least this role. */
export function memberRoute<P extends string, const R extends Described & { path: P }>(
  least: Role,
  route: R,
) {
  const { because, ...rest } = route;
  const described = {
    ...rest,
    security: [{ session: [] }],
    // Read by the document and by the test that no route forgot its role.
    "x-role": least,
    middleware: [needs(least, because)],
  };
  // The middleware's type says nothing to a client and costs the compiler much.
  return createRoute(described) as unknown as R & { getRoutingPath(): never };
}

const needs = (least: Role, because?: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
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
