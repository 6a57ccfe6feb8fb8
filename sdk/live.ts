/** The live facts: what is known only in the page, at this instant. */
import type { LiveFacts } from "../core/rules/live";
import type { PageContext } from "../core/signals/wire";
import type { Cart } from "./collect/cart";

export interface LiveSources {
  now(): {
    cart: Cart;
    looked: { since: number; active: number; depth: number };
    page: PageContext;
  };
}

export function liveFacts({ now }: LiveSources) {
  const { cart, looked, page } = now();
  const { lines, total } = cart;
  const { since, active, depth } = looked;
  const { url, type, product, category } = page;
  let quantity = 0;
  for (const line of lines) quantity += line.quantity;
  return {
    seconds_on_page: Math.floor((Date.now() - since) / 1000),
    active_seconds: active,
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
