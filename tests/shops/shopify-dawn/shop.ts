/** In the shape of a Shopify theme like Dawn: cart by fetch and XMLHttpRequest, Google told beside it under other ids. */
import { inline, jsonLd } from "../../../sdk/testing/stage";
import { button, GTAG, type OpenShop, page } from "../shop";

const LINE = { product: "8061", name: "Tent", brand: "Fjell", category: "Tents", price: 22410, quantity: 1 };
const ORDERED = { product: "8061", name: "Tent", brand: "Fjell", price: 22410, quantity: 1 };
const GOOGLE = `{ currency: "EUR", value: 249, items: [{ item_id: "shopify_AT_8061_4461", item_name: "Tent", price: 249 }] }`;

export const openShop: OpenShop = () => {
  let quantity = 0;
  const item = () => ({
    ...{ id: 4461, product_id: 8061, variant_id: 4461, product_title: "Tent", title: "Tent - Green" },
    ...{ vendor: "Fjell", product_type: "Tents", price: 24900, final_price: 22410, quantity },
  });
  const cart = () => ({
    ...{ token: "c1?key=k", currency: "EUR", item_count: quantity, total_price: quantity * 22410 },
    items: quantity ? [item()] : [],
  });
  const theme = `${inline(`window.Shopify = { shop: "fjell.example", currency: { active: "EUR" }, routes: { root: "/de/" } }; ${GTAG}`)}`;

  return {
    name: "Shopify, a theme like Dawn",
    parts: ["shopify", "markup"],
    product: "/de/products/tent",
    cart: "/de/cart",
    views: 2,
    search: "/de/search?q=Red+tent&type=product",
    thanks: "/de/1001/orders/5f/thank_you",
    serve({ url, body }) {
      switch (url.pathname) {
        case "/de/products/tent":
          return {
            html: page(
              `${theme}${inline(`window.ShopifyAnalytics = { meta: { currency: "EUR", page: { pageType: "product" }, product: { id: 8061, vendor: "Fjell", type: "Tents", variants: [{ id: 4461, price: 24900, name: "Tent - Green", public_title: "Green" }] } } };
                gtag("event", "view_item", ${GOOGLE})`)}`,
              `<h1>Tent</h1>${jsonLd({ "@type": "ProductGroup", productGroupID: "T-1", name: "Tent", hasVariant: [{ sku: "T-1-G", offers: { price: "249.00", priceCurrency: "EUR" } }] })}
               ${button(
                 "Add",
                 `gtag("event", "add_to_cart", ${GOOGLE});
                 const answer = await fetch("/de/cart/add", { method: "POST", headers: { "content-type": "application/json", accept: "application/javascript" }, body: '{"items":[{"id":4461,"quantity":1}]}' });
                 document.title = "In the cart: " + (await answer.json()).items[0].product_title`,
               )}`,
            ),
          };
        case "/de/cart":
          return {
            html: page(
              theme,
              button(
                "Remove",
                `const request = new XMLHttpRequest(); request.open("POST", "/de/cart/change.js");
                 request.onload = () => { document.title = request.responseText }; request.send('{"line":1,"quantity":0}')`,
              ),
            ),
          };
        case "/de/search":
          return { html: page(theme, "<h1>1 result</h1>") };
        case "/de/1001/orders/5f/thank_you":
          quantity = 0;
          return {
            html: page(
              theme +
                inline(`Shopify.checkout = { order_id: 5511, total_price: "224.10", currency: "EUR", discount: { code: "TEN" }, line_items: [{ product_id: 8061, title: "Tent", vendor: "Fjell", product_type: "Tents", price: "224.10", quantity: 1 }] };
                  gtag("event", "purchase", { transaction_id: "#1001", currency: "EUR", value: "224.10", items: [] })`),
              "<h1>Thank you</h1>",
            ),
          };
        case "/de/cart/add":
          quantity++;
          return { json: { items: [item()] } };
        case "/de/cart/change.js":
          quantity = JSON.parse(body).quantity;
          return { json: cart() };
        case "/de/cart.js":
          return { json: cart() };
      }
      return undefined;
    },
    says: [
      {
        type: "product_view",
        product: {
          id: "8061",
          name: "Tent",
          brand: "Fjell",
          category: "Tents",
          price: 24900,
          currency: "EUR",
        },
      },
      { type: "cart", lines: [LINE], total: 22410, currency: "EUR" },
      { type: "cart", lines: [], total: 0, currency: "EUR" },
      { type: "search", query: "Red tent" },
      { type: "cart", lines: [LINE], total: 22410, currency: "EUR" },
      { type: "order", id: "5511", total: 22410, currency: "EUR", lines: [ORDERED], coupon: "TEN" },
    ],
  };
};
