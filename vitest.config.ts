/** Three projects: pure code and what spans parts (Node), the Worker (workerd), and shop pages (Chromium). */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["{core,sdk,admin,demo,scripts,tests}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.browser.test.ts", "tests/end-to-end/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
