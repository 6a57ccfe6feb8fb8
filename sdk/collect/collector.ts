/** What a collector of a platform reports to. Each is a file of its own, loaded in shops that have its platform. */
import type { Line, ProductSeen, SignalBody } from "../../core/signals/catalogue";
import type { PageContext } from "../../core/signals/wire";
import type { Choice } from "../consent";
import type { Visit } from "../storage";
import type { Cart } from "./cart";
import type { Order } from "./facts";

export interface Findings {
  page(): PageContext;
  /** Reports a fact of this page, unless it was reported under this key. */
  once(body: SignalBody, key?: string): void;
  /** `described`: only said by the page's markup, which counts when nobody else reports a product. */
  viewProduct(product: ProductSeen | undefined, described?: boolean): void;
  order(order: Order): void;
  cart(): Cart;
  setCart(lines: Line[], currency?: string): void;
  recall(name: "visit"): Visit | undefined;
  keep(name: "visit", value: Visit): void;
}

export type Tracked = [name: string, properties?: Record<string, unknown>];

/** What the client gives to the one who directs the collectors. */
export interface Sources extends Findings {
  /** `stated`: by the visitor just now, not as a default. */
  allow(choice: Choice, stated: boolean): void;
}

/** What the director gives to each collector: findings in which no other collector's are told again. */
export interface Ears extends Findings {
  /** An event by its name in GA4, with GA4's data. */
  tell(event: string, data: Record<string, unknown>): void;
}

/** Starts to watch. What it returns looks again at everything, and is called once a page and every second. */
export type Collector = (ears: Ears) => () => void;
/** Looks again, or takes what was tracked under a name that may mean more than an event. */
export type Director = (sources: Sources) => (...tracked: Tracked | []) => void;
