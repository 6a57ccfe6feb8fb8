// Builds the panel: code-split modules, one stylesheet, the fonts and a page that needs nothing inline.
// Everything under assets/ carries a hash in its name, so it may be cached for ever; index.html may not.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import * as esbuild from "esbuild";
import { rollup, watch as rollupWatch } from "rollup";
import rollupEsbuild from "rollup-plugin-esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** What a browser fetches before Home can be used, brotli, fonts included. */
const FIRST_LOAD_LIMIT_KB = 120;
const BASE = "/admin/";
const fonts = ["latin", "latin-ext"].map((subset) => `inter-${subset}-wght-normal.woff2`);

/**
 * @param {{ outDir?: string, minify?: boolean, watch?: boolean }} options
 * @returns a promise of the first load in bytes; with `watch`, it stays pending until the process ends
 */
export async function buildAdmin({ outDir = "dist/assets/admin", minify = true, watch = false } = {}) {
  const config = rollupConfig(minify);
  const output = { dir: outDir, format: "es", ...names() };
  if (!watch) {
    await rm(outDir, { recursive: true, force: true });
    const bundle = await rollup(config);
    const { output: chunks } = await bundle.write(output);
    await bundle.close();
    return finish({ outDir, minify, chunks });
  }
  const watcher = rollupWatch({ ...config, output, watch: { clearScreen: false } });
  await new Promise((_, reject) => {
    let chunks = [];
    config.plugins.push({
      name: "keep-chunks",
      writeBundle(_options, bundle) {
        chunks = Object.values(bundle);
      },
    });
    watcher.on("event", (event) => {
      if (event.code === "ERROR") console.error(event.error.message);
      if (event.code === "BUNDLE_END") {
        event.result.close();
        finish({ outDir, minify, chunks }).catch((error) => console.error(error.message));
      }
      if (event.code === "END" && chunks.length === 0) reject(new Error("The panel did not build."));
    });
  });
}

function names() {
  return {
    assetFileNames: "assets/[name]-[hash][extname]",
    entryFileNames: "assets/[name]-[hash].js",
    chunkFileNames: "assets/[name]-[hash].js",
    hoistTransitiveImports: false,
  };
}

function rollupConfig(minify) {
  return {
    input: { panel: path.join(here, "main.tsx") },
    preserveEntrySignatures: false,
    plugins: [
      onlyUsedIcons,
      webWorkers(minify),
      nodeResolve({ browser: true, extensions: [".mjs", ".js", ".ts", ".tsx"] }),
      rollupEsbuild({
        target: "es2022",
        jsx: "automatic",
        jsxImportSource: "preact",
        tsconfig: false,
      }),
      production,
      minify && terser({ module: true, compress: { passes: 2 } }),
    ].filter(Boolean),
    onwarn(warning, warn) {
      if (warning.code !== "CIRCULAR_DEPENDENCY" || !warning.message.includes("node_modules")) warn(warning);
    },
  };
}

/** Lucide is one file that names 1,700 others; reading those that the panel uses takes a tenth of the time. */
const onlyUsedIcons = {
  name: "only-used-icons",
  async transform(code, id) {
    if (path.relative(here, id) !== path.join("components", "icons.ts")) return null;
    const barrel = path.resolve(path.dirname(require.resolve("lucide-preact")), "../esm/lucide-preact.mjs");
    const index = await readFile(barrel, "utf8");
    const fileOf = new Map();
    for (const [, names, file] of index.matchAll(/^export \{([^}]*)\} from '(\.\/icons\/[^']+)'/gm)) {
      for (const [, name] of names.matchAll(/default as (\w+)/g)) fileOf.set(name, file);
    }
    const deep = code.replace(/export \{([^}]*)\} from "lucide-preact";/, (_whole, names) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name && !name.startsWith("type "))
        .map(
          (name) =>
            `export { default as ${name} } from "${path.resolve(path.dirname(barrel), fileOf.get(name))}";`,
        )
        .join("\n"),
    );
    return { code: deep, map: null };
  },
};

/** `import address from "worker:./file.worker.ts"`: a script of its own that runs beside the page. */
const webWorkers = (minify) => ({
  name: "web-workers",
  resolveId: (source, importer) =>
    source.startsWith("worker:")
      ? `\0worker:${path.resolve(path.dirname(importer), source.slice("worker:".length))}`
      : null,
  async load(id) {
    if (!id.startsWith("\0worker:")) return null;
    const file = id.slice("\0worker:".length);
    this.addWatchFile(file);
    const { outputFiles } = await esbuild.build({
      entryPoints: [file],
      // Asked for by a library where it runs on Node.
      external: ["stream", "string_decoder"],
      ...{ bundle: true, format: "iife", target: "es2022", minify, write: false },
    });
    const name = `${path.parse(file).name.replace(/\W/g, "-")}.js`;
    const asset = this.emitFile({ type: "asset", name, source: outputFiles[0].text });
    return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
  },
});

