/** Which page this is: its address, its type, and when it becomes another one. */
import type { PageContext, PageType } from "../../core/signals/wire";
import { follow, listen, safe } from "../safe";

/** What of a query belongs to the page; the rest may hold personal data. */
const QUERY = /[?&](utm_\w+|q|s|search|\w*query|variant|page)=[^&]*/g;

/** The words of paths that give a page's type away; the first that matches wins. */
const WORDS: Partial<Record<PageType, RegExp>> = {
  home: /^\/(\w\w([-_]\w\w)?\/?)?$/,
  thank_you: /thank|order-(rec|conf)|danke/,
  checkout: /checkout|kasse|payment/,
  cart: /cart|basket|warenkorb/,
  account: /account|konto/,
  product: /produ[cik]t|\/(p|dp|item)\//,
  search: /search|suche/,
  category: /[ck]ategor|collection|\/c\//,
};

export const pageTypeOf = (path: string): PageType =>
  (Object.keys(WORDS) as PageType[]).find((type) => WORDS[type]!.test(path.toLowerCase())) ?? "other";

/** The address without its hash, its query cut to the allow-list. */
export const addressOf = ({
  origin,
  pathname,
  search,
}: Pick<Location, "origin" | "pathname" | "search">): string =>
  origin + pathname + (search.match(QUERY) ?? []).join("").replace(/^&/, "?");

/** What was searched for, by the usual query parameters. */
export const searchTerm = (search: string): string | null =>
  new URLSearchParams(search.replace(/([?&])(s|search|\w*query)=/, "$1q=")).get("q");

/** The same search, however it is written. */
export const searchKey = (query: string): string => query.trim().toLowerCase();

let canonical: string | undefined;

/** The page as it is now. Single-page shops leave an old canonical link behind: it counts only where it is new. */
export function readPage(): PageContext {
  const { origin, search, host } = location;
  const { referrer, title, documentElement } = document;
  let { pathname } = location;
  const link = document.querySelector<HTMLLinkElement>("[rel=canonical]")?.href ?? "";
  if (link !== canonical && link.startsWith(`${origin}/`)) pathname = new URL(link).pathname;
  const first = canonical === undefined;
  canonical = link;
  return {
    url: addressOf({ origin, pathname, search }),
    title,
    type: searchTerm(search) ? "search" : pageTypeOf(pathname),
    referrer: (first && referrer.split("/")[2] !== host && referrer) || undefined,
    language: documentElement.lang || navigator.language,
  };
}

/**
 * Tells each navigation after the first once: an address that differs in more than its hash, or a page that comes back
 * from the back/forward cache. `left` comes at once, `viewed` when the shop had time to set the title.
 */
export function watchNavigation(left: () => void, viewed: () => void): void {
  let address = addressOf(location);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Called with an event, or the shop's state. */
  const moved = (event?: unknown) => {
    const before = address;
    address = addressOf(location);
    if (address === before && !(event as PageTransitionEvent | undefined)?.persisted) return;
    // A redirect within the shop is one navigation.
    if (timer) clearTimeout(timer);
    else left();
    timer = setTimeout(() => {
      timer = undefined;
      safe(viewed)();
    }, 50);
  };
  follow(history, "pushState", moved);
  follow(history, "replaceState", moved);
  listen(window, "popstate pageshow", moved);
}
