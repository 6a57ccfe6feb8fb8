/** The one way of import: core ◀ worker, sdk, admin. Run by `npm run check`. */
const part = (name) => `^${name}/`;
const TESTS = "(\\.test\\.tsx?$|/testing/|vitest\\.config)";

/** Who may import what of ours beside itself. */
const MAY = {
  core: [],
  worker: ["core"],
  sdk: ["core"],
  demo: ["core"],
  plugins: [],
};
const PARTS = ["core", "worker", "sdk", "admin", "demo", "plugins", "scripts", "tests", "bench"];

export default {
  forbidden: [
    ...Object.entries(MAY).map(([from, may]) => ({
      name: `${from}-imports-${may.length ? `only-${may.join("-and-")}` : "nothing-of-ours"}`,
      severity: "error",
      from: { path: part(from), pathNot: TESTS },
      to: {
        path: PARTS.filter((other) => other !== from && !may.includes(other))
          .map(part)
          .join("|"),
      },
    })),
    {
      name: "admin-imports-core-the-renderer-and-types-of-the-worker",
      comment: "The editor draws with the very renderer that shops run.",
      severity: "error",
      from: { path: part("admin"), pathNot: TESTS },
      to: {
        path: "^(worker|sdk|demo|plugins|scripts|tests|bench)/",
        pathNot: "^sdk/renderer/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "core-knows-no-platform",
      severity: "error",
      from: { path: part("core"), pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-circles",
      severity: "error",
      from: { pathNot: "node_modules" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
