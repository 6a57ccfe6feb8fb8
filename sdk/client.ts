/** The client: wires collecting, sending and deciding together, and gives a shop's pages the API. No globals. */
import type { Line, SignalBody } from "../core/signals/catalogue";
import type { VisitAnswer } from "../core/signals/wire";
import { cart, emptyCart, setCart } from "./collect/cart";
import {
  looked,
  reportEngagement,
  startEngagement,
  tickEngagement,
  watchEngagement,
} from "./collect/engagement";
import { arrive, type Order, once, order, page, search, startFacts, viewProduct } from "./collect/facts";
import { readPage, searchTerm, watchNavigation } from "./collect/page";
import { describedProduct, leaveMarkup } from "./collect/product";
import { allowed, type Choice, consent, implyConsent, openConsent, sayConsent, setMode } from "./consent";
import type { Decider } from "./decide";
import { read } from "./local";
import { loadCollect, loadOnsite } from "./parts";
import { listen, safe } from "./safe";
import { erase, keep, persist, recall, touchVisit } from "./storage";
import { connect, endQueue, forget, leave, record, soon } from "./transport";

export interface ClientOptions {
  /** The Worker, such as `https://vitrine.example.workers.dev`. */
  origin: string;
  /** The shop's public key, `pk_…`. */
  shop: string;
  /** Whether visitors need not be asked. The edge holds the shop's own setting against it. */
  consentImplied: boolean;
}

type Values = NonNullable<Extract<SignalBody, { type: "event" }>["properties"]>;
type Identity = Omit<Extract<SignalBody, { type: "identify" }>, "type">;

export type { Line, Order };

/** What pages call. Amounts are integers in the currency's minor unit (cents). */
export interface Vitrine {
  track(name: string, properties?: Values): void;
  identify(identity: Identity): void;
  set(attributes: Values): void;
  /** The whole cart as it is now. */
  cart(lines: Line[], currency?: string): void;
  order(order: Order): void;
  /** Starts or ends the visit; what is not given counts as no. */
  consent(choice: Choice): void;
  /** Shows a message that the edge has for this visitor, whatever its moment. Nothing happens where there is none. */
  show(message: string): void;
  /** `shown`, `clicked`, `closed`, `submitted` or `segment`. Gives back what ends it. */
  on(event: string, listener: (detail: unknown) => void): () => void;
  /** Segments of this visitor that the shop made visible to its pages. */
  segments(): string[];
  /** Signing out on a shared computer: this browser is nobody again. */
  reset(): void;
}

/** Scripts that write a page's markup late have this many seconds. */
const LATE = 5;

let options: ClientOptions;
let decider: Decider | undefined;
let running = false;
/** Counts page views. */
let view = 0;
let segments: string[] = [];

/** One client a page: the visitor is one, too. */
export function createClient(given: ClientOptions): Vitrine {
  options = given;
  implyConsent(given.consentImplied);
  connect({
    ...given,
    page: () => page,
    answered: safe(answered),
    refused() {
      implyConsent(false);
      running = false;
      erase();
      safe(endQueue)();
      safe(ask)();
    },
  });
  startPage();
  collect();
  safe(open)();

  const api: Vitrine = {
    track: (name, properties) => record({ type: "event", name, properties }),
    identify: (identity) => record({ ...identity, type: "identify" }),
    set: (attributes) => record({ type: "set", attributes }),
    cart: setCart,
    order: placeOrder,
    consent(choice) {
      if (sayConsent(choice) && choice.analytics) record({ ...consent(), type: "consent" });
      consentChanged(true);
    },
    show: (message) => decider?.show(message),
    on(event, listener) {
      const heard = (told: Event) => listener((told as CustomEvent).detail);
      document.addEventListener(`vitrine:${event}`, heard);
      return () => document.removeEventListener(`vitrine:${event}`, heard);
    },
    segments: () => segments,
    reset() {
      leave();
      erase(true);
      decider?.clear();
      segments = [];
      safe(endQueue)();
    },
  };
  // Nothing that a shop passes to us by mistake throws back at it.
  const methods = api as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of Object.keys(methods)) methods[name] = safe(methods[name]!);
  return api;
}

