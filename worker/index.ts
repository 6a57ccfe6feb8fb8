/** The Worker: visits on their own short path, all else by the API's app, cron every minute. */
import { createApp } from "./app";
import type { Env } from "./env";
import { everyMinute } from "./visit/cron";
import { anonymous, visit } from "./visit/route";

export { Config } from "./visit/config";
export { ProfileShard } from "./visit/profile-shard";

const app = createApp();

export default {
  fetch(request, env, ctx) {
    const { pathname } = new URL(request.url);
    if (pathname === "/v1/visit") return visit(request, env);
    if (pathname === "/v1/anonymous") return anonymous(request, env);
    return app.fetch(request, env, ctx);
  },
  scheduled(controller, env, ctx) {
    ctx.waitUntil(everyMinute(env, controller.scheduledTime));
  },
} satisfies ExportedHandler<Env>;
