/**
 * Runs a file in a Node process of its own, bundled by esbuild as a Worker's code is: what is compared starts from
 * the same cold state, and no loader stands between. The file reads its input as JSON from `process.argv[2]` and
 * prints its answer as JSON on the last line.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const bench = join(import.meta.dirname, "..");
// Inside `bench/`, so that the peers are found.
const folder = join(bench, "results/.bundles");

/** `entry`: path within `bench/`, without its extension. */
export async function bundle(entry: string): Promise<<T>(input: unknown) => T> {
  const script = join(folder, `${basename(entry)}.mjs`);
  await build({
    entryPoints: [join(bench, `${entry}.ts`)],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "error",
  });
  return <T>(input: unknown) => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${basename(entry)}.json`);
    writeFileSync(file, JSON.stringify(input));
    const output = execFileSync(process.execPath, [script, file], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(output.trimEnd().split("\n").at(-1)!) as T;
  };
}
