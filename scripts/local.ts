/** The whole of Vitrine in this process, as `npm start` and the end-to-end tests run it: the built Worker on Miniflare. */
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";

export interface Local {
  /** Address of the Worker: the panel, the API, the tag. */
  url: string;
  db: D1Database;
  secret: string;
  /** Runs the cron handler once. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

export interface LocalOptions {
  port: number;
  /** Folder that keeps everything between runs; absent: in memory. */
  persist?: string;
}

/** Someone in Berlin: local requests have no place of their own. */
const HERE = {
  country: "DE",
  region: "Berlin",
  regionCode: "BE",
  city: "Berlin",
  postalCode: "10115",
  continent: "EU",
  timezone: "Europe/Berlin",
  isEUCountry: "1",
};

export async function startLocal({ port, persist }: LocalOptions): Promise<Local> {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(resolve("wrangler.toml"));
  const secret = secretOf(persist);
  const url = `http://localhost:${port}`;
  const miniflare = new Miniflare({
    ...workerOptions,
    name: "vitrine",
    modules: [{ type: "ESModule", path: resolve("dist/worker/index.js") }],
    bindings: { ...workerOptions.bindings, AUTH_SECRET: secret, PUBLIC_URL: url },
    host: "localhost",
    port,
    cf: HERE,
    ...(persist && {
      defaultPersistRoot: resolve(persist, "state"),
      d1Persist: resolve(persist, "state/d1"),
      durableObjectsPersist: resolve(persist, "state/do"),
    }),
    handleRuntimeStdio: quietly,
  } as MiniflareOptions);
  await miniflare.ready;
  const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  await migrate(db);
  return {
    url,
    db,
    secret,
    async tick() {
      const worker = await miniflare.getWorker();
      await worker.scheduled({ scheduledTime: new Date(), cron: "* * * * *" });
    },
    stop: () => miniflare.dispose(),
  };
}

/** Applies what has not been applied, in order, in the table that wrangler uses for the same. */
export async function migrate(db: D1Database): Promise<void> {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const files = readdirSync("migrations").filter((name) => name.endsWith(".sql") && !applied.has(name));
  for (const name of files.sort()) {
    const statements = readFileSync(join("migrations", name), "utf8")
      .split("--> statement-breakpoint")
      .map((statement) => statement.trim())
      .filter(Boolean);
    await db.batch([
      ...statements.map((statement) => db.prepare(statement)),
      db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
}

/** Kept beside the data, so that sessions survive a restart. */
function secretOf(persist: string | undefined): string {
  if (!persist) return randomBytes(32).toString("base64url");
  mkdirSync(persist, { recursive: true });
  const file = join(persist, "auth-secret");
  try {
    return readFileSync(file, "utf8");
  } catch {
    const secret = randomBytes(32).toString("base64url");
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}

/** Errors of the Worker stay visible; its log of each request does not. */
function quietly(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream): void {
  if (process.env.VITRINE_LOG) {
    stdout.pipe(process.stdout);
    stderr.pipe(process.stderr);
  } else {
    stdout.resume();
    stderr.resume();
  }
}
