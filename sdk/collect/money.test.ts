import { expect, test } from "vitest";
import { currencyOf, minorUnits } from "./money";

test.each([
  [12.5, "EUR", 1250],
  ["12.50", "EUR", 1250],
  ["12,5", "EUR", 1250],
  ["1.299,00 €", "EUR", 129900],
  ["1,299.00", "USD", 129900],
  ["1.299", "EUR", 129900],
  ["1.250", "KWD", 1250],
  [19.99, "EUR", 1999],
  [1200, "JPY", 1200],
  ["¥1,200", "JPY", 1200],
  [0, "EUR", 0],
  ["free", "EUR", undefined],
  ["", "EUR", undefined],
  [null, "EUR", undefined],
  [-1, "EUR", undefined],
  [5, undefined, undefined],
])("%s in %s is %s", (price, currency, expected) => expect(minorUnits(price, currency)).toBe(expected));

test("a currency is three letters", () => {
  expect(currencyOf("eur")).toBe("EUR");
  expect(currencyOf("€")).toBeUndefined();
  expect(currencyOf(undefined)).toBeUndefined();
});
