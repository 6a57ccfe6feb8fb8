/** The panel: its files, and its one page for every address below /admin that is not a file. */
import { Hono } from "hono";
import type { AppEnv } from "./env";
import { Problem } from "./errors";

/** No inline script or style, nothing from elsewhere but the pictures of the shop's products and messages. */
export const PANEL_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https: http:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export const panel = new Hono<AppEnv>().on(["GET", "HEAD"], ["/", "/*"], async (c) => {
  const url = new URL(c.req.url);
  const isFile = /\.[a-z0-9]+$/i.test(url.pathname);
  // The asset server knows the page by its folder.
  const found = await c.env.ASSETS.fetch(isFile ? url : new URL("/admin/", url), {
    headers: c.req.raw.headers,
  });
  if (found.status === 404)
    throw new Problem("not-found", isFile ? undefined : "The panel is not built yet.");
  const response = new Response(found.body, found);
  response.headers.set("content-security-policy", PANEL_POLICY);
  // Names under assets/ carry a hash of their content.
  const forEver = isFile && url.pathname.startsWith("/admin/assets/");
  response.headers.set("cache-control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
});
