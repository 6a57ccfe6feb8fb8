/** What every answer carries and every request must keep to: security headers, sizes. */
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "./env";
import { Problem } from "./errors";

/** A message's design is the largest thing that the panel sends. */
export const MAX_BODY = 256 * 1024;
/** A hundred orders at once are larger. */
const MAX_SERVER_BODY = 2 * 1024 * 1024;

const headersWith = (referrerPolicy: "strict-origin-when-cross-origin" | "no-referrer") =>
  secureHeaders({
    referrerPolicy,
    // The owner's other names are not ours to decide about.
    strictTransportSecurity: "max-age=15552000",
    // Says nothing about the storefront's scripts: those are assets and visits, which do not come through here.
    crossOriginResourcePolicy: "same-origin",
  });
const [usual, secretive] = [headersWith("strict-origin-when-cross-origin"), headersWith("no-referrer")];

/** The address of a confirmation page is for nobody else's eyes. */
export const headers = createMiddleware<AppEnv>((c, next) =>
  (c.req.path.startsWith("/confirm/") ? secretive : usual)(c, next),
);

const limitTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem("too-large", `A request has at most ${maxSize} bytes.`);
    },
  });
const [limitPanel, limitServer] = [limitTo(MAX_BODY), limitTo(MAX_SERVER_BODY)];

export const limitBody = createMiddleware<AppEnv>((c, next) =>
  (c.req.path.startsWith("/api/v1/") ? limitServer : limitPanel)(c, next),
);

/** Answers of the API are one person's, at one instant. */
export const neverCached = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.header("cache-control", "no-store");
});
