/** The kinds of page, as sentences and the editor call them. */
import type { PageType } from "../signals/wire";

export const pageTypes: Record<PageType, string> = {
  home: "Home page",
  category: "Category pages",
  product: "Product pages",
  search: "Search results",
  cart: "Cart",
  checkout: "Checkout",
  thank_you: "Thank-you page",
  account: "Account",
  other: "All other pages",
};

export const isPageType = (value: unknown): value is PageType =>
  typeof value === "string" && Object.hasOwn(pageTypes, value);
