/** A small catalogue in a real D1, written by the very code that the API uses. */
import type { ExampleProduct } from "../../core/rules/item-filters";
import { saveDiscount } from "../../worker/products/discounts";
import { type Product, saveProducts } from "../../worker/products/products";
import { SHOP } from "./people";

type Dates = { startsAt: number | null; endsAt: number | null };

export async function storeCatalogue(
  db: D1Database,
  products: readonly (ExampleProduct & { id: string })[],
  discounts: Record<string, Dates>,
): Promise<void> {
  await saveProducts(db, SHOP, products.map(aProduct), 1);
  for (const [id, dates] of Object.entries(discounts)) {
    const ids = products
      .filter((product) => product.discounts?.some((other) => other === id))
      .map((p) => p.id);
    await saveDiscount(db, SHOP, id, { name: id, code: null, ...dates, products: ids }, 1);
  }
}

function aProduct(facts: ExampleProduct & { id: string }): Product {
  const { id, name = "Thing", brand, supplier, categories = [], tags = [], price, compareAt, stock } = facts;
  return {
    ...{
      id,
      name,
      brand: brand ?? null,
      supplier: supplier ?? null,
      categories: [...categories],
      tags: [...tags],
    },
    ...{ price: price ?? null, compareAt: compareAt ?? null, stock: stock ?? null },
    ...{ currency: "EUR", url: null, image: null, active: true },
  };
}
