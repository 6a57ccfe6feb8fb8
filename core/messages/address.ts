/** Which addresses a message may hold: http(s) or relative; nothing that a browser would run. */
export function isWebAddress(raw: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them inside of addresses, so "java\nscript:" runs
  if (raw === "" || /[\u0000-\u0020\\]/.test(raw) || !URL.canParse(raw, "https://shop.invalid/"))
    return false;
  return /^https?:$/.test(new URL(raw, "https://shop.invalid/").protocol);
}

/** The first link of a rich text that goes nowhere good. */
export function badLinkIn(rich: string): string | undefined {
  return [...rich.matchAll(/\]\(([^)]*)\)/g)]
    .map(([, link]) => (link ?? "").trim())
    .find((link) => !isWebAddress(link));
}
