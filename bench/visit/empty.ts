/** The least that a durable answer costs: a Worker that calls one Durable Object, which inserts one row. */
import { DurableObject } from "cloudflare:workers";

interface Env {
  ROWS: DurableObjectNamespace<Rows>;
}

export class Rows extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
  }

  insert(body: string): { answer: string } {
    this.ctx.storage.sql.exec("INSERT INTO rows (body) VALUES (?)", body);
    return { answer: '{"v":1}' };
  }
}

/** As many objects as the shop has shards. */
const OBJECTS = 4;
let next = 0;

export default {
  async fetch(request, env) {
    const body = await request.text();
    const stub = env.ROWS.get(env.ROWS.idFromName(`rows ${next++ % OBJECTS}`));
    const { answer } = await stub.insert(body);
    return new Response(answer, { headers: { "content-type": "application/json" } });
  },
} satisfies ExportedHandler<Env>;
