/** Shopify's storefront: the cart by its Ajax API, and the way to the checkout. */
import type { Line } from "../../core/signals/catalogue";
import { listen, safe } from "../safe";
import type { Collector } from "./collector";
import { minorUnits } from "./money";
import { plain } from "./product";
import { ask, overhear } from "./requests";

interface Item {
  product_id: number;
  product_title?: string;
  vendor?: string;
  product_type?: string;
  /** In hundredths, whatever the currency. */
  final_price?: number;
  quantity: number;
}
interface ShopifyCart {
  currency: string;
  item_count: number;
  items: Item[];
}
interface Shopify {
  routes?: { root?: string };
}

export const watch: Collector = ({ page, once, setCart, recall, keep }) => {
  const shopify = () => (window as { Shopify?: Shopify }).Shopify;
  const currentCart = () => ask(`${shopify()?.routes?.root ?? "/"}cart.js`);

  overhear(/\/cart(\/(add|change|update|clear))?(\.js)?$/, (answer, path) => {
    const { items, currency, item_count: count } = answer as Partial<ShopifyCart>;
    // What was added is a part, which says nothing of the rest. Our own question is overheard, too.
    if (/add/.test(path)) safe(currentCart)();
    else if (items && count !== undefined)
      setCart(
        items.map((item) => lineOf(item, minorUnits((item.final_price ?? Number.NaN) / 100, currency))),
        currency,
      );
  });

  /** Not known in this visit, or changed by a form: the next page asks. */
  const asked = (now: boolean) => keep("visit", { ...recall("visit")!, cart: now });
  listen(document, "submit", ({ target }) => {
    if (/\/cart/.test((target as HTMLFormElement).getAttribute("action") ?? "")) asked(false);
  });
  listen(document, "click", ({ target }) => {
    if ((target as Element).closest('[name="checkout"],a[href*="/checkout"]')) once({ type: "checkout" });
  });

  let known: unknown;
  return () => {
    const context = page();
    if (known === context) return;
    known = context;
    if (context.type === "cart" || !recall("visit")?.cart) {
      asked(true);
      safe(currentCart)();
    }
  };
};

const lineOf = (
  { product_id, product_title, vendor, product_type, quantity }: Item,
  price?: number,
): Line => ({
  product: String(product_id),
  name: plain(product_title),
  brand: plain(vendor),
  category: plain(product_type),
  price,
  quantity,
});
