/** What the routes of storefronts do with a request before they read it. */
import { MAX_BODY_BYTES } from "../../core/signals/wire";
import { cors } from "./problem";

/** The body as text, or undefined when it is too large. What is too large is not read to its end. */
export async function readBody(request: Request): Promise<string | undefined> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > MAX_BODY_BYTES) return undefined;
  const body = await request.text();
  return body.length > MAX_BODY_BYTES ? undefined : body;
}

/** Ours never asks; an answer for tools that do, without opening more than the route itself. */
export const preflight = (origin: string | undefined): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...cors(origin),
      "access-control-allow-methods": "POST",
      "access-control-max-age": "7200",
    },
  });
