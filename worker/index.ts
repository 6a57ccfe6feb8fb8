/** The Worker: visits on their own short path, all else by the API's app, cron every minute. */

import { pathOf } from "../core/signals/path";
import type { Env } from "./env";
import { everyMinute } from "./visit/cron";
import { anonymous, visit } from "./visit/route";
import { write } from "./visit/write";

export { Importer } from "./imports/importer";
export { Config } from "./visit/config";
export { ProfileShard } from "./visit/profile-shard";

/** The API's libraries are large: an isolate that only takes visits never loads them. */
let app: Promise<ReturnType<typeof import("./app")["createApp"]>> | undefined;

export default {
  fetch(request, env, ctx) {
    const path = pathOf(request.url);
    if (path === "/v1/visit") return visit(request, env);
    if (path === "/v1/write") return write(request, env);
    if (path === "/v1/anonymous") return anonymous(request, env);
    app ??= import("./app").then(({ createApp }) => createApp());
    return app.then((api) => api.fetch(request, env, ctx));
  },
  scheduled(controller, env, ctx) {
    ctx.waitUntil(everyMinute(env, controller.scheduledTime));
  },
} satisfies ExportedHandler<Env>;
