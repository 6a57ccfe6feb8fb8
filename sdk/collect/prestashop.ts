/** PrestaShop: the cart in the page's own `prestashop.cart`, and in its event of a changed cart. */
import type { Line } from "../../core/signals/catalogue";
import { safe } from "../safe";
import type { Collector } from "./collector";
import { currencyOf, minorUnits } from "./money";
import { plain } from "./product";

interface Product {
  id_product?: string | number;
  id?: string | number;
  reference?: string;
  name?: string;
  manufacturer_name?: string | null;
  category?: string;
  price_amount?: number;
  price_wt?: number;
  /** As it is shown. */
  price?: number | string;
  quantity?: number | string;
  cart_quantity?: number | string;
}
interface PrestaCart {
  products?: Product[];
}
type Changed = Partial<Record<"resp" | "reason", { cart?: PrestaCart }>>;
interface PrestaShop {
  cart?: PrestaCart;
  currency?: { iso_code?: string };
  on?(event: string, heard: (event?: Changed) => void): void;
}

export const watch: Collector = ({ page, once, setCart }) => {
  const shop = () => (window as { prestashop?: PrestaShop }).prestashop;
  let before: unknown;

  function read(cart: PrestaCart | undefined): void {
    if (!cart?.products) return;
    const currency = currencyOf(shop()?.currency?.iso_code);
    setCart(
      cart.products.flatMap((item): Line | [] => {
        // The reference is what the markup of product pages has, too.
        const product = plain(item.reference) ?? plain(item.id_product ?? item.id);
        return product
          ? {
              product,
              name: plain(item.name),
              brand: plain(item.manufacturer_name),
              price: minorUnits(item.price_amount ?? item.price_wt ?? item.price, currency),
              quantity: Number(item.cart_quantity ?? item.quantity) || 0,
            }
          : [];
      }),
      currency,
    );
  }

  // Themes tell of a change, and then the page's own object is not always renewed.
  safe(() =>
    shop()?.on?.(
      "updateCart",
      safe((event) => read(event?.resp?.cart ?? event?.reason?.cart)),
    ),
  )();
  return () => {
    const cart = shop()?.cart;
    if (cart !== before) read(cart);
    before = cart;
    if (page().type === "checkout") once({ type: "checkout" });
  };
};
