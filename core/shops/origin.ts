/** Origins whose pages may send signals, written in one way: `https://shop.example`. */

/** The origin of an address that somebody typed, or why it cannot be one. */
export function readOrigin(raw: string): { origin: string } | { reason: string } {
  const typed = raw.trim();
  const given = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(given) || /[\s\\@]/.test(typed))
    return { reason: "must be an address such as https://shop.example" };
  const url = new URL(given);
  const local = url.hostname === "localhost" || url.hostname.endsWith(".localhost");
  if (url.protocol === "http:" && !local)
    return { reason: "must begin with https:// (http:// is for localhost only)" };
  if (!local && !url.hostname.includes("."))
    return { reason: "must be an address such as https://shop.example" };
  return { origin: url.origin };
}
