/** The demo shop: a plain Node server that renders every page as HTML, under a strict Content-Security-Policy. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Bundles, bundle, pictureAt, type StaticFile, smallFiles } from "./files";
import { documentOf } from "./layout";
import { pageAt } from "./routes";
import { securityHeaders } from "./security-headers";

export interface ShopOptions {
  /** 0 takes any free port. */
  port: number;
  /** The complete address of the Vitrine script, such as `http://localhost:8787/vitrine.js?shop=pk_demo`. */
  tag?: string;
  /** Whom the Content-Security-Policy lets in; the origin of `tag` when left out. */
  vitrineOrigin?: string;
}

export interface RunningShop {
  /** For browsers: they know every name below `localhost`, and take this one for another site than `localhost`. */
  url: string;
  /** For Node's `fetch`, which does not know such names everywhere. */
  localUrl: string;
  close(): Promise<void>;
}

export async function startShop({ port, tag, vitrineOrigin }: ShopOptions): Promise<RunningShop> {
  const bundles = await bundle();
  const headers = securityHeaders(vitrineOrigin ?? (tag ? new URL(tag).origin : undefined));
  const server = createServer((request, response) => {
    const { status, body, ...own } = replyTo(request, bundles, tag);
    response.writeHead(status, { ...headers, ...own, "content-length": Buffer.byteLength(body) }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://shop.localhost:${actual}`,
    localUrl: `http://localhost:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Status and body, and beside them the headers that belong to this answer alone. */
interface Reply {
  status: number;
  body: string;
  "content-type": string;
  "cache-control"?: string;
  allow?: string;
}

function replyTo(request: IncomingMessage, bundles: Bundles, tag: string | undefined): Reply {
  const url = addressOf(request);
  const text = "text/plain; charset=utf-8";
  if (!url) return { status: 400, "content-type": text, body: "Bad request\n" };
  if (request.method !== "GET" && request.method !== "HEAD") {
    return { status: 405, "content-type": text, allow: "GET, HEAD", body: "Method not allowed\n" };
  }
  const file = bundles.files.get(url.pathname) ?? smallFiles.get(url.pathname) ?? pictureAt(url);
  if (file) return fileReply(file);
  const page = pageAt(url);
  const document = documentOf(page, { origin: url.origin, tag, files: bundles.addresses });
  return {
    status: page.status,
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    body: document.text,
  };
}

function fileReply({ type, body, immutable }: StaticFile): Reply {
  const lifetime = immutable ? "public, max-age=31536000, immutable" : "public, max-age=3600";
  return { status: 200, "content-type": type, "cache-control": lifetime, body };
}

function addressOf(request: IncomingMessage): URL | undefined {
  // Not `new URL(path, base)`: a path that begins with "//" would be taken for another host.
  const address = `http://${request.headers.host ?? "localhost"}${request.url ?? "/"}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}
