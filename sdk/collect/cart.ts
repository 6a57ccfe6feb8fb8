/** The cart as the page knows it, kept between pages, so that additions and removals alone tell the whole of it. */
import type { Line } from "../../core/signals/catalogue";
import { keep, recall } from "../storage";
import { record } from "../transport";

export interface Cart {
  lines: Line[];
  currency?: string;
  /** No number (null, once stored) when a price is not known: half a total would be a wrong one. */
  total?: number | null;
}

export const cart = (): Cart => recall("cart") ?? { lines: [] };

export function setCart(lines: Line[], currency = cart().currency): void {
  let total = 0;
  for (const { price, quantity } of lines) total += price! * quantity;
  const next = { lines, total: Math.round(total), currency };
  if (JSON.stringify(next) === JSON.stringify(cart())) return;
  keep("cart", next);
  record({ ...next, type: "cart" });
}

/** Ordered: the edge empties its own cart. */
export const emptyCart = (): void => keep("cart");
