/** In the shape of BigCommerce's Stencil themes: parts of carts by /remote, the whole by the Storefront API. */
import { inline, jsonLd } from "../../../sdk/testing/stage";
import { button, GTAG, type OpenShop, page } from "../shop";

const LINE = { product: "T-1", name: "Tent", brand: "Fjell", price: 24900, quantity: 1 };

export const openShop: OpenShop = () => {
  let quantity = 0;
  const theme = inline(`window.BCData = { csrf_token: "c" }; ${GTAG}`);
  const send = (address: string) =>
    `const answer = await fetch("${address}", { method: "POST", body: new FormData() }); document.title = JSON.stringify(await answer.json())`;

  return {
    name: "BigCommerce",
    parts: ["bigcommerce", "markup"],
    product: "/tent/",
    cart: "/cart.php",
    views: 2,
    search: "/search.php?search_query=Red+tent",
    thanks: "/checkout/order-confirmation/42",
    serve({ url }) {
      switch (url.pathname) {
        case "/tent/":
          return {
            html: page(
              theme,
              `${jsonLd(`{"@context":"https://schema.org/","@type":"Product","sku":"T-1","name":"Tent","brand":{"@type":"Brand","name":"Fjell"},"offers":{"@type":"Offer","priceCurrency":"EUR","price":"249",},}`)}
               ${button("Add", send("/remote/v1/cart/add"))}`,
              'class="page-type-product"',
            ),
          };
        case "/cart.php":
          return { html: page(theme, button("Remove", send("/remote/v1/cart/update"))) };
        case "/search.php":
          return { html: page(theme, "<h1>Search</h1>") };
        case "/checkout/order-confirmation/42":
          quantity = 0;
          return {
            html: page(
              theme +
                inline(
                  `gtag("event", "purchase", { transaction_id: 42, value: 249, currency: "EUR", items: [{ item_id: "T-1", item_name: "Tent", item_brand: "Fjell", price: 249, quantity: 1 }] })`,
                ),
              "<h1>Thank you</h1>",
            ),
          };
        case "/remote/v1/cart/add":
          quantity++;
          return { json: { data: { cart_id: "c", cart_item: { product_id: 12 } } } };
        case "/remote/v1/cart/update":
          quantity = 0;
          return { json: { data: { status: "succeed" } } };
        case "/api/storefront/carts":
          return {
            json: quantity
              ? [
                  {
                    id: "c",
                    currency: { code: "EUR" },
                    lineItems: {
                      physicalItems: [
                        {
                          id: "i",
                          productId: 12,
                          sku: "T-1",
                          name: "Tent",
                          brand: "Fjell",
                          quantity,
                          salePrice: 249,
                        },
                      ],
                      digitalItems: [],
                      giftCertificates: [{ amount: 5 }],
                    },
                  },
                ]
              : [],
          };
      }
      return undefined;
    },
    says: [
      {
        type: "product_view",
        product: { id: "T-1", name: "Tent", brand: "Fjell", price: 24900, currency: "EUR" },
      },
      { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
      { type: "cart", lines: [], total: 0, currency: "EUR" },
      { type: "search", query: "Red tent" },
      { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
      { type: "order", id: "42", total: 24900, currency: "EUR", lines: [LINE] },
    ],
  };
};
