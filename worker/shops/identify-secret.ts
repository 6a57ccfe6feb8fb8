/**
 * The secret with which a shop's server signs who is signed in. It is kept nowhere: it follows from the Worker's own
 * secret and a number, which grows when the owner wants another one.
 */
const ENCODER = new TextEncoder();

export const hmacKey = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", ENCODER.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);

/** 64 hexadecimal digits. */
export async function identifySecret(authSecret: string, shop: string, version: number): Promise<string> {
  const key = await hmacKey(authSecret);
  const bytes = await crypto.subtle.sign("HMAC", key, ENCODER.encode(`identify ${shop} ${version}`));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
