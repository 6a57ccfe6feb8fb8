/** The Worker as it is deployed, and one more door through which the bench publishes its configuration. */

import type { Env as WorkerEnv } from "../../worker/env";
import worker, { ProfileShard as Shard } from "../../worker/index";
import { configOf } from "../../worker/visit/config";
import type { Snapshot } from "../../worker/visit/snapshot";

import { database } from "./database";

// All of its Durable Objects; the local class takes the shard's place.
export * from "../../worker/index";

interface Env extends WorkerEnv {
  ELSEWHERE: Fetcher;
}

export class ProfileShard extends Shard {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, { ...env, DB: database(env.ELSEWHERE) });
  }
}

export default {
  async fetch(request, env, ctx) {
    if (!request.url.endsWith("/bench/publish")) return worker.fetch(request, env, ctx);
    const snapshot = (await request.json()) as Snapshot;
    return Response.json(await configOf(env, snapshot.shop.id).publish(snapshot));
  },
} satisfies ExportedHandler<Env>;
