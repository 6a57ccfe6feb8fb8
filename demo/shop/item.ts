/** A product as the page needs it: carried by its cards and buy form, kept in cart lines, reported to GA4. */
import type { Product } from "../catalogue";

export interface Item {
  id: string;
  slug: string;
  name: string;
  brand: string;
  categories: readonly string[];
  /** Minor units. */
  price: number;
  compareAtPrice?: number;
  /** Colour and size, as in "Spruce / M"; only once they are chosen. */
  variant?: string;
  image: string;
}

export function itemOf({ id, slug, name, brand, categories, price, compareAtPrice, image }: Product): Item {
  return { id, slug, name, brand, categories, price, compareAtPrice, image };
}
