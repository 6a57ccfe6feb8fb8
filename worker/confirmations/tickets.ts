/** The ticket of a link that somebody opened, shown by the browser in which they did. */
import { MINUTE } from "../../core/time/zone";
import type { Env } from "../env";
import { readSigned } from "./tokens";

/** From the click until the shop's page must have shown it. */
export const TICKET_LIFETIME = 15 * MINUTE;

/** The address whose link a browser opened, once for one browser; undefined where the ticket is not good for it. */
export async function addressOfTicket(
  env: Env,
  shop: string,
  ticket: string,
  visitor: string,
  now: number,
): Promise<string | undefined> {
  const read = await readSigned(env, shop, "ticket", ticket);
  if (!read || now - read.at > TICKET_LIFETIME) return undefined;
  const browser = await hashOf(`${shop} ${visitor}`);
  const row = await env.DB.prepare(
    `UPDATE confirmations SET used_by = ?4 WHERE id = ?1 AND shop = ?2 AND confirmed_at = CAST(?3 AS INTEGER)
     AND coalesce(used_by, ?4) = ?4 RETURNING email`,
  )
    .bind(read.id, shop, read.at, browser)
    .first<{ email: string }>();
  return row?.email;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
