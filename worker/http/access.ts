/**
 * Who asks: below `/api/shops/:shop` a member of that shop, else the shop does not exist for them. A way in is one
 * entry of `ways`; API tokens will be another.
 */
import { and, eq } from "drizzle-orm";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { members } from "../db/auth-schema";
import { dbOf } from "../db/client";
import { authFor, publicOrigin } from "../members/auth";
import { isRole } from "../members/roles";
import type { AppEnv, Member } from "./env";
import { Problem } from "./errors";

type User = Omit<Member, "role">;
type Caller = { user: User };

interface Way {
  /** Whether the request wants to come in by this way; the first that is tried decides. */
  tried(request: Request): boolean;
  caller(c: Context<AppEnv>): Promise<Caller | undefined>;
}

const bySession: Way = {
  tried: (request) => !request.headers.has("authorization"),
  async caller(c) {
    const found = await authFor(c.env, c.req.raw).api.getSession({ headers: c.req.raw.headers });
    return found
      ? { user: { id: found.user.id, name: found.user.name, email: found.user.email } }
      : undefined;
  },
};

const ways: readonly Way[] = [bySession];

/** @throws Problem "signed-out" */
export async function callerOf(c: Context<AppEnv>): Promise<Caller> {
  const way = ways.find(({ tried }) => tried(c.req.raw));
  const caller = await way?.caller(c);
  if (!caller) throw new Problem("signed-out");
  return caller;
}

/** Lets members of the shop in. For others there is no such shop, whether it exists or not. */
export const membersOnly = createMiddleware<AppEnv>(async (c, next) => {
  const { user } = await callerOf(c);
  const shop = c.req.param("shop");
  const [found] = shop
    ? await dbOf(c.env)
        .select({ role: members.role })
        .from(members)
        .where(and(eq(members.userId, user.id), eq(members.organizationId, shop)))
    : [];
  if (!shop || !found || !isRole(found.role)) throw new Problem("not-found", "There is no such shop.");
  c.set("shop", shop);
  c.set("member", { ...user, role: found.role });
  await next();
});

/**
 * Cookies travel with requests that other sites make: what changes something must come from our own pages. Requests
 * with an Authorization header need no such proof, as no other site can make a browser send one.
 */
export const ownOriginOnly = createMiddleware<AppEnv>(async (c, next) => {
  const { method, headers } = c.req.raw;
  const safe = method === "GET" || method === "HEAD" || method === "OPTIONS";
  if (!safe && !headers.has("authorization") && headers.get("origin") !== publicOrigin(c.env, c.req.raw))
    throw new Problem("origin", "Send the request from the panel's own address.");
  await next();
});
