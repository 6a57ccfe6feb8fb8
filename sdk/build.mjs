/** Builds what storefronts load: the renderer and `vitrine.js`, with their weight printed and held to its bounds. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { transform } from "esbuild";
import { rollup } from "rollup";
import esbuild from "rollup-plugin-esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const KILOBYTE = 1024;
const BUDGET = {
  vitrine: 5 * KILOBYTE,
  renderer: 7 * KILOBYTE,
  onsite: 3 * KILOBYTE,
  collect: 4 * KILOBYTE,
};

/** Properties that stay inside one file and reach neither the wire, storage, the page nor another file. */
const INTERNAL = /^(add|take|takeNow|settle|end|answered|refused|consentImplied)$/;

/** Fields of the operators' entries that a page needs. */
const KEPT = ["missing", "test"];

/**
 * Writes `vitrine.js` and the files that it loads (`<name>-<hash>.js`) to `outDir`, source maps to `<outDir>/../maps`.
 * Answers the file names and their sizes in bytes (brotli); throws above the bounds.
 */
export async function buildSdk({ outDir = "dist/assets", minify = true } = {}) {
  const out = resolve(outDir);
  const maps = join(out, "../maps");
  await mkdir(out, { recursive: true });
  await mkdir(maps, { recursive: true });

  // Each knows the next one's name, which says its content, so that files can be cached for ever.
  const renderer = await bundle({ name: "renderer-[hash:6].js", input: "renderer/index.ts", minify });
  const onsite = await bundle({
    name: "onsite-[hash:6].js",
    input: "decide.ts",
    minify,
    define: { RENDERER: JSON.stringify(renderer.fileName) },
  });
  // A neutral name: blockers know the other one.
  const collect = await bundle({ name: "collect-[hash:6].js", input: "collect/platforms.ts", minify });
  const vitrine = await bundle({
    name: "vitrine.js",
    input: "tag.ts",
    format: "iife",
    minify,
    internal: INTERNAL,
    define: {
      ONSITE: JSON.stringify(onsite.fileName),
      COLLECT: JSON.stringify(collect.fileName),
    },
  });

  const sizes = {};
  const files = {};
  for (const [name, chunk] of Object.entries({ renderer, onsite, collect, vitrine })) {
    const file = chunk.fileName;
    files[name] = file;
    for (const old of await readdir(out))
      if (old.startsWith(`${name}-`) && old !== file) await rm(join(out, old));
    await writeFile(join(out, file), chunk.code);
    await writeFile(join(maps, `${file}.map`), chunk.map.toString());
    sizes[name] = brotliCompressSync(chunk.code).length;
    console.log(`${file}: ${chunk.code.length} bytes, ${sizes[name]} brotli (bound ${BUDGET[name]})`);
  }
  if (minify)
    for (const name of Object.keys(BUDGET))
      if (sizes[name] > BUDGET[name])
        throw new Error(`${name} weighs ${sizes[name]} bytes, above ${BUDGET[name]}`);
  return { files, sizes };
}

/** How the SDK's sources become JavaScript, for the tag and for the npm module. */
export const inputOptions = (define = {}) => ({
  plugins: [
    squeezeStyles(),
    nodeResolve({ extensions: [".ts", ".mjs", ".js"], browser: true }),
    esbuild({ target: "es2022", define, tsconfig: false }),
    stripOperators(),
  ],
  // Definitions of the domain are made by calls; those that a page does not use are dropped.
  treeshake: {
    moduleSideEffects: (id) => id.startsWith(here),
    manualPureFunctions: ["object", "text", "number", "list", "oneOf", "optional"],
  },
  onwarn(warning) {
    throw new Error(warning.message);
  },
});

async function bundle({ name, input, format = "es", minify, define = {}, internal }) {
  const build = await rollup({ input: join(here, input), ...inputOptions(define) });
  const { output } = await build.generate({
    format,
    entryFileNames: name,
    sourcemap: "hidden",
    inlineDynamicImports: true,
    plugins: minify
      ? [
          terser({
            ecma: 2020,
            module: format === "es",
            toplevel: true,
            compress: {
              passes: 3,
              unsafe: true,
              unsafe_arrows: true,

              pure_getters: true,
              keep_fargs: false,
            },
            mangle: internal ? { properties: { regex: internal } } : true,
          }),
        ]
      : [],
  });
  await build.close();
  return output[0];
}

/** The renderer's own squeezing of its style sheets. It is TypeScript, which Node 20 does not read by itself. */
function squeezeStyles() {
  let squeeze;
  return {
    name: "squeeze-styles",
    async buildStart() {
      const { code } = await transform(await readFile(join(here, "renderer/squeeze.ts"), "utf8"), {
        loader: "ts",
      });
      squeeze = (await import(`data:text/javascript,${encodeURIComponent(code)}`)).squeezeCss;
    },
    transform: (code, id) =>
      id.startsWith(join(here, "renderer/")) ? { code: squeeze(code), map: null } : null,
  };
}

/**
 * The operators are looked up by name at run time, so no bundler drops what is unused in their entries. This does: of
 * each `operator({ … })` only the fields that a page needs stay. It fails when it finds none, for that would be its
 * own fault.
 */
function stripOperators() {
  return {
    name: "strip-operators",
    transform(code, id) {
      if (!/core\/rules\/operators-[^/]+\.ts$/.test(id)) return null;
      let stripped = 0;
      const cuts = [];
      const visit = (node) => {
        if (!node || typeof node !== "object") return;
        const fields = node.type === "ObjectExpression" ? node.properties : [];
        const names = fields.map((field) => field.key?.name ?? field.key?.value);
        if (KEPT.every((name) => names.includes(name))) {
          stripped += fields.length - KEPT.length;
          const kept = fields.filter((_, i) => KEPT.includes(names[i]));
          cuts.push([
            node.start,
            node.end,
            `{${kept.map(({ start, end }) => code.slice(start, end)).join(",")}}`,
          ]);
          return;
        }
        for (const child of Object.values(node)) Array.isArray(child) ? child.forEach(visit) : visit(child);
      };
      visit(this.parse(code));
      if (!stripped)
        this.error(`nothing to strip in ${id}: has the registry of operators changed its shape?`);
      for (const [start, end, text] of cuts.reverse()) code = code.slice(0, start) + text + code.slice(end);
      return { code, map: null };
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSdk({ outDir: process.argv[2] });
