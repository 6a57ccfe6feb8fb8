import { minorUnits as read } from "../collect/money";

/** A price as an integer in the currency's minor unit, as `cart` and `order` take it: 12.5 EUR is 1250, 500 JPY is 500. */
export const minorUnits = (price: number | string, currency: string): number | undefined =>
  read(price, currency);
