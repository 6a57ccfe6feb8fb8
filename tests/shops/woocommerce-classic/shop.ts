/** In the shape of WooCommerce's classic templates: forms that reload the page, and a cookie that changes with the cart. */
import { inline, jsonLd } from "../../../sdk/testing/stage";
import { type OpenShop, page } from "../shop";

const LINE = { product: "93", name: "Tent", price: 24900, quantity: 1 };
const GONE = "expires=Thu, 01 Jan 1970 00:00:00 GMT";

export const openShop: OpenShop = () => {
  let quantity = 0;
  let changes = 0;
  const cookies = () => [
    quantity
      ? `woocommerce_cart_hash=${(0xabc0 + ++changes).toString(16)}; path=/`
      : `woocommerce_cart_hash=; path=/; ${GONE}`,
  ];
  const theme = `<link rel="https://api.w.org/" href="/wp-json/">${inline('window.woocommerce_params = { ajax_url: "/wp-admin/admin-ajax.php" }')}`;

  return {
    name: "WooCommerce, classic",
    parts: ["woocommerce", "markup"],
    product: "/produkt/tent/",
    cart: "/warenkorb/",
    views: 4,
    search: "/?s=Red+tent&post_type=product",
    thanks: "/kasse/order-received/17/?key=wc_order_k",
    serve({ method, url, body }) {
      switch (url.pathname) {
        case "/produkt/tent/":
          if (method === "POST" && body === "add-to-cart=93") quantity++;
          return {
            cookies: method === "POST" ? cookies() : [],
            html: page(
              theme,
              `<h1>Tent</h1>
               <form class="cart variations_form" method="post" data-product_id="93" data-product_variations='[{"variation_id":94}]'>
                 <button name="add-to-cart" value="93" id="Add">In den Warenkorb</button></form>
               ${jsonLd({ "@context": "https://schema.org/", "@type": "Product", sku: "FF-3001", name: "Tent", offers: [{ "@type": "Offer", priceSpecification: [{ price: "249.00", priceCurrency: "EUR" }] }] })}`,
              'class="product-template-default single single-product postid-93 wp-theme woocommerce woocommerce-page"',
            ),
          };
        case "/warenkorb/": {
          const removes = url.searchParams.has("remove_item");
          if (removes) quantity = 0;
          return {
            cookies: removes ? cookies() : [],
            html: page(
              theme,
              '<a href="?remove_item=a1" id="Remove">×</a>',
              'class="woocommerce-cart woocommerce-page"',
            ),
          };
        }
        case "/":
          return { html: page(theme, "<h1>Suche</h1>", 'class="search search-results woocommerce"') };
        case "/kasse/order-received/17/":
          quantity = 0;
          return {
            cookies: cookies(),
            html: page(
              theme,
              `<ul class="woocommerce-order-overview"><li class="woocommerce-order-overview__order order">17</li>
               <li class="woocommerce-order-overview__total total"><span class="woocommerce-Price-amount amount"><bdi>249,00&nbsp;<span>€</span></bdi></span></li></ul>`,
              'class="woocommerce-checkout woocommerce-page woocommerce-order-received"',
            ),
          };
        case "/wp-json/wc/store/v1/cart":
          return {
            json: {
              items: quantity
                ? [
                    {
                      id: 94,
                      key: "a1",
                      name: "Tent",
                      quantity,
                      prices: { price: "24900", currency_code: "EUR", currency_minor_unit: 2 },
                    },
                  ]
                : [],
              totals: { total_price: `${quantity * 24900}`, currency_code: "EUR", currency_minor_unit: 2 },
            },
          };
      }
      return undefined;
    },
    says: [
      { type: "product_view", product: { id: "93", name: "Tent", price: 24900, currency: "EUR" } },
      { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
      { type: "cart", lines: [], total: 0, currency: "EUR" },
      { type: "search", query: "Red tent" },
      { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
      { type: "order", id: "17", total: 24900, currency: "EUR", lines: [LINE] },
    ],
  };
};
