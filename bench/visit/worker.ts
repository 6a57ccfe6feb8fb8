/** The Worker as it is deployed, and one more door through which the bench publishes its configuration. */

import type { Env } from "../../worker/env";
import worker from "../../worker/index";
import { configOf } from "../../worker/visit/config";
import type { Snapshot } from "../../worker/visit/snapshot";

export { Config, ProfileShard } from "../../worker/index";

export default {
  async fetch(request, env, ctx) {
    if (!request.url.endsWith("/bench/publish")) return worker.fetch(request, env, ctx);
    const snapshot = (await request.json()) as Snapshot;
    return Response.json(await configOf(env, snapshot.shop.id).publish(snapshot));
  },
} satisfies ExportedHandler<Env>;