const event = (name: string) => new Promise((done) => document.addEventListener(name, done));

/** Begins once the page is really shown, not only prerendered, and its markup is complete. */
async function open(): Promise<void> {
  if ((document as { prerendering?: boolean }).prerendering) await event("prerenderingchange");
  if (document.readyState === "loading") await event("DOMContentLoaded");
  await collect();
  openConsent();
  startEngagement();
  viewPage();
  consentChanged(false);
  watchNavigation(leavePage, viewPage);
  watchEngagement();
  listen(document, "visibilitychange", shownOrHidden);
  shownOrHidden();
}

let collecting: Promise<unknown> | false;
let look = (): void => {};
/** Loads what watches the shop's platforms, where there are any. Without it, their consent is not known: no. */
function collect(): typeof collecting {
  collecting ||=
    /dataLayer|Shopify|__tcfapi|#vitrine=/.test(Object.keys(window) + location.hash) &&
    loadCollect(options.origin).then(
      ({ watch }) => {
        look = watch({
          page: () => page,
          once,
          viewProduct,
          search,
          order: placeOrder,
          cart,
          setCart,
          allow(choice, stated) {
            setMode(choice);
            consentChanged(stated);
          },
        });
      },
      () => implyConsent(false),
    );
  return collecting;
}

function placeOrder(given: Order): void {
  order(given);
  emptyCart();
}

function startPage(): void {
  view++;
  startFacts();
  startEngagement();
}

/** From now on, what is reported belongs to another page. */
function leavePage(): void {
  reportEngagement();
  if (!allowed()) forget();
  leaveMarkup();
  startPage();
  decider?.clear();
}

function viewPage(): void {
  arrive(readPage());
  look();
  viewProduct(describedProduct(), true);
  const term = searchTerm(location.search);
  if (term) search(term);
  touchVisit();
  record({ type: "page_view", page }, looked.since);
  if (!allowed()) safe(ask)();
}

/** Untargeted messages, for visitors of whom nothing may be known. The answer is the same for all, and cached. */
async function ask(): Promise<void> {
  const { type, language } = page;
  const { origin, shop } = options;
  const query = new URLSearchParams({ shop, type: type!, language: language!.split("-")[0]! });
  const response = await fetch(`${origin}/v1/anonymous?${query}`, { credentials: "omit" });
  const answer: VisitAnswer = await response.json();
  if (!allowed() && answer.v) await answered(answer);
}

async function answered(answer: VisitAnswer): Promise<void> {
  const now = view;
  const before = segments.join();
  segments = answer.segments;
  if (segments.join() !== before) emit("segment", segments);
  if (answer.candidates[0])
    decider ??= (await loadOnsite(options.origin)).createDecider({
      now: () => ({ cart: cart(), looked, page }),
      record,
      leave,
      emit,
      recall,
      keep,
    });
  if (view === now) decider?.answer(answer, view);
}

/** Listeners are the document's: an error of theirs is the shop's own, and ends nothing here. */
function emit(event: string, detail: unknown): void {
  document.dispatchEvent(new CustomEvent(`vitrine:${event}`, { detail }));
}

/** Starts the visit with what this page said, or ends it, if the visitor said so in so many words. */
function consentChanged(stated: boolean): void {
  const now = consent();
  const was = running;
  running = now.analytics;
  if (running && !was) {
    persist();
    soon();
  }
  if (!now.analytics && stated && (was || read("visit"))) {
    erase();
    forget();
    decider?.clear();
    safe(endQueue)(now);
  }
}

let clock: ReturnType<typeof setInterval>;
/** Hidden comes before every end that a page may have, if there is time for anything. */
function shownOrHidden(): void {
  clearInterval(clock);
  if (!document.hidden) {
    clock = setInterval(safe(tick), 1000);
    return;
  }
  if (allowed()) touchVisit();
  reportEngagement();
  leave();
}

function tick(): void {
  tickEngagement();
  collect();
  look();
  if (looked.active < LATE) viewProduct(describedProduct(), true);
  decider?.check();
}
