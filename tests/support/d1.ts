/** A real D1 with all migrations, in this process: what tests outside the Worker count on. */
import { readdirSync, readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

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
  for (const statement of migrationStatements()) await db.prepare(statement).run();
  return { db, stop: () => miniflare.dispose() };
}

function migrationStatements(): string[] {
  const files = readdirSync("migrations").filter((name) => name.endsWith(".sql"));
  return files
    .sort()
    .flatMap((name) => readFileSync(`migrations/${name}`, "utf8").split("--> statement-breakpoint"))
    .map((statement) => statement.trim())
    .filter(Boolean);
}
