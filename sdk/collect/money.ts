/** Prices as shops write them, as integers in the currency's minor unit. */

/** 12.5, "12.50", "1.299,00 €" in EUR; undefined where it is no price or the currency is not known. */
export function minorUnits(price: unknown, currency: string | undefined): number | undefined {
  if (!currency) return undefined;
  const digits = decimalsOf(currency);
  // Separators that others follow are for thousands, and so is one before the last three digits, unless these are
  // the currency's own.
  const thousands = digits > 2 ? /[.,](?=.*[.,])/g : /[.,](?=.*[.,]|\d{3}$)/g;
  const amount =
    typeof price === "string"
      ? Number(
          price
            .replace(/[^\d.,]/g, "")
            .replace(thousands, "")
            .replace(",", ".") || Number.NaN,
        )
      : Number(price ?? Number.NaN);
  return amount >= 0 ? Math.round(amount * 10 ** digits) : undefined;
}

/** The currency as the wire takes it. */
export const currencyOf = (raw: unknown): string | undefined =>
  /^[a-z]{3}$/i.test(raw as string) ? String(raw).toUpperCase() : undefined;

/** The browser's own table. It knows any three letters: two decimals, unless it knows better. */
const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits!;
