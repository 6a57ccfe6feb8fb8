/**
 * Secrets of others that must be used again, and so cannot be hashed: sealed with AES-GCM by a key that follows from
 * AUTH_SECRET. A sealed text names its key: after AUTH_SECRET was changed, AUTH_SECRET_BEFORE still opens it.
 */
import type { Env } from "./env";

type Keys = Pick<Env, "AUTH_SECRET" | "AUTH_SECRET_BEFORE">;

interface Key {
  id: string;
  key: CryptoKey;
}

const VERSION = "v1";

/** @param place where it is kept, such as shop and platform: it opens nowhere else */
export async function seal(env: Keys, secret: string, place: string): Promise<string> {
  const { id, key } = await keyFrom(env.AUTH_SECRET);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: bytes(place) },
    key,
    bytes(secret),
  );
  return [VERSION, id, text64(iv), text64(new Uint8Array(sealed))].join(".");
}

/** Undefined when its key is gone, or it was sealed for another place. */
export async function unseal(env: Keys, sealed: string, place: string): Promise<string | undefined> {
  const [version, id, iv = "", content = ""] = sealed.split(".");
  if (version !== VERSION) return undefined;
  for (const secret of [env.AUTH_SECRET, env.AUTH_SECRET_BEFORE]) {
    const known = secret ? await keyFrom(secret) : undefined;
    if (known?.id !== id) continue;
    try {
      const opened = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: bytes64(iv), additionalData: bytes(place) },
        known!.key,
        bytes64(content),
      );
      return new TextDecoder().decode(opened);
    } catch {
      return undefined;
    }
  }
  return undefined;
}

async function keyFrom(secret: string): Promise<Key> {
  const made = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveBits"]);
  const derive = async (info: string) =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        {
          name: "HKDF",
          hash: "SHA-256",
          salt: new Uint8Array(),
          info: bytes(`vitrine sealed secrets ${info}`),
        },
        made,
        256,
      ),
    );
  const [raw, name] = await Promise.all([derive("key"), derive("key id")]);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  return { id: Array.from(name.slice(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(""), key };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text64 = (raw: Uint8Array) => btoa(String.fromCharCode(...raw));
const bytes64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
