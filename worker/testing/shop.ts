/** A shop to test with, and a browser that sends it signals as the SDK does. */
import { env, listDurableObjectIds, runDurableObjectAlarm } from "cloudflare:test";
import type { MessageDesign } from "../../core/messages/message";
import { exitOffer } from "../../core/messages/templates/exit-offer";
import type { Rule } from "../../core/rules/rule";
import type { SignalBody } from "../../core/signals/catalogue";
import type { VisitAnswer } from "../../core/signals/wire";
import { createShop } from "../members/create-shop";
import { publishShop } from "../visit/publish";
import { ask } from "./ask";

export const ORIGIN = "https://shop.example";
const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36";

export interface TestShop {
  id: string;
  key: string;
}

export async function aShop(
  options: {
    segments?: Record<string, Rule>;
    messages?: Record<string, Partial<MessageDesign>>;
    consent?: "required";
  } = {},
): Promise<TestShop> {
  const shop = await createShop(env, {
    name: "Shop",
    currency: "EUR",
    timeZone: "Europe/Berlin",
    consent: options.consent ?? "not_required",
    origin: ORIGIN,
  });
  await change(shop, options);
  return shop;
}

/** Saves and publishes segments and live messages, replacing those of the same id. */
export async function change(
  shop: TestShop,
  {
    segments = {},
    messages = {},
  }: { segments?: Record<string, Rule>; messages?: Record<string, Partial<MessageDesign>> },
): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("UPDATE shops SET revision = revision + 1 WHERE id = ?1").bind(shop.id),
    ...Object.entries(segments).map(([id, rule]) =>
      env.DB.prepare(
        `INSERT OR REPLACE INTO segments (shop, id, name, kind, rule, visible, version, created_at, updated_at)
         VALUES (?1, ?2, ?2, 'dynamic', ?3, 1, 1, 0, 0)`,
      ).bind(shop.id, id, JSON.stringify(rule)),
    ),
    ...Object.entries(messages).map(([id, design]) =>
      env.DB.prepare(
        `INSERT OR REPLACE INTO messages (shop, id, name, status, priority, draft, published, version, created_at, updated_at)
         VALUES (?1, ?2, ?2, 'live', 1, ?3, ?3, 1, 0, 0)`,
      ).bind(
        shop.id,
        id,
        JSON.stringify({ ...exitOffer.design, control: 0, frequency: { stopAfter: [] }, ...design }),
      ),
    ),
  ]);
  await publishShop(env, shop.id);
}

export interface Sent {
  status: number;
  body: VisitAnswer & { type?: string; errors?: { path: string; reason: string }[] };
}

/** One browser: a visitor id, a queue that numbers, and a page. */
export function aBrowser(shop: TestShop, visitor = newVisitor()) {
  let n = 0;
  const queue = visitor.slice(0, 8);
  const page = { url: `${ORIGIN}/p/tent`, type: "product" };
  const browser = {
    visitor,
    request(signals: SignalBody[], extra: Record<string, unknown> = {}): Record<string, unknown> {
      const sent = Date.now();
      return {
        v: 1,
        key: shop.key,
        visitor,
        home: "weur",
        queue,
        sent,
        consent: { analytics: true, marketing: false },
        page,
        signals: signals.map((signal) => ({ ...signal, n: ++n, at: sent })),
        ...extra,
      };
    },
    async post(body: unknown, headers: Record<string, string> = {}): Promise<Sent> {
      const response = await ask("https://vitrine.example/v1/visit", {
        method: "POST",
        headers: { origin: ORIGIN, "content-type": "text/plain", "user-agent": CHROME, ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
        cf: { country: "AT", city: "Vienna", timezone: "Europe/Vienna", isEUCountry: "1" } as never,
      });
      return { status: response.status, body: await response.json() };
    },
    tell: (...signals: SignalBody[]) => browser.post(browser.request(signals)),
  };
  return browser;
}

export const newVisitor = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .slice(0, 22);

export const pageView: SignalBody = { type: "page_view", page: { url: `${ORIGIN}/p/tent`, type: "product" } };

/** Lets every shard send what waits, now instead of by its alarm: in turns, as one may wait for another. */
export async function flushed(): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    let isQuiet = true;
    for (const id of await listDurableObjectIds(env.SHARDS))
      if (await runDurableObjectAlarm(env.SHARDS.get(id))) isQuiet = false;
    if (isQuiet) return;
  }
  throw new Error("the shards do not come to rest");
}
