/** Builds all: what storefronts load, the npm module (`dist/npm`), the plugins (`dist/assets/plugins`), the panel, the API's page, and the Worker, into `dist/`. */
import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { buildAdmin } from "../admin/build.mjs";
import { buildSdk } from "../sdk/build.mjs";
import { buildModule } from "../sdk/module/build.mjs";
import { buildPlugins } from "./plugins";

/**
 * Files that pages of shops load must be readable from any origin. Names with a hash never change; `vitrine.js` is
 * looked at again after five minutes, so that a new release is soon everywhere.
 */
function headersFor(files: readonly string[]): string {
  const forever = "public, max-age=31536000, immutable";
  const ofShops = files.map((file) => {
    const cached = file === "vitrine.js" ? "public, max-age=300, stale-while-revalidate=86400" : forever;
    return `/${file}
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  Cache-Control: ${cached}
  X-Content-Type-Options: nosniff
`;
  });
  return [
    ...ofShops,
    `/admin/assets/*\n  Cache-Control: ${forever}\n  X-Content-Type-Options: nosniff\n`,
  ].join("\n");
}

export async function build(): Promise<void> {
  await rm("dist", { recursive: true, force: true });
  await mkdir("dist/assets", { recursive: true });
  const { files } = await buildSdk();
  await writeFile("dist/assets/_headers", headersFor(Object.values(files) as string[]));
  await buildModule();
  await buildPlugins();
  await buildAdmin({});
  buildWorker();
}

/** Bundled by wrangler itself, exactly as it would be deployed; nothing is sent. */
export function buildWorker(): void {
  execFileSync("npx", ["wrangler", "deploy", "--dry-run", "--outdir", "dist/worker"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
  });
}

if (process.argv[1]?.endsWith("build.ts")) await build();
