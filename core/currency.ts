const digits = new Map<string, number>();

/** How many digits a currency has behind its point: 2 for EUR, none for JPY. */
export function digitsOf(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    try {
      known = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
        .maximumFractionDigits!;
    } catch {
      known = 2;
    }
    digits.set(currency, known);
  }
  return known;
}
