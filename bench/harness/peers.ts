/** Packages that only benches need: in `bench/package.json`, installed when a bench first runs. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const bench = dirname(import.meta.dirname);

export function installPeers(): void {
  if (existsSync(join(bench, "node_modules/.package-lock.json"))) return;
  console.error("Installing the packages to compare with, once …");
  // Without scripts: some say thanks for downloading, none needs one.
  execFileSync("npm", ["ci", "--prefix", bench, "--ignore-scripts", "--no-audit", "--no-fund"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/**
 * A peer's exports under the type that the bench uses of them: its own types are not there before it is installed.
 * Node shows some exports of CommonJS packages only as part of `default`.
 */
export async function peer<T>(name: string): Promise<T> {
  const loaded = (await import(name)) as { default?: object };
  return { ...loaded.default, ...loaded } as T;
}
