/** Magento 2: the cart in what its pages keep for themselves (`mage-cache-storage`), the same on every page. */
import type { Line } from "../../core/signals/catalogue";
import type { Collector } from "./collector";
import { currencyOf, minorUnits } from "./money";
import { plain } from "./product";

interface Item {
  product_sku?: string;
  product_id?: string;
  product_name?: string;
  product_price_value?: number | string | null;
  qty?: number | string;
}

export const watch: Collector = ({ page, once, cart, setCart }) => {
  let before: string | undefined;

  return () => {
    if (page().type === "checkout" && cart().lines[0]) once({ type: "checkout" });
    const { cart: kept }: { cart?: { items?: Item[] } } = JSON.parse(
      localStorage["mage-cache-storage"] ?? "{}",
    );
    const text = JSON.stringify(kept?.items);
    if (text === before || !kept?.items) return;
    before = text;
    const currency = currencyHere() ?? currencyOf(cart().currency);
    setCart(
      kept.items.flatMap((item): Line | [] => {
        const product = plain(item.product_sku ?? item.product_id);
        return product
          ? {
              product,
              name: plain(item.product_name),
              price: minorUnits(item.product_price_value, currency),
              quantity: Number(item.qty) || 0,
            }
          : [];
      }),
      currency,
    );
  };
};

/** Magento names it in the markup of prices, and in what Google is told. */
const currencyHere = (): string | undefined =>
  currencyOf(
    document.querySelector<HTMLMetaElement>(
      '[itemprop="priceCurrency"],[property="product:price:currency"],[property="og:price:currency"]',
    )?.content ??
      (window as { dlCurrencyCode?: string }).dlCurrencyCode ??
      /"currency(?:Code)?":\s*"([A-Z]{3})"|"priceCurrency":\s*"([A-Z]{3})"/.exec(
        document.documentElement.innerHTML,
      )?.[1],
  );
