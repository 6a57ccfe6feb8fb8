/** Money as this shop writes it. Amounts are minor units (cents) everywhere but in what is reported to GA4. */

/** Orders from here on travel free of charge. */
export const freeShippingFrom = 8000;
export const shippingPrice = 690;

const euros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

export const formatMoney = (cents: number): string => euros.format(cents / 100);
const wholeEuros = new Intl.NumberFormat("en-IE", {
  style: "currency",
  currency: "EUR",
  trailingZeroDisplay: "stripIfInteger",
});

/** "€80" rather than "€80.00", for running text. */
export const shortMoney = (cents: number): string => wholeEuros.format(cents / 100);

export const majorUnits = (cents: number): number => Math.round(cents) / 100;
