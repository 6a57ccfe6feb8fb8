/** Which page answers which address. */
import { categoryByUrl, productBySlug } from "../catalogue";
import type { Page } from "./page";
import { categoryPage } from "./pages/category";
import { checkoutPage } from "./pages/checkout";
import { homePage } from "./pages/home";
import { accountPage, cartPage, orderPage } from "./pages/personal";
import { productPage } from "./pages/product";
import { searchPage } from "./pages/search";
import { notFoundPage, privacyPage } from "./pages/texts";

export function pageAt(url: URL): Page {
  return knownPageAt(url) ?? notFoundPage(url.pathname);
}

function knownPageAt({ pathname, searchParams, origin }: URL): Page | undefined {
  const [, section, name, ...rest] = pathname.split("/");
  switch (section) {
    case "c": {
      const category = categoryByUrl(pathname);
      return category && categoryPage(category, searchParams.get("sort"), origin);
    }
    case "p": {
      const product = rest.length === 0 && name ? productBySlug(name) : undefined;
      return product && productPage(product, origin);
    }
    case "thank-you":
      return rest.length === 0 && name && /^[\w-]{4,40}$/.test(name) ? orderPage(name) : undefined;
  }
  switch (pathname) {
    case "/":
      return homePage(origin);
    case "/search":
      return searchPage((searchParams.get("q") ?? "").trim().slice(0, 100));
    case "/cart":
      return cartPage();
    case "/checkout":
      return checkoutPage();
    case "/account":
      return accountPage();
    case "/privacy":
      return privacyPage();
    default:
      return undefined;
  }
}
