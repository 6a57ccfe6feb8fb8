/** Tests inside workerd: real D1, real Durable Objects. Storage is fresh for each file. */
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

/** Absolute: started from the repository's configuration, this project's root would be another. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const migrations = await readD1Migrations(here("../migrations"));

export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: here("../wrangler.toml") },
      miniflare: {
        bindings: { TEST_MIGRATIONS: migrations, AUTH_SECRET: "a secret that is long enough for tests" },
      },
    }),
  ],
  test: {
    name: "worker",
    dir: here("."),
    include: ["**/*.test.ts"],
    setupFiles: [here("testing/setup.ts")],
    testTimeout: 30_000,
    // The Worker's own log lines, one for each request.
    onConsoleLog: (log) => !log.includes('"event":"request"'),
  },
  root: here(".."),
});
