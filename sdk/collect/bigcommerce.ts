/** BigCommerce's themes (Stencil): the cart by the Storefront API, asked when the shop's scripts changed it. */
import type { Line } from "../../core/signals/catalogue";
import { listen, safe } from "../safe";
import type { Collector } from "./collector";
import { minorUnits } from "./money";
import { plain } from "./product";
import { ask, overhear } from "./requests";

interface Item {
  productId: number;
  sku?: string | null;
  name?: string;
  brand?: string;
  quantity: number;
  salePrice?: number;
}
interface StorefrontCart {
  currency: { code: string };
  lineItems: Record<string, Item[]>;
}

const CARTS = "/api/storefront/carts";

export const watch: Collector = ({ page, once, cart, setCart, recall, keep }) => {
  const asked = (now: boolean) => keep("visit", { ...recall("visit")!, cart: now });

  overhear(/^\/(remote\/v1\/cart|api\/storefront\/carts)/, (answer, path) => {
    // Parts of carts say nothing of the rest. Our own question is overheard, too.
    if (path !== CARTS) return void safe(ask)(CARTS);
    const [found] = ([] as Partial<StorefrontCart>[]).concat(answer as StorefrontCart[]);
    const { currency, lineItems } = found ?? {};
    const code = currency?.code ?? cart().currency;
    setCart(
      // Gift certificates are no products.
      ["physicalItems", "digitalItems"]
        .flatMap((kind) => lineItems?.[kind] ?? [])
        .map(
          ({ productId, sku, name, brand, quantity, salePrice }): Line => ({
            product: plain(sku) ?? String(productId),
            name: plain(name),
            brand: plain(brand),
            price: minorUnits(salePrice, code),
            quantity,
          }),
        ),
      code ?? undefined,
    );
  });
  listen(document, "submit", ({ target }) => {
    if (/cart\.php/.test((target as HTMLFormElement).getAttribute("action") ?? "")) asked(false);
  });

  let known: unknown;
  return () => {
    const context = page();
    if (known === context) return;
    known = context;
    if (context.type === "checkout") once({ type: "checkout" });
    if (context.type !== "cart" && recall("visit")?.cart) return;
    asked(true);
    safe(ask)(CARTS);
  };
};
