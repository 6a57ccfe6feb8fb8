/**
 * What a confirmation link carries: the id of its row, its times and a signature, and nothing of the person. A *link* is
 * mailed; a *ticket* is what the page gives to the browser that opened it, to be shown to the shop's page.
 */
import type { Env } from "../env";
import { hmacKey } from "../shops/identify-secret";

/** What it is good for is signed with it: a link is no ticket. */
type Purpose = "link" | "ticket";
export interface Read {
  id: string;
  /** Of a link when it ends, of a ticket when the link was confirmed (ms). */
  at: number;
}
type Keys = Pick<Env, "AUTH_SECRET" | "AUTH_SECRET_BEFORE">;

const FORM = /^([a-z0-9]{20})\.([a-z0-9]{1,9})\.([\w-]{43})$/;

export async function signed(env: Keys, shop: string, purpose: Purpose, { id, at }: Read): Promise<string> {
  const mac = await crypto.subtle.sign(
    "HMAC",
    await hmacKey(env.AUTH_SECRET),
    textOf(shop, purpose, { id, at }),
  );
  return `${id}.${at.toString(36)}.${base64Url(mac)}`;
}

/** Undefined where it was not signed by us, for this shop and purpose. Nothing is looked up. */
export async function readSigned(
  env: Keys,
  shop: string,
  purpose: Purpose,
  token: string,
): Promise<Read | undefined> {
  const [, id = "", when = "", mac = ""] = FORM.exec(token) ?? [];
  if (id === "") return undefined;
  const read = { id, at: Number.parseInt(when, 36) };
  for (const secret of [env.AUTH_SECRET, env.AUTH_SECRET_BEFORE])
    if (
      secret &&
      (await crypto.subtle.verify("HMAC", await hmacKey(secret), bytesOf(mac), textOf(shop, purpose, read)))
    )
      return read;
  return undefined;
}

const textOf = (shop: string, purpose: Purpose, { id, at }: Read) =>
  new TextEncoder().encode(`confirmation ${purpose} ${shop} ${id} ${at}`);

const base64Url = (raw: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(raw)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
