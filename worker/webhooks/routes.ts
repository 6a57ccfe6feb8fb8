/**
 * Webhooks of shop systems: `/webhooks/shopify/:shop` and `/webhooks/woocommerce/:shop`. What is signed is taken once;
 * what cannot be used is acknowledged and said in the panel, as sending it again would not help; what fails on our
 * side is asked for again.
 */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Json, objectOf } from "../../core/platforms/json";
import type { Platform } from "../db/schema";
import type { AppEnv } from "../http/env";
import { Problem } from "../http/errors";
import { noteError, noteTaken, secretOf } from "./connections";
import { keepDelivery, OLDEST, wasTaken } from "./deliveries";
import { shopifyTopics } from "./shopify";
import { digestOf, isSigned } from "./signature";
import type { Topics } from "./topic";
import { wooTopics } from "./woocommerce";

const MAX_BODY = 2 * 1024 * 1024;

interface PlatformDoor {
  topics: Topics;
  /** Base64 of the HMAC-SHA256 of the body. */
  signature: string;
  topic: string;
  /** When the platform says that it happened (ms), where it does. */
  triggeredAt(header: (name: string) => string | undefined): number | undefined;
  /** The same for a delivery that comes again. */
  idOf(header: (name: string) => string | undefined, body: Json, digest: string): string;
}

const doors: Record<Platform, PlatformDoor> = {
  shopify: {
    topics: shopifyTopics,
    signature: "x-shopify-hmac-sha256",
    topic: "x-shopify-topic",
    triggeredAt: (header) => Date.parse(header("x-shopify-triggered-at") ?? "") || undefined,
    idOf: (header, _, digest) => header("x-shopify-webhook-id")?.slice(0, 100) ?? digest,
  },
  woocommerce: {
    topics: wooTopics,
    signature: "x-wc-webhook-signature",
    topic: "x-wc-webhook-topic",
    triggeredAt: () => undefined,
    // Its own id of a delivery is not unique.
    idOf: (header, body, digest) =>
      `${header("x-wc-webhook-topic")?.slice(0, 50)} ${String(body.id).slice(0, 50)} ${digest}`,
  },
};

export const webhookRoutes = new Hono<AppEnv>().post(
  "/:platform/:shop",
  bodyLimit({
    maxSize: MAX_BODY,
    onError: () => {
      throw new Problem("too-large", `A delivery has at most ${MAX_BODY} bytes.`);
    },
  }),
  async (c) => {
    const { platform, shop } = c.req.param();
    if (!Object.hasOwn(doors, platform)) throw new Problem("not-found");
    return receive(c, platform as Platform, shop);
  },
);

async function receive(c: Context<AppEnv>, platform: Platform, shop: string): Promise<Response> {
  const now = Date.now();
  const { topics, ...door } = doors[platform];
  const header = (name: string) => c.req.header(name);
  const raw = await c.req.arrayBuffer();
  const signature = header(door.signature);
  // WooCommerce tries the address when a webhook is made, without signing, and says nothing else by it.
  if (platform === "woocommerce" && signature === undefined && isPing(raw)) return c.json({ ok: true });
  const secret = await secretOf(c.env, shop, platform);
  if (secret === undefined) throw new Problem("not-found", "Nothing is connected here.");
  if (!(await isSigned(raw, signature, secret))) {
    await noteError(c.env, shop, platform, "signature", now);
    throw new Problem("signature", "The secret that signed this is not the one that the shop gave us.");
  }
  const topic = header(door.topic)?.slice(0, 100) ?? "";
  const triggeredAt = door.triggeredAt(header);
  const body = readJson(raw);
  const handler = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  if (!handler) return c.json({ ok: true, ignored: "topic" });
  if (body === undefined) {
    await noteError(c.env, shop, platform, "malformed", now);
    return c.json({ ok: true, ignored: "body" });
  }
  if (triggeredAt !== undefined && now - triggeredAt > OLDEST) return c.json({ ok: true, ignored: "age" });
  const id = door.idOf(header, body, await digestOf(raw));
  if (await wasTaken(c.env, shop, platform, id)) return c.json({ ok: true, ignored: "repeated" });
  const outcome = await handler({ env: c.env, shop, platform, id, topic, body, now });
  await keepDelivery(c.env, shop, platform, id, now);
  await noteTaken(c.env, shop, platform, topic, now);
  if (outcome) await noteError(c.env, shop, platform, outcome.reason, now);
  return c.json({ ok: true });
}

const isPing = (raw: ArrayBuffer): boolean =>
  raw.byteLength < 100 && /^webhook_id=\d+$/.test(new TextDecoder().decode(raw));

function readJson(raw: ArrayBuffer): Json | undefined {
  try {
    return objectOf(JSON.parse(new TextDecoder().decode(raw)));
  } catch {
    return undefined;
  }
}
