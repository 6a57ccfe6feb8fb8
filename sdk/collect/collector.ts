/** What a collector of a platform reports to. Each is a file of its own, loaded in shops that have its platform. */
import type { Line, ProductSeen, SignalBody } from "../../core/signals/catalogue";
import type { PageContext } from "../../core/signals/wire";
import type { Choice } from "../consent";
import type { Cart } from "./cart";
import type { Order } from "./facts";

export interface Findings {
  page(): PageContext;
  /** Reports a fact of this page, unless it was reported under this key. */
  once(body: SignalBody, key?: string): void;
  /** `described`: what others say first is then the same product under another id. */
  viewProduct(product: ProductSeen, described?: boolean): void;
  search(query: string): void;
  order(order: Order): void;
  cart(): Cart;
  setCart(lines: Line[], currency?: string): void;
  /** `stated`: by the visitor just now, not as a default. */
  allow(choice: Choice, stated: boolean): void;
}

/** Starts to watch. What it returns looks again at everything, and is called once a page and every second. */
export type Collector = (findings: Findings) => () => void;
