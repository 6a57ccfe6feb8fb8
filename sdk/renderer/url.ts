/** Lets through only addresses that cannot run a script. The URL parser drops tabs and newlines as browsers do. */
function parsed(raw: string): URL | undefined {
  try {
    return new URL(raw, document.baseURI);
  } catch {
    return undefined;
  }
}

/** http(s) and relative addresses. */
export const pageUrl = (raw: string) => allowed(parsed(raw), /^https?:$/);

/** Those, and mail and phone links. */
export const linkUrl = (raw: string) => allowed(parsed(raw), /^(https?|mailto|tel):$/);

/** https, or from the page's own origin. */
export function imageUrl(raw: string): string | undefined {
  const url = parsed(raw);
  return url?.origin === new URL(document.baseURI).origin ? pageUrl(raw) : allowed(url, /^https:$/);
}

const allowed = (url: URL | undefined, schemes: RegExp): string | undefined =>
  url && schemes.test(url.protocol) ? url.href : undefined;
