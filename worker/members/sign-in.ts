/**
 * The sign-in library's own routes, as far as the panel needs them: all others (organisations, sign-up, …) are not
 * reachable from outside. Its errors become problem details like everybody's.
 */
import { Hono } from "hono";
import type { AppEnv } from "../http/env";
import { Problem } from "../http/errors";
import { authFor } from "./auth";

const OPEN = new Set([
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "POST /change-password",
  "GET /list-sessions",
  "POST /revoke-session",
  "POST /revoke-other-sessions",
]);

export const signInRoutes = new Hono<AppEnv>().all("/*", async (c) => {
  const path = new URL(c.req.url).pathname.slice("/api/auth".length);
  if (!OPEN.has(`${c.req.method} ${path}`)) throw new Problem("not-found");
  const response = await authFor(c.env, c.req.raw).handler(c.req.raw);
  if (response.ok) return response;
  throw problemOf(response, await response.json().catch(() => ({})));
});

function problemOf(response: Response, body: unknown): Problem {
  const { code, message } = body as { code?: string; message?: string };
  if (response.status === 429) {
    const seconds = response.headers.get("x-retry-after") ?? "60";
    return new Problem("too-many", `Try again in ${seconds} seconds.`, {
      headers: { "retry-after": seconds },
    });
  }
  if (code === "INVALID_EMAIL_OR_PASSWORD") return new Problem("wrong-password");
  if (response.status === 401) return new Problem("signed-out");
  if (response.status === 403) return new Problem("origin", message);
  if (response.status === 404) return new Problem("not-found");
  if (response.status === 413) return new Problem("too-large");
  if (response.status === 415) return new Problem("media-type");
  if (response.status < 500) return new Problem("invalid", message);
  return new Problem("server");
}
