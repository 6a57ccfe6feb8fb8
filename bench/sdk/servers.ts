/** A shop's page, and the edge that serves scripts (brotli, as a CDN does) and answers visits with one message bar. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { brotliCompressSync } from "node:zlib";
import { announcementBar } from "../../core/messages/templates/announcement-bar";
import type { Candidate, VisitAnswer, VisitRequest } from "../../core/signals/wire";
import { KEY_WITHOUT_MESSAGE } from "./bundles";

export const SHOP_PORT = 9490;
export const EDGE_PORT = 9491;

/** A product page with some text; `?script=` names what it loads. */
function page(script: string | null): string {
  const tag = script ? `<script async src="http://localhost:${EDGE_PORT}${script}"></script>` : "";
  const words =
    "<p>A free-standing tent for two that pitches in four minutes, inner and fly together.</p>".repeat(40);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tent</title><link rel="icon" href="data:,">${tag}</head><body><h1>Tent</h1>${words}</body></html>`;
}

async function visit(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { key } = JSON.parse(await text(request)) as VisitRequest;
  response.setHeader("content-type", "application/json").end(answer(key !== KEY_WITHOUT_MESSAGE));
}

function answer(withMessage: boolean): string {
  const { kind, frequency, variants } = announcementBar.design;
  const candidate: Candidate = {
    message: "bar",
    variant: "a",
    kind,
    interrupts: false,
    trigger: { on: "load" },
    frequency,
    seen: { person: 0, visit: 0 },
    content: variants[0]!.content,
  };
  const found: VisitAnswer = {
    v: 1,
    now: Date.now(),
    segments: [],
    candidates: withMessage ? [candidate] : [],
  };
  return JSON.stringify(found);
}

export async function serve(files: ReadonlyMap<string, Buffer>): Promise<() => void> {
  const compressed = new Map([...files].map(([path, file]) => [path, brotliCompressSync(file)]));
  const shop = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("content-type", "text/html; charset=utf-8").end(page(searchParams.get("script")));
  });
  const edge = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("access-control-allow-origin", "*").setHeader("timing-allow-origin", "*");
    if (pathname === "/v1/visit") return void visit(request, response);
    const file = compressed.get(pathname);
    if (!file) return response.writeHead(404).end();
    response.setHeader("content-type", "text/javascript").setHeader("content-encoding", "br").end(file);
  });
  await Promise.all([listen(shop, SHOP_PORT), listen(edge, EDGE_PORT)]);
  return () => {
    for (const server of [shop, edge]) {
      server.closeAllConnections();
      server.close();
    }
  };
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
