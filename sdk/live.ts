/** The live facts: what is known only in the page, at this instant. */
import type { LiveFacts } from "../core/rules/live";
import type { PageContext } from "../core/signals/wire";
import type { Cart } from "./collect/cart";
import { listen } from "./safe";

export interface LiveSources {
  now(): {
    cart: Cart;
    looked: { since: number; active: number; depth: number };
    page: PageContext;
  };
}

/** When the visitor last did anything; at first, when this was loaded. */
let acted = Date.now();

export function watchActs(): void {
  listen(window, "pointerdown pointermove keydown scroll", () => {
    acted = Date.now();
  });
}

/** `leaving`: at this instant the visitor seems to go. */
export function liveFacts({ now }: LiveSources, leaving: boolean) {
  const { cart, looked, page } = now();
  const { lines, total } = cart;
  const { since, active, depth } = looked;
  const { url, type, product, category } = page;
  let quantity = 0;
  for (const line of lines) quantity += line.quantity;
  return {
    seconds_on_page: secondsSince(since),
    active_seconds: active,
    inactive_seconds: secondsSince(Math.max(since, acted)),
    exit_intent: leaving,
    scroll_depth: depth,
    // An empty cart has a total; one with an unknown price has none.
    cart_total: lines[0] ? total || undefined : 0,
    cart_quantity: quantity,
    cart_lines: lines.length,
    cart_contains: lines.map((line) => line.product),
    page_url: url,
    page_type: type,
    page_product: product,
    page_category: category,
  } satisfies LiveFacts;
}

const secondsSince = (instant: number): number => Math.floor((Date.now() - instant) / 1000);
