/**
 * Sign-in by better-auth: email and password, sessions of seven days, a shop being an organisation. Nobody signs up
 * by themselves: the first owner comes by the one-time set-up link.
 */
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { createAccessControl } from "better-auth/plugins/access";
import { organization } from "better-auth/plugins/organization";
import {
  accounts,
  invitations,
  members,
  organizations,
  rateLimits,
  sessions,
  users,
  verifications,
} from "../db/auth-schema";
import { dbOf } from "../db/client";
import type { Env } from "../env";

type AuthEnv = Pick<Env, "DB" | "AUTH_SECRET" | "PUBLIC_URL">;
export type Auth = ReturnType<typeof makeAuth>;

/** Made once per isolate, database and address. */
export function authFor(env: AuthEnv, request: Request): Auth {
  const origin = publicOrigin(env, request);
  const byOrigin = made.get(env.DB) ?? new Map<string, Auth>();
  made.set(env.DB, byOrigin);
  const known = byOrigin.get(origin);
  if (known) return known;
  // A Worker is reached by few names; should somebody send many, the oldest goes.
  if (byOrigin.size >= 8) byOrigin.delete(byOrigin.keys().next().value!);
  const auth = makeAuth(env, origin);
  byOrigin.set(origin, auth);
  return auth;
}
const made = new WeakMap<D1Database, Map<string, Auth>>();

/** The address by which browsers know this Worker. */
export const publicOrigin = (env: Pick<Env, "PUBLIC_URL">, request: Request): string =>
  env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : new URL(request.url).origin;

export const PASSWORD = { min: 10, max: 128 } as const;
const DAY = 24 * 60 * 60;

// Who may do what in a shop is decided by the API's routes (roles.ts); the plugin's own routes are not reachable.
const access = createAccessControl({ shop: ["read", "write", "settings"] });
const roles = {
  analyst: access.newRole({ shop: ["read"] }),
  marketer: access.newRole({ shop: ["read", "write"] }),
  owner: access.newRole({ shop: ["read", "write", "settings"] }),
};

function makeAuth(env: AuthEnv, origin: string) {
  return betterAuth({
    appName: "Vitrine",
    baseURL: origin,
    basePath: "/api/auth",
    secret: env.AUTH_SECRET,
    trustedOrigins: [origin],
    database: drizzleAdapter(dbOf(env), {
      provider: "sqlite",
      transaction: false,
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        organization: organizations,
        member: members,
        invitation: invitations,
        rateLimit: rateLimits,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.min,
      maxPasswordLength: PASSWORD.max,
    },
    session: { expiresIn: 7 * DAY, updateAge: DAY },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 100,
      customRules: { "/sign-in/email": { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: "vitrine",
      useSecureCookies: origin.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // The tables are ours and migrated with the rest.
      database: { validateSchema: false },
    },
    plugins: [
      organization({ ac: access, roles, creatorRole: "owner", allowUserToCreateOrganization: false }),
    ],
    telemetry: { enabled: false },
    logger: { level: "error" },
  });
}
