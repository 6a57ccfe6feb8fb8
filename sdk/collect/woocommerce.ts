/**
 * WooCommerce, classic and blocks: the cart by the Store API, asked when its own cookie says that the cart is another
 * one, or overheard where the shop's blocks ask it themselves; the checkout and the page of a received order.
 */
import type { Line } from "../../core/signals/catalogue";
import { listen, safe } from "../safe";
import type { Collector } from "./collector";
import { minorUnits } from "./money";
import { plain } from "./product";
import { ask, overhear } from "./requests";

interface Item {
  /** Of the variation, where the product has some. */
  id: number;
  name?: string;
  quantity: number;
  prices: { price: string; currency_code: string; currency_minor_unit: number };
}
interface WooCart {
  items: Item[];
  totals: { currency_code: string };
}
interface Known {
  hash?: string;
  /** Products of the variations in the cart: only a product's own page says whose they are. */
  products?: Record<string, string>;
}
type JQuery = (target: Element) => { on(events: string, heard: () => void): void };

export const watch: Collector = ({ page, once, order, cart, setCart, recall, keep }) => {
  const known = (): Known => (recall("visit")?.cart as Known) ?? {};
  const remember = (now: Known) => keep("visit", { ...recall("visit")!, cart: { ...known(), ...now } });
  const says = (name: string) => document.body.classList.contains(name);

  function hear(answer: unknown): void {
    const { items, totals, responses } = answer as Partial<WooCart> & { responses?: { body: unknown }[] };
    for (const { body } of responses ?? []) hear(body);
    if (!items || !totals) return;
    const here = productsHere();
    const products: Record<string, string> = {};
    const lines = items.map(({ id, name, quantity, prices }): Line => {
      const product = here[id] ?? known().products?.[id];
      if (product) products[id] = product;
      const price = Number(prices.price) / 10 ** prices.currency_minor_unit;
      return {
        product: product ?? String(id),
        name: plain(name),
        price: minorUnits(price, prices.currency_code),
        quantity,
      };
    });
    remember({ products, hash: hashOf() });
    setCart(lines, totals.currency_code);
  }
  overhear(/\/wc\/store(\/v1)?\/(cart|batch)/, hear);

  async function look(): Promise<void> {
    const context = page();
    if (context.type === "thank_you" || says("woocommerce-order-received")) received();
    else if (says("woocommerce-checkout") && cart().lines[0]) once({ type: "checkout" });
    const hash = hashOf();
    if (hash === (known().hash ?? "")) return;
    remember({ hash });
    if (!hash) setCart([]);
    // Overheard, as all questions are.
    else await ask(`${rest()}wc/store/v1/cart`);
  }

  /** The cart that was ordered is the one that is known; the page itself tells the sum. */
  function received(): void {
    const { lines, currency } = cart();
    const [, id] = /order-received[/=](\d+)/.exec(location.href) ?? [];
    const sum = document.querySelector(
      ".woocommerce-order-overview__total .amount, .wc-block-order-confirmation-summary-list .amount, .order_details tfoot tr:last-child .amount",
    );
    const total = minorUnits(sum?.textContent, currency);
    if (id && lines[0] && currency && total !== undefined) order({ id, total, currency, lines });
  }

  const soon = safe(look);
  listen(document, "wc-blocks_added_to_cart wc-blocks_removed_from_cart", soon);
  const { jQuery } = window as { jQuery?: JQuery };
  safe(() =>
    jQuery?.(document.body).on(
      "added_to_cart removed_from_cart updated_wc_div wc_fragments_refreshed wc_fragments_loaded",
      soon,
    ),
  )();
  return soon;
};

/** It changes with the cart, and is gone when the cart is empty. */
const hashOf = (): string => /woocommerce_cart_hash=(\w+)/.exec(document.cookie)?.[1] ?? "";

const rest = (): string =>
  document.querySelector<HTMLLinkElement>('link[rel="https://api.w.org/"]')?.href ?? "/wp-json/";

/** The variations that this page offers, with their products. */
function productsHere(): Record<string, string> {
  const products: Record<string, string> = {};
  for (const form of document.querySelectorAll<HTMLFormElement>(".variations_form")) {
    const { product_id: product = "", product_variations: variations = "" } = form.dataset as Record<
      string,
      string
    >;
    for (const [, id] of variations.matchAll(/"variation_id":(\d+)/g)) products[id!] = product;
    const chosen = form.querySelector<HTMLInputElement>("[name=variation_id]")?.value;
    if (chosen) products[chosen] = product;
  }
  return products;
}
