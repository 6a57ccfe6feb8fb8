/** The codes that this shop takes at its till. */
import { majorUnits } from "./money";

const percentOff: Record<string, number> = { WELCOME10: 10, EXTRA10: 10 };

export function couponPercent(code: string | undefined): number {
  return code && Object.hasOwn(percentOff, code) ? (percentOff[code] ?? 0) : 0;
}

export const normalCoupon = (typed: string): string => typed.trim().toUpperCase();

/** Rounded per piece, so that the lines of a bill add up to its total. */
export function discountedPrice(cents: number, code: string | undefined): number {
  return Math.round(majorUnits(cents) * (100 - couponPercent(code)));
}
