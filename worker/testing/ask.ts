/**
 * A request to the Worker, through its own door. Not through the pool's `SELF`: each request there takes longer than
 * the one before, which the Worker itself does not.
 */
import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import worker from "../index";

/** Answers once all that was left for after the answer is done. */
export async function ask(url: string, init?: RequestInit<CfProperties>): Promise<Response> {
  const context = createExecutionContext();
  const request = new Request(url, init) as Parameters<typeof worker.fetch>[0];
  const response = await worker.fetch(request, env, context);
  // Read to its end: what is left for later may wait for it.
  const { status, headers } = response;
  const body = await response.arrayBuffer();
  await waitOnExecutionContext(context);
  return new Response(body.byteLength > 0 ? body : null, { status, headers });
}
