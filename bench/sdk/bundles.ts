/** What a page loads: ours as it is built for storefronts, peers bundled and minified by esbuild. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { buildSdk } from "../../sdk/build.mjs";
import { type Peer, peers } from "./peers";

export interface Bundle {
  name: string;
  messages: boolean;
  /** Path of the script in a page. */
  script: string;
  /** Bytes (brotli) of the script that pages load first, and of all that is loaded before a message is shown. */
  first: number;
  all: number;
}

export interface Bundles {
  /** By path. */
  files: Map<string, Buffer>;
  ours: Bundle;
  /** As peers run here: everything starts, and nothing is shown. */
  quiet: Bundle;
  peers: Bundle[];
}

const bench = join(import.meta.dirname, "..");
/** Keys of two shops: the edge has a message for visitors of the first, and none for those of the second. */
const KEY = "pk_benchshop1_0123456789ab";
export const KEY_WITHOUT_MESSAGE = "pk_benchshop2_0123456789ab";
const scriptFor = (key: string) => `/vitrine.js?shop=${key}&consent=not-required`;

export async function bundles(): Promise<Bundles> {
  const files = new Map<string, Buffer>();
  const ours = await buildOurs(files);
  const built: Bundle[] = [];
  for (const [i, peer] of peers.entries()) built.push(await buildPeer(peer, `/peer-${i}.js`, files));
  const quiet = { ...ours, name: "ours, no message to show", script: scriptFor(KEY_WITHOUT_MESSAGE) };
  return { files, ours, quiet, peers: built };
}

async function buildOurs(files: Map<string, Buffer>): Promise<Bundle> {
  const outDir = join(bench, "results/.bundles/assets");
  mkdirSync(outDir, { recursive: true });
  const { sizes } = (await buildSdk({ outDir })) as { sizes: Record<string, number> };
  for (const file of readdirSync(outDir)) files.set(`/${file}`, readFileSync(join(outDir, file)));
  const { vitrine = 0, onsite = 0, renderer = 0 } = sizes;
  return {
    name: "ours",
    messages: true,
    script: scriptFor(KEY),
    first: vitrine,
    all: vitrine + onsite + renderer,
  };
}

async function buildPeer(
  { name, messages, code, later = [] }: Peer,
  path: string,
  files: Map<string, Buffer>,
) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: bench },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const script = Buffer.from(outputFiles[0]!.contents);
  files.set(path, script);
  const first = brotliCompressSync(script).length;
  const rest = later.map(
    (file) => brotliCompressSync(readFileSync(join(bench, "node_modules", file))).length,
  );
  return { name, messages, script: path, first, all: rest.reduce((sum, bytes) => sum + bytes, first) };
}
