/** Goes from page to page without loading the document anew: fetches the next one and swaps what differs. */
import { read, write } from "./session";

type Arrival = "load" | "visit" | "traversal";
type OnPage = (arrival: Arrival) => void;

let onPage: OnPage = () => {};
let underway: AbortController | undefined;
let shown = new URL(location.href);

/** `listener` runs after every page, the first one included. */
export function startNavigation(listener: OnPage): void {
  onPage = listener;
  history.scrollRestoration = "manual";
  if (!history.state?.key) history.replaceState({ key: newKey() }, "");
  document.addEventListener("click", followLink);
  document.addEventListener("submit", followForm);
  addEventListener("popstate", () => void traverse());
  addEventListener("pagehide", rememberScroll);
  const [entry] = performance.getEntriesByType("navigation");
  const restored = entry instanceof PerformanceNavigationTiming && entry.type !== "navigate";
  arrive(restored && entry.type === "back_forward" ? "traversal" : "load");
  if (restored) restoreScroll();
}

export async function visit(address: string, { replace = false } = {}): Promise<void> {
  const url = new URL(address, location.href);
  const next = await load(url);
  if (!next) return;
  rememberScroll();
  // State first, as the page's scripts read its address; the swap follows in the same task.
  if (replace) history.replaceState({ key: newKey() }, "", next.url);
  else history.pushState({ key: newKey() }, "", next.url);
  swap(next.document);
  scrollToTarget(url.hash);
  announce();
  arrive("visit");
}

async function traverse(): Promise<void> {
  const url = new URL(location.href);
  const onlyHash = url.pathname === shown.pathname && url.search === shown.search;
  if (onlyHash) return;
  const next = await load(url);
  if (!next) return;
  swap(next.document);
  arrive("traversal");
  restoreScroll();
  announce();
}

function arrive(arrival: Arrival): void {
  onPage(arrival);
  // Afterwards: the page may have tidied its own address.
  shown = new URL(location.href);
}

/** Undefined when a newer navigation overtook this one, or when the browser has to take over. */
async function load(url: URL): Promise<{ document: Document; url: string } | undefined> {
  underway?.abort();
  const mine = new AbortController();
  underway = mine;
  document.documentElement.toggleAttribute("data-loading", true);
  try {
    const response = await fetch(url.pathname + url.search, {
      headers: { accept: "text/html" },
      signal: mine.signal,
    });
    if (!response.headers.get("content-type")?.startsWith("text/html")) throw new Error("Not a page");
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    return { document: parsed, url: url.pathname + url.search + url.hash };
  } catch {
    if (!mine.signal.aborted) location.assign(url);
    return undefined;
  } finally {
    if (underway === mine) document.documentElement.toggleAttribute("data-loading", false);
  }
}

const swappedInHead =
  'link[rel=canonical], meta[name=description], meta[name=robots], meta[property^="og:"], script[type="application/ld+json"]';

function swap(next: Document): void {
  document.title = next.title;
  for (const old of document.head.querySelectorAll(swappedInHead)) old.remove();
  for (const fresh of next.head.querySelectorAll(swappedInHead)) document.head.appendChild(fresh);
  const main = next.querySelector("main");
  if (main) document.querySelector("main")?.replaceWith(main);
  for (const dialog of document.querySelectorAll("dialog[open]"))
    if (dialog instanceof HTMLDialogElement) dialog.close();
}

function announce(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = document.title;
}

function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const plainClick =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plainClick || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  void visit(url.href, { replace: url.href === location.href });
}

function followForm(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented || form.method !== "get") return;
  const url = new URL(form.action);
  url.search = new URLSearchParams(
    [...new FormData(form)].map(([name, value]) => [name, String(value)]),
  ).toString();
  event.preventDefault();
  void visit(url.href);
}

function scrollToTarget(hash: string): void {
  const target = hash ? document.getElementById(hash.slice(1)) : null;
  if (target) target.scrollIntoView();
  else scrollTo({ top: 0, behavior: "instant" });
}

function rememberScroll(): void {
  write(`scroll:${history.state?.key}`, scrollY);
}

function restoreScroll(): void {
  scrollTo({ top: read<number>(`scroll:${history.state?.key}`) ?? 0, behavior: "instant" });
}

const newKey = (): string => crypto.getRandomValues(new Uint32Array(2)).join("");
