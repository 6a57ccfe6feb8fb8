/** Two discounts, by days from today: one that runs, and one that is over, in which people of the past year bought. */
import type { Entry } from "./types";

export interface Discount {
  id: string;
  name: string;
  /** Null: it applies by itself. */
  code: string | null;
  fromDay: number;
  untilDay: number;
  products: readonly Entry["id"][];
}

export const discounts: readonly Discount[] = [
  {
    id: "sleep-warm",
    name: "Sleep warm",
    code: null,
    fromDay: -6,
    untilDay: 8,
    products: ["FF-2001", "FF-2003", "FF-2006", "FF-2008"],
  },
  {
    id: "first-frost",
    name: "First frost",
    code: "EXTRA10",
    fromDay: -45,
    untilDay: -31,
    products: ["FF-4003", "FF-4004", "FF-4006", "FF-4007", "FF-5002", "FF-5005", "FF-5008"],
  },
];
