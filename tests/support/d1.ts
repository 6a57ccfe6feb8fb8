/** A real D1 with all migrations, in this process: what tests outside the Worker count on. */
import { Miniflare } from "miniflare";
import { migrate } from "../../scripts/local";

export interface TestDatabase {
  db: D1Database;
  stop(): Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const miniflare = new Miniflare({
    modules: true,
    script: "export default { fetch() { return new Response() } }",
    d1Databases: ["DB"],
    cf: false,
  });
  const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  await migrate(db);
  return { db, stop: () => miniflare.dispose() };
}
