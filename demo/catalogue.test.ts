import { describe, expect, it } from "vitest";
import {
  categories,
  categoryByPath,
  discounts,
  productById,
  productBySlug,
  products,
  productsIn,
  topCategories,
} from "./catalogue";

const unique = (values: readonly unknown[]) => new Set(values).size;

describe("the catalogue", () => {
  it("has 60 products in 8 categories, of 8 brands", () => {
    expect(products).toHaveLength(60);
    expect(topCategories).toHaveLength(8);
    expect(unique(products.map(({ brand }) => brand))).toBe(8);
  });

  it("tells its products apart by id, slug and GTIN", () => {
    for (const key of ["id", "slug", "gtin"] as const)
      expect(unique(products.map((product) => product[key]))).toBe(60);
  });

  it("finds each of them by id and by slug", () => {
    for (const product of products) {
      expect(productById(product.id)).toBe(product);
      expect(productBySlug(product.slug)).toBe(product);
    }
    expect(productById("FF-0")).toBeUndefined();
  });

  it("asks whole cents above zero, and less than before where the price was reduced", () => {
    for (const { price, compareAtPrice } of products) {
      expect(Number.isInteger(price) && price > 0).toBe(true);
      if (compareAtPrice !== undefined) expect(compareAtPrice).toBeGreaterThan(price);
    }
    expect(products.filter(({ compareAtPrice }) => compareAtPrice).length).toBeGreaterThan(5);
  });

  it("gives every product a GTIN with a true check digit", () => {
    for (const { gtin } of products) {
      expect(gtin).toMatch(/^\d{13}$/);
      const sum = [...gtin].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
      expect(sum % 10).toBe(0);
    }
  });

  it("puts every product into a category and sub-category that exist and are introduced", () => {
    for (const { categories: path } of products) expect(categoryByPath(path)?.path).toEqual(path);
    for (const category of categories) {
      expect(category.description).not.toBe("");
      expect(productsIn(category).length).toBeGreaterThan(0);
    }
    expect(topCategories.flatMap(productsIn)).toHaveLength(60);
  });

  it("has tags and discounts of products that there are", () => {
    expect(new Set(products.flatMap(({ tags }) => tags)).size).toBe(5);
    expect(discounts).toHaveLength(2);
    for (const { fromDay, untilDay, products: ids } of discounts) {
      expect(fromDay).toBeLessThan(untilDay);
      for (const id of ids) expect(productById(id), id).toBeDefined();
    }
  });

  it("writes addresses that need no escaping", () => {
    for (const path of [...products.map(({ slug }) => slug), ...categories.map(({ slug }) => slug)]) {
      expect(path).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it("has articles of which two or three are worth more than 80 euros", () => {
    const sorted = products.map(({ price }) => price).toSorted((a, b) => a - b);
    const middle = sorted[30] ?? 0;
    expect(middle * 2).toBeGreaterThan(8000);
    expect(sorted[0]).toBeLessThan(2000);
  });
});
