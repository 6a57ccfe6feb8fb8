/** Signatures of webhooks that come in. */

const encoder = new TextEncoder();

/** Whether it is the base64 of the body's HMAC-SHA256. The platform compares in constant time. */
export async function isSigned(
  body: ArrayBuffer,
  signature: string | undefined,
  secret: string,
): Promise<boolean> {
  const given = bytesOf(signature);
  if (!given) return false;
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  return crypto.subtle.verify("HMAC", key, given, body);
}

export async function digestOf(body: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", body);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOf(base64: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  try {
    return base64 ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}
