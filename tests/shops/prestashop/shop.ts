/** In the shape of PrestaShop: the page's own object with the cart, renewed by its scripts, and Google told of orders. */
import { inline, jsonLd } from "../../../sdk/testing/stage";
import { button, GTAG, type OpenShop, page } from "../shop";

const LINE = { product: "T-1", name: "Tent", brand: "Fjell", price: 129900, quantity: 1 };
const PRODUCT = `{ id_product: "12", reference: "T-1", name: "Tent", manufacturer_name: "Fjell", price: "1.299,00 €", price_amount: 1299, quantity: 1 }`;

export const openShop: OpenShop = () => {
  let full = false;
  const theme = () =>
    inline(`const heard = []; window.prestashop = { currency: { iso_code: "EUR" }, cart: { products: [${full ? PRODUCT : ""}] },
      on(event, listener) { heard.push(listener) }, emit(event, told) { for (const listener of heard) listener(told) } }; ${GTAG}`);
  const send = (path: string, products: string) =>
    `await fetch("${path}", { method: "POST" }); prestashop.emit("updateCart", { reason: {}, resp: { cart: { products: [${products}] } } })`;

  return {
    name: "PrestaShop",
    parts: ["prestashop", "markup"],
    product: "/en/12-tent.html",
    cart: "/en/cart?action=show",
    views: 2,
    search: "/en/search?controller=search&s=Red+tent",
    thanks: "/en/order-confirmation?id_order=42",
    serve({ url }) {
      switch (url.pathname) {
        case "/en/12-tent.html":
          return {
            html: page(
              `${theme()}<meta property="og:type" content="product">`,
              `${jsonLd({ "@type": "Product", sku: "T-1", mpn: "T-1", name: "Tent", brand: { "@type": "Brand", name: "Fjell" }, offers: { priceCurrency: "EUR", price: 1299, availability: "https://schema.org/InStock" } })}
               ${button("Add", send("/cart/add", PRODUCT))}`,
              'id="product" class="lang-en page-product"',
            ),
          };
        case "/en/cart":
          return {
            html: page(theme(), button("Remove", send("/cart/remove", "")), 'id="cart" class="page-cart"'),
          };
        case "/en/search":
          return { html: page(theme(), "<h1>Search</h1>", 'class="page-search"') };
        case "/en/order-confirmation":
          full = false;
          return {
            html: page(
              theme() +
                inline(
                  `gtag("event", "purchase", { transaction_id: "42", value: "1299.00", currency: "EUR", items: [{ item_id: "T-1", item_name: "Tent", item_brand: "Fjell", price: "1299.00", quantity: 1 }] })`,
                ),
              "<h1>Thank you</h1>",
              'class="page-order-confirmation"',
            ),
          };
        case "/cart/add":
        case "/cart/remove":
          full = url.pathname.endsWith("add");
          return { json: {} };
      }
      return undefined;
    },
    says: [
      {
        type: "product_view",
        product: { id: "T-1", name: "Tent", brand: "Fjell", price: 129900, currency: "EUR", available: true },
      },
      { type: "cart", lines: [LINE], total: 129900, currency: "EUR" },
      { type: "cart", lines: [], total: 0, currency: "EUR" },
      { type: "search", query: "Red tent" },
      { type: "cart", lines: [LINE], total: 129900, currency: "EUR" },
      { type: "order", id: "42", total: 129900, currency: "EUR", lines: [LINE] },
    ],
  };
};
