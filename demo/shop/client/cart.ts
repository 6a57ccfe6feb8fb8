/** The cart: lines and a code, kept in this browser, the same in all its tabs. */
import type { Line } from "../bill";
import { countOf } from "../bill";
import { couponPercent, normalCoupon } from "../coupons";
import type { Item } from "../item";
import { reportCartChange } from "./data-layer";
import { onForeignChange, read, write } from "./storage";

interface Cart {
  lines: Line[];
  coupon?: string;
}

const listeners = new Set<() => void>();

onForeignChange("cart", changed);

export const cart = (): Cart => read<Cart>("cart") ?? { lines: [] };
export const cartCount = (): number => countOf(cart().lines);
export const keyOf = ({ id, variant }: Item): string => `${id}|${variant ?? ""}`;

export function addToCart(item: Item, quantity: number): void {
  const { lines, coupon } = cart();
  const there = lines.find((line) => keyOf(line) === keyOf(item));
  if (there) there.quantity += quantity;
  else lines.push({ ...item, quantity });
  save({ lines, coupon });
  reportCartChange("add_to_cart", item, quantity);
}

/** 0 takes the line out. */
export function setQuantity(key: string, quantity: number): void {
  const { lines, coupon } = cart();
  const line = lines.find((one) => keyOf(one) === key);
  if (!line || quantity === line.quantity) return;
  const change = quantity - line.quantity;
  line.quantity = quantity;
  save({ lines: lines.filter((one) => one.quantity > 0), coupon });
  reportCartChange(change > 0 ? "add_to_cart" : "remove_from_cart", line, Math.abs(change));
}

/** False when the shop does not know the code. */
export function applyCoupon(typed: string): boolean {
  const coupon = normalCoupon(typed);
  if (couponPercent(coupon) === 0) return false;
  save({ lines: cart().lines, coupon });
  return true;
}

export const removeCoupon = (): void => save({ lines: cart().lines });
export const clearCart = (): void => save({ lines: [] });

/** Until `left`, when there is one: the moment when the visitor goes on to another page. */
export function onCartChange(listener: () => void, left?: AbortSignal): void {
  listeners.add(listener);
  left?.addEventListener("abort", () => listeners.delete(listener));
}

function save(next: Cart): void {
  write("cart", next);
  changed();
}

function changed(): void {
  for (const listener of listeners) listener();
}
