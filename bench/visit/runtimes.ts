/** Both Workers on Miniflare, each a workerd of its own, with state in memory. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { Miniflare, type MiniflareOptions, type WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { migrate } from "../../scripts/local";
import { children, cpuOf } from "../harness/cpu";
import { snapshot } from "./shop";

export interface Runtime {
  name: string;
  /** Miniflare's own entry; `port + BARE` leads to the Worker without it. */
  port: number;
  /** Milliseconds of CPU that its process has used. */
  cpu(): number;
  stop(): Promise<void>;
}

/** Ports that lead past Miniflare's entry are so much higher. */
export const BARE = 100;

const out = resolve(import.meta.dirname, "../results/.bundles");

/** Ours: the bundle that wrangler would deploy, with D1 migrated, flushes running and the shop published. */
export async function ourRuntime(port: number): Promise<Runtime> {
  execFileSync(
    "npx",
    ["wrangler", "deploy", "bench/visit/worker.ts", "--dry-run", "--outdir", join(out, "worker")],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
    },
  );
  const { workerOptions } = unstable_getMiniflareWorkerOptions(resolve("wrangler.toml"));
  const { assets: _, ...options } = workerOptions;
  const databases = await databaseRuntime(port + 10, options);
  const runtime = await start("ours", port, {
    ...options,
    name: "ours",
    modules: [{ type: "ESModule", path: join(out, "worker/worker.js") }],
    bindings: { ...options.bindings, AUTH_SECRET: "of the bench alone, thirty-two letters" },
    outboundService: undefined,
    serviceBindings: { ELSEWHERE: { external: { address: `127.0.0.1:${databases.port}`, http: {} } } },
  });
  const published = await fetch(`http://127.0.0.1:${port}/bench/publish`, {
    method: "POST",
    body: JSON.stringify(snapshot()),
  });
  if (!published.ok) throw new Error(`publishing answered ${published.status}`);
  return {
    ...runtime,
    async stop() {
      await runtime.stop();
      await databases.stop();
    },
  };
}

/** Where ours flushes to. */
async function databaseRuntime(port: number, { d1Databases }: WorkerOptions): Promise<Runtime> {
  await bundled("database");
  const runtime = await start("database", port, {
    name: "database",
    compatibilityDate: "2026-04-01",
    modules: [{ type: "ESModule", path: join(out, "database.js") }],
    d1Databases,
  });
  await migrate((await runtime.miniflare.getD1Database("DB")) as unknown as D1Database);
  return runtime;
}

export async function emptyRuntime(port: number): Promise<Runtime> {
  await bundled("empty");
  return start("empty", port, {
    name: "empty",
    compatibilityDate: "2026-04-01",
    modules: [{ type: "ESModule", path: join(out, "empty.js") }],
    durableObjects: { ROWS: { className: "Rows", useSQLite: true } },
  });
}

const bundled = (name: string) =>
  build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile: join(out, `${name}.js`),
    bundle: true,
    format: "esm",
    external: ["cloudflare:workers"],
    logLevel: "error",
  });

async function start(
  name: string,
  port: number,
  options: object,
): Promise<Runtime & { miniflare: Miniflare }> {
  const before = children("workerd");
  const state = mkdtempSync(`/dev/shm/vitrine-bench-${name}-`);
  const miniflare = new Miniflare({
    ...options,
    cf: false,
    defaultPersistRoot: state,
    durableObjectsPersist: join(state, "do"),
    d1Persist: join(state, "d1"),
    host: "127.0.0.1",
    port,
    unsafeDirectSockets: [{ host: "127.0.0.1", port: port + BARE }],
    handleRuntimeStdio(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) {
      stdout.resume();
      stderr.pipe(process.stderr);
    },
  } as MiniflareOptions);
  await miniflare.ready;
  const pid = children("workerd").find((id) => !before.includes(id))!;
  return {
    name,
    port,
    cpu: () => cpuOf(pid),
    miniflare,
    async stop() {
      await miniflare.dispose();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
