/** A shop's header in this isolate's memory: looked at again when it is older than 10 s, so that nothing lives on for long. */
import type { Env } from "../env";
import { configOf } from "./config";
import type { ShopHeader } from "./snapshot";

const FRESH_FOR = 10_000;
const MAX_SHOPS = 10_000;

const known = new Map<
  string,
  { header: ShopHeader | null; at: number; pending?: Promise<ShopHeader | null> }
>();

export function shopHeader(
  env: Env,
  shop: string,
  now: number,
): ShopHeader | null | Promise<ShopHeader | null> {
  const entry = known.get(shop);
  if (entry && now - entry.at < FRESH_FOR) return entry.header;
  // Requests that come while one is looking wait for it instead of looking themselves.
  if (entry?.pending) return entry.pending;
  const pending = look(env, shop, now);
  if (entry) entry.pending = pending;
  return pending;
}

async function look(env: Env, shop: string, now: number): Promise<ShopHeader | null> {
  try {
    const header = await configOf(env, shop).header();
    if (known.size >= MAX_SHOPS) known.clear();
    known.set(shop, { header, at: now });
    return header;
  } catch (error) {
    const entry = known.get(shop);
    if (!entry?.header) throw error;
    // Better a little old than no answer: try again in a second.
    known.set(shop, { header: entry.header, at: now - FRESH_FOR + 1000 });
    return entry.header;
  }
}
