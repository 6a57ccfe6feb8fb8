/**
 * The script tag: reads its own address, starts the client and puts it where pages find it.
 *
 * Pages that call before it is there put this line in front; the calls are made up for:
 * `<script>window.vitrine=window.vitrine||new Proxy({q:[]},{get:(t,k)=>t[k]||((...a)=>{t.q.push([k,...a])})})</script>`
 */
import { createClient, type Vitrine } from "./client";
import { safe } from "./safe";

interface Waiting {
  q?: Iterable<Iterable<unknown>>;
  track?: unknown;
}

function start(): void {
  const page = window as { vitrine?: Vitrine | Waiting };
  const before = page.vitrine as Waiting | undefined;
  // A second tag on the same page does nothing.
  if (before?.track && !before.q) return;
  const { origin, searchParams } = new URL((document.currentScript as HTMLScriptElement).src);
  const vitrine = createClient({
    origin,
    shop: searchParams.get("shop")!,
    consentImplied: searchParams.get("consent") === "not-required",
  });
  page.vitrine = vitrine;
  for (const [name, ...args] of before?.q ?? [])
    (vitrine as unknown as Record<string, (...args: unknown[]) => void>)[name as string]!(...args);
  document.dispatchEvent(new CustomEvent("vitrine:ready", { detail: vitrine }));
}

safe(start)();
