/** Tests inside workerd: real D1, real Durable Objects. Storage is fresh for each file. */
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

const migrations = await readD1Migrations("migrations");

export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: {
        bindings: { TEST_MIGRATIONS: migrations, AUTH_SECRET: "a secret that is long enough for tests" },
      },
    }),
  ],
  test: {
    name: "worker",
    include: ["worker/**/*.test.ts"],
    setupFiles: ["worker/testing/setup.ts"],
    testTimeout: 30_000,
    // The Worker's own log lines, one for each request.
    onConsoleLog: (log) => !log.includes('"event":"request"'),
  },
  root: fileURLToPath(new URL("..", import.meta.url)),
});
