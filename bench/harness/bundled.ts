/**
 * Runs a file in a Node process of its own, bundled by esbuild as a Worker's code is: what is compared starts from
 * the same cold state, and no loader stands between. The file reads its input as JSON from `process.argv[2]` and
 * prints its answer as JSON on the last line.
 */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const bench = join(import.meta.dirname, "..");
// Inside `bench/`, so that the peers are found.
const folder = join(bench, "results/.bundles");

/** `entry`: path within `bench/`, without its extension. */
export async function bundle(entry: string): Promise<<T>(input: unknown) => Promise<T>> {
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
  return async <T>(input: unknown) => {
    const file = join(folder, `${basename(entry)}.json`);
    writeFileSync(file, JSON.stringify(input));
    const { stdout } = await promisify(execFile)(process.execPath, [script, file], { maxBuffer: 2 ** 28 });
    return JSON.parse(stdout.trimEnd().split("\n").at(-1)!) as T;
  };
}
