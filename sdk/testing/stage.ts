/**
 * A shop and an edge on two origins of this machine, and a browser between them. The edge is the other side of the
 * wire: it writes down what it is asked, counts each number of a queue once, and answers as a test tells it to.
 */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { Signal } from "../../core/signals/catalogue";
import type { Candidate, VisitRequest } from "../../core/signals/wire";
import { buildSdk } from "../build.mjs";
import type { Vitrine } from "../client";

const FLAGS =
  "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --disable-quic";

/** The page's window, as its scripts see it. */
export type Shop = { dataLayer: unknown[]; vitrine: Vitrine };

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body?: VisitRequest;
}
/** Answers instead of the edge; undefined leaves it to the edge. */
type Fault = (asked: Asked, response: ServerResponse) => boolean | undefined;

export interface ShopRequest {
  method: string;
  url: URL;
  body: string;
}
export interface ShopAnswer {
  /** The document; the tag goes into its head. */
  html?: string;
  json?: unknown;
  cookies?: string[];
  /** Where the browser goes on. */
  location?: string;
}

export interface Stage {
  asked: Asked[];
  /** The bodies of visits, and their signals in the order of their arrival. */
  visits(): VisitRequest[];
  signals(): Signal[];
  /** Signals as the edge counts them: each number of a queue once. */
  counted(): Signal[];
  types(): string[];
  optionsSeen(): number;
  answer: { candidates: Candidate[]; segments: string[] };
  fault?: Fault;
  /** Markup of the shop's pages, by path; the tag is added. */
  pages: Record<string, string>;
  /** A whole shop instead: what it answers, as pages or as data. */
  serve?: (request: ShopRequest) => ShopAnswer | undefined;
  /** Names of the SDK's files. */
  files: Awaited<ReturnType<typeof buildSdk>>["files"];
  tag: string;
  shop: string;
  edge: string;
  visitor(options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext & { errors: string[] }>;
  reset(): void;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const out = join(tmpdir(), `vitrine-sdk-${process.pid}`);
  const { files } = await buildSdk({ outDir: join(out, "assets") });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS.split(" ") });
  let options = 0;
  /** Visitors of tests that are over: what their pages say at their end is nobody's. */
  const gone = new Set<string | undefined>();

  const edgeServer = createServer(async (request, response) => {
    const path = request.url!;
    const origin = request.headers.origin ?? "*";
    response.setHeader("access-control-allow-origin", origin);
    if (request.method === "OPTIONS") options++;
    const file = /^\/([\w-]+\.js)(\?|$)/.exec(path)?.[1];
    if (file) {
      const code = await readFile(join(out, "assets", file)).catch(() => undefined);
      response.writeHead(code ? 200 : 404, { "content-type": "text/javascript" }).end(code);
      return;
    }
    let text = "";
    for await (const chunk of request) text += chunk;
    const asked: Asked = { method: request.method!, path, headers: request.headers };
    if (text) asked.body = JSON.parse(text);
    if (!gone.has(asked.body?.visitor)) stage.asked.push(asked);
    if (stage.fault?.(asked, response)) return;
    response.writeHead(200, { "content-type": "application/json" });
    const kept = asked.body?.kept?.split(",");
    const candidates = stage.answer.candidates.map(({ content, ...candidate }) =>
      candidate.version && kept?.includes(candidate.version) ? candidate : { ...candidate, content },
    );
    response.end(JSON.stringify({ v: 1, now: Date.now(), ...stage.answer, candidates }));
  });
  const shopServer = createServer(async (request, response) => {
    const url = new URL(request.url!, "http://shop");
    const path = url.pathname;
    if (request.method === "OPTIONS") options++;
    let body = "";
    for await (const chunk of request) body += chunk;
    const answer = stage.serve?.({ method: request.method!, url, body });
    if (answer) {
      const { html, json, cookies = [], location } = answer;
      response.setHeader("set-cookie", cookies);
      if (location) response.writeHead(303, { location }).end();
      else if (html)
        response
          .writeHead(200, { "content-type": "text/html", "content-security-policy": csp })
          .end(html.replace("<head>", `<head><meta charset="utf-8">${stage.tag}`));
      else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(json));
      return;
    }
    const page = stage.pages[path] ?? "<title>Shop</title><h1>Shop</h1>";
    response.writeHead(200, { "content-type": "text/html", "content-security-policy": csp });
    response.end(
      `<!doctype html><html lang="de-AT"><head><meta charset="utf-8">${stage.tag}${page}</head><body style=""><div id="tall"></div></body></html>`,
    );
  });
  const edgePort = await listenOn(edgeServer);
  const shopPort = await listenOn(shopServer);
  const edge = `http://localhost:${edgePort}`;
  const csp = `default-src 'none'; script-src 'nonce-n1' ${edge}; connect-src 'self' ${edge}; img-src data:; require-trusted-types-for 'script'`;

  const visits = () => stage.asked.flatMap(({ body }) => body ?? []);
  const signals = () => visits().flatMap((visit) => visit.signals as Signal[]);
  const stage: Stage = {
    asked: [],
    visits,
    signals,
    counted() {
      const seen = new Set<string>();
      return visits().flatMap(({ queue, signals }) =>
        (signals as Signal[]).filter(({ n }) => !seen.has(`${queue} ${n}`) && seen.add(`${queue} ${n}`)),
      );
    },
    types: () => signals().map(({ type }) => type),
    optionsSeen: () => options,
    answer: { candidates: [], segments: [] },
    pages: {},
    files,
    tag: "",
    shop: `http://shop.localhost:${shopPort}`,
    edge,
    async visitor(options) {
      const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...options });
      const errors: string[] = [];
      context.on("page", (page) => page.on("pageerror", (error) => errors.push(String(error))));
      return Object.assign(context, { errors });
    },
    reset() {
      for (const { visitor } of visits()) gone.add(visitor);
      stage.asked.length = 0;
      stage.answer = { candidates: [], segments: [] };
      stage.fault = undefined;
      stage.pages = {};
      stage.serve = undefined;
      stage.tag = tagOf(edge);
    },
    async close() {
      await browser.close();
      edgeServer.closeAllConnections();
      shopServer.closeAllConnections();
      edgeServer.close();
      shopServer.close();
    },
  };
  stage.reset();
  return stage;
}

