import { expect, it } from "vitest";
import { currencyOptions, likelyCurrency } from "./currencies";

it("guesses the currency by where the browser is", () => {
  expect(likelyCurrency("Europe/Berlin")).toBe("EUR");
  expect(likelyCurrency("Europe/Zurich")).toBe("CHF");
  expect(likelyCurrency("Europe/London")).toBe("GBP");
  expect(likelyCurrency("Australia/Hobart")).toBe("AUD");
  expect(likelyCurrency("America/Argentina/Cordoba")).toBe("ARS");
  expect(likelyCurrency("America/Chicago")).toBe("USD");
  expect(likelyCurrency("")).toBe("USD");
});

it("names currencies, also one that is not in use any more", () => {
  const options = currencyOptions("EUR");
  expect(options.find(({ value }) => value === "CHF")).toMatchObject({ label: "Swiss Franc (CHF)" });
  expect(options.some(({ value }) => value === "DEM")).toBe(false);
  expect(currencyOptions("DEM")[0]!.value).toBe("DEM");
  expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
});
