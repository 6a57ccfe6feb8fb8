/** In the shape of WooCommerce's blocks: everything by the Store API, alone and in batches. */
import { inline, jsonLd } from "../../../sdk/testing/stage";
import { button, type OpenShop, page } from "../shop";

const LINE = { product: "93", name: "Tent", price: 1200, quantity: 2 };

export const openShop: OpenShop = () => {
  let quantity = 0;
  const cart = () => ({
    items: quantity
      ? [
          {
            id: 93,
            name: "Tent",
            quantity,
            prices: { price: "1200", currency_code: "JPY", currency_minor_unit: 0 },
          },
        ]
      : [],
    totals: { total_price: `${quantity * 1200}`, currency_code: "JPY", currency_minor_unit: 0 },
  });
  const theme = `<link rel="https://api.w.org/" href="/wp-json/">${inline('window.wcSettings = { currency: { code: "JPY" } }')}`;
  const send = (path: string, body: object) =>
    `const answer = await fetch("/wp-json/wc/store/v1/${path}", { method: "POST", headers: { "content-type": "application/json", Nonce: "n" }, body: ${JSON.stringify(JSON.stringify(body))} });
     document.title = JSON.stringify(await answer.json())`;

  return {
    name: "WooCommerce, blocks",
    parts: ["woocommerce", "markup"],
    product: "/product/tent/",
    cart: "/cart/",
    views: 2,
    search: "/?s=Red+tent",
    thanks: "/checkout/order-received/18/?key=wc_order_k",
    serve({ url, body }) {
      switch (url.pathname) {
        case "/product/tent/":
          return {
            html: page(
              theme,
              `${button("Add", send("cart/add-item", { id: 93, quantity: 2 }))}
               ${jsonLd({ "@graph": [{ "@type": "BreadcrumbList" }, { "@type": "Product", sku: "93", name: "Tent", offers: [{ price: "1200", priceCurrency: "JPY" }] }] })}`,
              'class="single-product postid-93 woocommerce woocommerce-page"',
            ),
          };
        case "/cart/":
          return {
            html: page(
              theme,
              button(
                "Remove",
                send("batch", { requests: [{ path: "/wc/store/v1/cart/remove-item", method: "POST" }] }),
              ),
              'class="woocommerce-cart"',
            ),
          };
        case "/":
          return { html: page(theme, "<h1>Search</h1>", 'class="search"') };
        case "/checkout/order-received/18/":
          return {
            html: page(
              theme,
              `<ul class="wc-block-order-confirmation-summary-list"><li>Total: <span class="woocommerce-Price-amount amount">¥2,400</span></li></ul>`,
              'class="woocommerce-checkout woocommerce-order-received"',
            ),
          };
        case "/wp-json/wc/store/v1/cart/add-item":
          quantity += JSON.parse(body).quantity;
          return { json: cart() };
        case "/wp-json/wc/store/v1/batch":
          quantity = 0;
          return { json: { responses: [{ status: 200, headers: {}, body: cart() }] } };
        case "/wp-json/wc/store/v1/cart":
          return { json: cart() };
      }
      return undefined;
    },
    says: [
      { type: "product_view", product: { id: "93", name: "Tent", price: 1200, currency: "JPY" } },
      { type: "cart", lines: [LINE], total: 2400, currency: "JPY" },
      { type: "cart", lines: [], total: 0, currency: "JPY" },
      { type: "search", query: "Red tent" },
      { type: "cart", lines: [LINE], total: 2400, currency: "JPY" },
      { type: "order", id: "18", total: 2400, currency: "JPY", lines: [LINE] },
    ],
  };
};