/** The tag; without a parameter, the shop asks for consent. */
export const tagOf = (edge: string, parameters = "&consent=not-required") =>
  `<script async nonce="n1" src="${edge}/vitrine.js?shop=pk_test${parameters}"></script>`;

export const inline = (code: string) => `<script nonce="n1">${code}</script>`;
export const jsonLd = (value: unknown) =>
  `<script nonce="n1" type="application/ld+json">${typeof value === "string" ? value : JSON.stringify(value)}</script>`;

/** Waits until what a function gives fits. */
export const until = <T>(give: () => T) => expect.poll(give, { timeout: 15_000, interval: 20 });

/** The names of all that the shop's origin stores: localStorage, and what is in IndexedDB. */
export const stored = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(
      Boolean,
    );
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => done(request.result);
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((done) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
        });
        if (values.some((value) => value !== undefined)) names.push(`${name}/${store}`);
      }
      database.close();
    }
    return names.sort();
  });

/** Tests run side by side, in these ports. */
async function listenOn(server: Server): Promise<number> {
  for (let port = 9200; port < 9300; port++) {
    const free = await new Promise((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    server.removeAllListeners("error");
    if (free) return port;
  }
  throw new Error("no port is free from 9200 to 9299");
}

export const aMessage = (changes: Partial<Candidate> = {}): Candidate => ({
  message: "m1",
  variant: "a",
  kind: "popup",
  interrupts: true,
  quiet: false,
  trigger: { on: "load" },
  frequency: { perVisit: 1, stopAfter: ["closed", "submitted"] },
  seen: { person: 0, visit: 0 },
  content: {
    theme: {
      background: "#ffffff",
      text: "#000000",
      accent: "#005500",
      accentText: "#ffffff",
      radius: 4,
      font: "inherit",
    },
    blocks: [
      { type: "heading", text: "Hello", level: 2 },
      { type: "button", text: "No", action: { do: "close" } },
    ],
  },
  ...changes,
});
