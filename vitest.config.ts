/** Three projects: pure code and what spans parts (Node), the Worker (workerd), and pages in Chromium. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["{core,sdk,admin,demo,scripts,tests}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.browser.test.ts"],
          setupFiles: ["tests/support/texts.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      "worker/vitest.config.ts",
      {
        test: {
          name: "browser",
          // A machine that builds and tests everything at once starves a browser now and then.
          retry: process.env.CI ? 1 : 0,
          include: ["{sdk,admin,demo,tests}/**/*.browser.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
