/**
 * Who asks: below `/api/shops/:shop` a member of that shop or one of its API tokens, else the shop does not exist for
 * them. A way in is one entry of `ways`.
 */
import { and, eq } from "drizzle-orm";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { members } from "../db/auth-schema";
import { dbOf } from "../db/client";
import { authFor, publicOrigin } from "../members/auth";
import { isRole } from "../members/roles";
import { findToken, type Token } from "../tokens/tokens";
import { allowRate, type Rates } from "../visit/rates";
import type { AppEnv, Member } from "./env";
import { Problem } from "./errors";

type User = Omit<Member, "role">;
type Caller = { user: User } | { token: Token };

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

const BEARER = /^Bearer +(\S+)$/i;

const byToken: Way = {
  tried: (request) => BEARER.test(request.headers.get("authorization") ?? ""),
  async caller(c) {
    const token = await findToken(c.env, BEARER.exec(c.req.header("authorization")!)![1]!);
    if (!token) throw new Problem("signed-out", "There is no such API token, or it was revoked.");
    return { token };
  },
};

const ways: readonly Way[] = [bySession, byToken];

async function callerOf(c: Context<AppEnv>): Promise<Caller> {
  const way = ways.find(({ tried }) => tried(c.req.raw));
  const caller = await way?.caller(c);
  if (!caller) throw new Problem("signed-out");
  return caller;
}

/** @throws Problem "signed-out" */
export async function userOf(c: Context<AppEnv>): Promise<User> {
  const caller = await callerOf(c);
  if (!("user" in caller)) throw new Problem("signed-out", "This is for people, not for API tokens.");
  return caller.user;
}

/** Lets members and tokens of the shop in. For others there is no such shop, whether it exists or not. */
export const membersOnly = createMiddleware<AppEnv>(async (c, next) => {
  const caller = await callerOf(c);
  const shop = c.req.param("shop");
  if ("token" in caller) {
    const { token } = caller;
    if (shop !== token.shop) throw noSuchShop();
    limitRate(token.id);
    c.set("shop", shop);
    c.set("token", token);
    // What a token may do at all its scopes say (`router.ts`).
    c.set("member", { id: token.id, name: token.name, email: "", role: "marketer" });
    return next();
  }
  const { user } = caller;
  const [found] = shop
    ? await dbOf(c.env)
        .select({ role: members.role })
        .from(members)
        .where(and(eq(members.userId, user.id), eq(members.organizationId, shop)))
    : [];
  if (!shop || !found || !isRole(found.role)) throw noSuchShop();
  c.set("shop", shop);
  c.set("member", { ...user, role: found.role });
  await next();
});

const noSuchShop = () => new Problem("not-found", "There is no such shop.");

/** A server may send 60 requests at once and 10 a second for as long as it likes, in each of our isolates. */
const rates: Rates = new Map();
function limitRate(token: string): void {
  if (!allowRate(rates, token, Date.now(), { burst: 60, perSecond: 10 }))
    throw new Problem("too-many", "Send more in one request, or wait a second between requests.", {
      headers: { "retry-after": "1" },
    });
}

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
