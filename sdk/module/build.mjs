/** Builds the npm module: ES modules that a shop's bundler shakes and splits, with types; ready for `npm pack`. */
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rollup } from "rollup";
import { inputOptions } from "../build.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const sdk = dirname(here);
const root = dirname(sdk);
const NAME = "@vitrine/browser";

export async function buildModule({ outDir = "dist/npm" } = {}) {
  const out = resolve(outDir);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const options = inputOptions();
  const build = await rollup({
    ...options,
    // Each a file of its own, so that a bundler drops those that nobody imports, whatever they do at their top.
    input: { index: join(here, "index.ts"), create: join(here, "create.ts"), money: join(here, "money.ts") },
    plugins: [partsAreChunks(), ...options.plugins],
  });
  const { output } = await build.write({ dir: out, format: "es", chunkFileNames: "[name].js" });
  await build.close();
  await writeTypes(out);
  await cp(join(root, "LICENSE"), join(out, "LICENSE"));
  await cp(join(here, "README.md"), join(out, "README.md"));
  const { version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const manifest = {
    ...{ name: NAME, version, license },
    description: "Vitrine for headless shops: onsite messages and promotions by first-party data.",
    type: "module",
    sideEffects: false,
    types: "./types/sdk/module/index.d.ts",
    exports: { ".": { types: "./types/sdk/module/index.d.ts", default: "./index.js" } },
    files: ["*.js", "types"],
  };
  await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return output.map(({ fileName }) => fileName);
}

/** What the tag loads from its Worker is in the module, as chunks of its own version. */
function partsAreChunks() {
  const instead = new Map(
    ["parts.ts", "renderer-part.ts"].map((file) => [join(sdk, file.replace(".ts", "")), join(here, file)]),
  );
  return {
    name: "parts-are-chunks",
    resolveId: (source, importer) =>
      importer && source.startsWith(".") ? (instead.get(join(dirname(importer), source)) ?? null) : null,
  };
}

/** The declarations that the entry's own ones reach, with file names that every resolver finds. */
async function writeTypes(out) {
  const all = await mkdtemp(join(out, "declared-"));
  const config = join(all, "tsconfig.json");
  const compilerOptions = {
    ...{
      declaration: true,
      emitDeclarationOnly: true,
      noEmit: false,
      types: [],
      allowImportingTsExtensions: false,
    },
    ...{ rootDir: root, outDir: all },
  };
  await writeFile(
    config,
    JSON.stringify({
      ...{ extends: join(root, "tsconfig.json"), compilerOptions },
      ...{ files: [join(here, "index.ts")], include: [] },
    }),
  );
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", config], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const reached = new Set();
  const reach = async (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = await readFile(file, "utf8");
    const named = [];
    const whole = text.replace(/((?:from|import\()\s*")(\.[^"]+)(")/g, (_, before, path, after) => {
      named.push(join(dirname(file), `${path}.d.ts`));
      return `${before}${path}.js${after}`;
    });
    const target = join(out, "types", relative(all, file));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, whole);
    await Promise.all(named.map(reach));
  };
  await reach(join(all, "sdk/module/index.d.ts"));
  await rm(all, { recursive: true });
  return readdir(join(out, "types"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildModule({ outDir: process.argv[2] });
