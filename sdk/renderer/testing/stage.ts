/** A browser and a server with a strict CSP, on which tests show messages and see what the visitor sees. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { HOST_PAGES, type HostPageName, hostPage } from "./host-pages";

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
].join("; ");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
];

export interface StageDoor {
  /** A fresh visitor on a host page. */
  visit(page: HostPageName, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openStage(): Promise<StageDoor> {
  const server = await serve();
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [...FLAGS, "--disable-sync", "--disable-quic"],
  });
  return {
    async visit(name, options) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      await page.goto(`http://localhost:${port}/${name}`);
      await page.waitForFunction(() => "stage" in window);
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const HERO = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000" viewBox="0 0 800 1000">
<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#f3d9bd"/><stop offset=".55" stop-color="#d8a98a"/>
<stop offset="1" stop-color="#8b7a78"/></linearGradient></defs><rect width="800" height="1000" fill="url(#s)"/>
<circle cx="560" cy="330" r="70" fill="#fff3dd" opacity=".9"/><path d="M0 600 170 430 330 560 520 380 800 620V1000H0z" fill="#7d8a86"/>
<path d="M0 720 240 560 470 720 640 610 800 700V1000H0z" fill="#4f625a"/><path d="M0 860 300 740 560 850 800 780V1000H0z" fill="#2b3c34"/></svg>`;

async function serve() {
  const require = createRequire(import.meta.url);
  const script = await build({
    entryPoints: [new URL("./page.ts", import.meta.url).pathname],
    ...{ bundle: true, format: "esm", target: "es2022", write: false, minify: true },
  });
  const files: Record<string, [type: string, body: string | Uint8Array]> = {
    "/page.js": ["text/javascript", script.outputFiles[0]!.contents],
    "/axe.js": ["text/javascript", await readFile(require.resolve("axe-core/axe.min.js"))],
    "/inter.woff2": [
      "font/woff2",
      await readFile(require.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2")),
    ],
    "/hero.svg": ["image/svg+xml", HERO],
  };
  for (const name of Object.keys(HOST_PAGES) as HostPageName[]) {
    files[`/${name}`] = ["text/html; charset=utf-8", hostPage(name)];
    files[`/${name}.css`] = ["text/css", HOST_PAGES[name].css];
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ""] ?? ["", ""];
    response.writeHead(type ? 200 : 404, { "content-type": type, "content-security-policy": CSP });
    response.end(body);
  });
  // Test files run side by side: each takes the first free port of this folder's share.
  for (let port = 9300; port < 9400; port++) {
    const free = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    server.removeAllListeners("error");
    if (free) return server;
    server.removeAllListeners("listening");
  }
  throw new Error("No free port between 9300 and 9399");
}
