import { describe, expect, it } from "vitest";
import { products } from "../catalogue";
import { billOf, type Line } from "./bill";
import { itemOf } from "./item";

function aLine(price: number, quantity = 1): Line {
  const [product] = products;
  if (!product) throw new Error("The catalogue is empty");
  return { ...itemOf(product), price, quantity };
}

describe("a bill", () => {
  it("adds delivery below 80 euros, and says how much is missing", () => {
    expect(billOf([aLine(2500, 2)], undefined)).toEqual({
      subtotal: 5000,
      discount: 0,
      value: 5000,
      shipping: 690,
      total: 5690,
      toFreeShipping: 3000,
    });
  });

  it("delivers free from 80 euros on, after the coupon", () => {
    expect(billOf([aLine(8000)], undefined).shipping).toBe(0);
    expect(billOf([aLine(8000)], "WELCOME10")).toMatchObject({
      value: 7200,
      shipping: 690,
      toFreeShipping: 800,
    });
  });

  it("takes ten per cent off each piece, so that the lines add up", () => {
    expect(billOf([aLine(1995, 3)], "EXTRA10")).toMatchObject({ subtotal: 5985, discount: 597, value: 5388 });
  });

  it("takes nothing off for a code it does not know, nor for a word of the language", () => {
    expect(billOf([aLine(1000)], "constructor").discount).toBe(0);
  });

  it("costs nothing when it is empty", () => {
    expect(billOf([], "WELCOME10").total).toBe(0);
  });
});
