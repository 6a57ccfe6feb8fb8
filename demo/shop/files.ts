/** The shop's own scripts and style sheet, bundled in memory when it starts; and its pictures, drawn when asked for. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { productBySlug } from "../catalogue";
import type { ColourName } from "../catalogue/types";
import { heroSvg, productSvg, type Scheme } from "./illustrations";

export interface StaticFile {
  type: string;
  body: string;
  /** Addresses with a hash of their content may be kept for ever. */
  immutable: boolean;
}

export interface Bundles {
  files: Map<string, StaticFile>;
  /** Addresses for the document's head. */
  addresses: { style: string; head: string; shop: string };
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export async function bundle(): Promise<Bundles> {
  const result = await build({
    entryPoints: {
      head: here("./client/head.ts"),
      shop: here("./client/shop.ts"),
      style: here("./styles/style.css"),
    },
    outdir: "/",
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
    logLevel: "silent",
  });
  const files = new Map<string, StaticFile>();
  const addressOf = (path: string): string => {
    const body = result.outputFiles.find((file) => file.path.endsWith(path))?.text ?? "";
    const type = path.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    files.set(path, { type, body, immutable: true });
    return `${path}?v=${createHash("sha256").update(body).digest("hex").slice(0, 10)}`;
  };
  return {
    files,
    addresses: { style: addressOf("/style.css"), head: addressOf("/head.js"), shop: addressOf("/shop.js") },
  };
}

/** `/images/<slug>.svg`, with `?scheme=dark` and `?colour=Rust` for its other looks. */
export function pictureAt({ pathname, searchParams }: URL): StaticFile | undefined {
  const scheme: Scheme = searchParams.get("scheme") === "dark" ? "dark" : "light";
  const slug = /^\/images\/([a-z0-9-]+)\.svg$/.exec(pathname)?.[1];
  if (!slug) return undefined;
  if (slug === "hero") return svg(heroSvg(scheme));
  const product = productBySlug(slug);
  if (!product) return undefined;
  const asked = searchParams.get("colour");
  const colour: ColourName = product.colours.find((name) => name === asked) ?? product.colours[0];
  return svg(productSvg(product.picture, colour, scheme));
}

export const smallFiles: ReadonlyMap<string, StaticFile> = new Map([
  [
    "/favicon.svg",
    svg(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#234f42"/><path d="M4 24 12 10l4.5 8 3-5L28 24Z" fill="#f6f3ec"/></svg>',
    ),
  ],
  [
    "/site.webmanifest",
    {
      type: "application/manifest+json",
      immutable: false,
      body: JSON.stringify({
        name: "Fjell & Fjord",
        short_name: "Fjell & Fjord",
        start_url: "/",
        display: "browser",
        icons: [{ src: "/favicon.svg", type: "image/svg+xml", sizes: "any" }],
      }),
    },
  ],
  [
    "/robots.txt",
    { type: "text/plain; charset=utf-8", immutable: false, body: "User-agent: *\nDisallow:\n" },
  ],
]);

function svg(body: string): StaticFile {
  return { type: "image/svg+xml", body, immutable: false };
}
