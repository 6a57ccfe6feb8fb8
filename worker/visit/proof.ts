/**
 * Which identities a request has proof of: a signature of the shop's server that is fresh and right, or the ticket of a
 * confirmation link that was opened in this browser.
 */
import { isFresh, type Proven, proofText, provenIdentities } from "../../core/profiles/proof";
import { confirmedMark } from "../../core/profiles/step";
import { addressOfTicket } from "../confirmations/tickets";
import type { Env } from "../env";
import { hmacKey, identifySecret } from "../shops/identify-secret";
import type { ShopHeader } from "./snapshot";

/** After a change of the secret pages signed with the one before are still under way. */
const OLD_COUNTS_FOR = 24 * 60 * 60 * 1000;
const MAX_KEYS = 1000;
const keys = new Map<string, Promise<CryptoKey>>();

/** Most requests have nothing to prove: their text says so without being read. */
export const mayProve = (body: string): boolean =>
  body.includes('"proof"') || body.includes('"confirmation"');

/** One line for each identity, `kind value`. */
export async function provenIn(env: Env, shop: ShopHeader, body: string, now: number): Promise<string> {
  const { signals = [], visitor } = JSON.parse(body) as { signals?: unknown[]; visitor: string };
  const proven = new Set<string>();
  const ticket = signals.map(ticketOf).find((one) => one !== undefined);
  const address = ticket && (await addressOfTicket(env, shop.id, ticket, visitor, now));
  if (address) proven.add(confirmedMark(address));
  for (const signal of signals.slice(0, 100)) {
    const given = claimOf(signal);
    if (given && isFresh(given, now) && (await isSigned(env, shop, given, now)))
      for (const identity of provenIdentities(given)) proven.add(identity);
  }
  return [...proven].join("\n");
}

function claimOf(signal: unknown): (Proven & { signature: string }) | undefined {
  const { type, proof, customerId, email } = (signal ?? {}) as Record<string, unknown>;
  const { issuedAt, signature } = (proof ?? {}) as Record<string, unknown>;
  if (type !== "identify" || typeof issuedAt !== "number" || typeof signature !== "string") return undefined;
  return {
    ...{ issuedAt, signature },
    ...(typeof customerId === "string" && { customerId }),
    ...(typeof email === "string" && { email }),
  };
}

function ticketOf(signal: unknown): string | undefined {
  const { type, confirmation } = (signal ?? {}) as Record<string, unknown>;
  return type === "identify" && typeof confirmation === "string" ? confirmation : undefined;
}

async function isSigned(
  env: Env,
  { id, identify: { version, since } }: ShopHeader,
  given: Proven & { signature: string },
  now: number,
): Promise<boolean> {
  if (!/^[\da-f]{64}$/i.test(given.signature)) return false;
  const signature = Uint8Array.from(given.signature.match(/../g)!, (digits) => Number.parseInt(digits, 16));
  const text = new TextEncoder().encode(proofText(given));
  const versions = now - since < OLD_COUNTS_FOR ? [version, version - 1] : [version];
  for (const one of versions) {
    const key = await keyOf(env, id, one);
    if (one > 0 && (await crypto.subtle.verify("HMAC", key, signature, text))) return true;
  }
  return false;
}

function keyOf(env: Env, shop: string, version: number): Promise<CryptoKey> {
  const name = `${shop} ${version}`;
  let key = keys.get(name);
  if (!key) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = identifySecret(env.AUTH_SECRET, shop, version).then(hmacKey);
    keys.set(name, key);
  }
  return key;
}