/** Some libraries ask Node which build they are in; browsers have no `process`. */
const production = {
  name: "production",
  transform: (code) =>
    code.includes("process.env.NODE_ENV")
      ? { code: code.replaceAll("process.env.NODE_ENV", '"production"'), map: null }
      : null,
};

/** Adds to the modules what is not a module: fonts, stylesheet, early theme, favicon, index.html. */
async function finish({ outDir, minify, chunks }) {
  const assets = path.join(outDir, "assets");
  await mkdir(assets, { recursive: true });
  const put = async (name, content) => {
    const [stem, extension] = [path.parse(name).name, path.parse(name).ext];
    const hash = createHash("sha256").update(content).digest("base64url").slice(0, 8);
    const file = `assets/${stem}-${hash}${extension}`;
    await writeFile(path.join(outDir, file), content);
    return file;
  };

  const fontFiles = await Promise.all(fonts.map(async (name) => put(name, await readFile(fontPath(name)))));
  let css = await stylesheet(minify);
  fonts.forEach((name, i) => {
    css = css.replaceAll(`fonts/${name}`, path.basename(fontFiles[i]));
  });
  const cssFile = await put("panel.css", css);
  const themeFile = await put("early-theme.js", await earlyTheme(minify));
  const iconFile = await put("favicon.svg", await readFile(path.join(here, "assets/favicon.svg")));

  const entry = chunks.find((chunk) => chunk.isEntry);
  // The entry loads the app as soon as it has the words: part of the first load, so fetched at once.
  const app = entry.dynamicImports.map((name) => chunks.find((chunk) => chunk.fileName === name));
  const first = [...new Set([entry, ...app].flatMap((chunk) => withImports(chunk, chunks)))];
  const html = (await readFile(path.join(here, "index.html"), "utf8"))
    .replace("%icon%", BASE + iconFile)
    .replace("%theme%", BASE + themeFile)
    .replace("%font%", BASE + fontFiles[0])
    .replace("%css%", BASE + cssFile)
    .replace(
      "%preload%",
      first.map((chunk) => `<link rel="modulepreload" href="${BASE}${chunk.fileName}" />`).join("\n    "),
    )
    .replace("%script%", BASE + entry.fileName);
  await writeFile(path.join(outDir, "index.html"), html);

  const home = chunks.find((chunk) => chunk.facadeModuleId?.includes("/pages/home/"));
  const modules = new Set([...first, ...(home ? withImports(home, chunks) : [])]);
  const files = [
    "index.html",
    cssFile,
    themeFile,
    iconFile,
    fontFiles[0],
    ...[...modules].map((c) => c.fileName),
  ];
  return reportFirstLoad(outDir, files, minify);
}

function withImports(chunk, chunks, seen = new Set()) {
  if (!chunk || seen.has(chunk)) return [];
  seen.add(chunk);
  const imports = chunk.imports.map((name) => chunks.find((other) => other.fileName === name));
  return [chunk, ...imports.flatMap((other) => withImports(other, chunks, seen))];
}

async function stylesheet(minify) {
  const cli = path.join(path.dirname(require.resolve("@tailwindcss/cli/package.json")), "dist/index.mjs");
  const { execFile } = await import("node:child_process");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, "-i", path.join(here, "styles/panel.css"), ...(minify ? ["--minify"] : [])],
    { cwd: path.dirname(here), maxBuffer: 1 << 24 },
  );
  return stdout;
}

/** Runs before the first paint, so that a chosen theme never flashes; a file, as the policy forbids inline scripts. */
async function earlyTheme(minify) {
  const result = await esbuild.build({
    entryPoints: [path.join(here, "early-theme.ts")],
    bundle: true,
    format: "iife",
    target: "es2022",
    minify,
    write: false,
  });
  return result.outputFiles[0].contents;
}

async function reportFirstLoad(outDir, files, minify) {
  const rows = await Promise.all(
    files.map(async (file) => {
      const content = await readFile(path.join(outDir, file));
      const size = file.endsWith(".woff2")
        ? content.length
        : (await promisify(brotliCompress)(content)).length;
      return { file, size };
    }),
  );
  const total = rows.reduce((sum, row) => sum + row.size, 0);
  for (const row of rows) console.log(`${kb(row.size).padStart(8)} KB  ${row.file}`);
  console.log(`${kb(total).padStart(8)} KB  first load (limit ${FIRST_LOAD_LIMIT_KB} KB, brotli)`);
  if (minify && total > FIRST_LOAD_LIMIT_KB * 1024) {
    throw new Error(
      `The panel's first load is ${kb(total)} KB, over its limit of ${FIRST_LOAD_LIMIT_KB} KB.`,
    );
  }
  return total;
}

const kb = (bytes) => (bytes / 1024).toFixed(1);
const fontPath = (name) => require.resolve(`@fontsource-variable/inter/files/${name}`);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildAdmin({ watch: process.argv.includes("--watch"), minify: !process.argv.includes("--watch") });
}
