/** What a cart costs. Pure; amounts in minor units. */
import { discountedPrice } from "./coupons";
import type { Item } from "./item";
import { freeShippingFrom, shippingPrice } from "./money";

export interface Line extends Item {
  quantity: number;
}

export interface Bill {
  /** Before the coupon. */
  subtotal: number;
  discount: number;
  /** Goods after the coupon: what GA4 calls the value. */
  value: number;
  shipping: number;
  total: number;
  /** How much more makes the delivery free; 0 when it is. */
  toFreeShipping: number;
}

export function billOf(lines: readonly Line[], coupon: string | undefined): Bill {
  const subtotal = sum(lines, ({ price, quantity }) => price * quantity);
  const value = sum(lines, ({ price, quantity }) => discountedPrice(price, coupon) * quantity);
  const toFreeShipping = Math.max(0, freeShippingFrom - value);
  const shipping = lines.length === 0 || toFreeShipping === 0 ? 0 : shippingPrice;
  return { subtotal, discount: subtotal - value, value, shipping, total: value + shipping, toFreeShipping };
}

export const countOf = (lines: readonly Line[]): number => sum(lines, ({ quantity }) => quantity);

function sum(lines: readonly Line[], amount: (line: Line) => number): number {
  return lines.reduce((total, line) => total + amount(line), 0);
}
