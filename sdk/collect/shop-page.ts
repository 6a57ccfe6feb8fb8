/**
 * What shop systems say of a page before anybody else does: its type where the address is in another language, and the
 * product's and the order's own ids, those that carts and the shop's server name. Markup and analytics have others.
 */
import type { PageType } from "../../core/signals/wire";
import type { Ears } from "./collector";
import type { Order } from "./facts";
import { currencyOf, minorUnits } from "./money";
import { describedProduct, plain } from "./product";

/** Classes of the body: WooCommerce, Magento, PrestaShop, Shopware. The first that matches wins. */
const CLASSES: Partial<Record<PageType, RegExp>> = {
  thank_you: /woocommerce-order-received|checkout-onepage-success|page-order-confirmation|is-act-finishpage/,
  cart: /woocommerce-cart|checkout-cart-index|page-cart|is-act-cartpage/,
  checkout:
    /woocommerce-checkout|checkout-index-index|page-(order|checkout)|is-act-(confirm|checkoutregister)page/,
  account: /woocommerce-account|customer-account|page-my-account|is-ctl-account/,
  product: /single-product|catalog-product-view|page-product|is-ctl-product/,
  search: /search-results|catalogsearch-result|page-search|is-ctl-search/,
  category: /tax-product_cat|catalog-category-view|page-category|is-ctl-navigation/,
};

interface ShopifyMeta {
  product?: { id: number; vendor?: string; type?: string; variants?: Variant[] };
  currency?: string;
}
interface Variant {
  id: number;
  /** Of one, times 100 in every currency. */
  price?: number;
  /** The product's and the variant's name. */
  name?: string;
  public_title?: string | null;
}

/** On Shopify's order status pages of the old kind; prices as text in the currency's unit. */
interface Checkout {
  order_id?: number;
  total_price: string;
  currency: string;
  line_items: { product_id: number; title?: string; vendor?: string; price: string; quantity: number }[];
  discount?: { code?: string } | null;
}

export const watch = ({ page, viewProduct, order }: Ears) => {
  /** The product that this document is about, and where it was told. */
  let told = "";
  let known: unknown;

  return () => {
    const context = page();
    if (known === context) return;
    known = context;
    const { className } = document.body;
    const type = (Object.keys(CLASSES) as PageType[]).find((type) => CLASSES[type]!.test(className));
    // The front page is a category, too, for some; the address knows better.
    if (type && context.type !== "home") context.type = type;

    const { Shopify, meta, ShopifyAnalytics } = window as {
      Shopify?: { checkout?: Checkout };
      meta?: ShopifyMeta;
      ShopifyAnalytics?: { meta?: ShopifyMeta };
    };
    const { checkout } = Shopify ?? {};
    if (checkout?.order_id) order(ordered(checkout, checkout.order_id));
    const { product, currency: shown } = ShopifyAnalytics?.meta ?? meta ?? {};
    const [, post] = /single-product.* postid-(\d+)/.exec(className) ?? [];
    const id = product?.variants ? String(product.id) : post;
    if (!id || context.product) return;
    // Another variant's address: still the same product, which was viewed.
    if (told === id + location.pathname) {
      context.product = id;
      return;
    }
    told = id + location.pathname;
    const variant = product?.variants?.[0];
    const currency = currencyOf(shown);
    viewProduct(
      {
        name: variant?.name?.replace(` - ${variant.public_title}`, ""),
        brand: product?.vendor || undefined,
        category: product?.type || undefined,
        price: minorUnits(variant?.price && variant.price / 100, currency),
        currency,
        ...described(),
        id,
      },
      true,
    );
  };
};

const ordered = ({ total_price, currency, line_items, discount }: Checkout, id: number): Order => ({
  id: String(id),
  total: minorUnits(total_price, currency)!,
  currency,
  coupon: plain(discount?.code),
  lines: line_items.map(({ product_id, title, vendor, price, quantity }) => ({
    product: String(product_id),
    name: title,
    brand: vendor,
    price: minorUnits(price, currency),
    quantity,
  })),
});

/** What the markup says of it, without what it does not say. */
const described = () =>
  Object.fromEntries(Object.entries(describedProduct() ?? {}).filter(([, value]) => value !== undefined));
