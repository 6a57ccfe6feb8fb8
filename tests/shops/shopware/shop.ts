/** In the shape of Shopware 6: microdata in the page, and its own Google Analytics by gtag's arguments. */
import { inline } from "../../../sdk/testing/stage";
import { button, GTAG, type OpenShop, page } from "../shop";

const LINE = { product: "SW10001", name: "Tent", price: 24900, quantity: 1 };
const ITEMS = `{ currency: "EUR", items: [{ item_id: "SW10001", item_name: "Tent", price: "249.00", quantity: 1 }] }`;

export const openShop: OpenShop = () => ({
  name: "Shopware 6",
  parts: ["markup"],
  product: "/Tent/SW10001",
  cart: "/checkout/cart",
  views: 2,
  search: "/search?search=Red+tent",
  thanks: "/checkout/finish?orderId=018f",
  serve({ url }) {
    const theme = (head: string, body: string, act: string) => ({
      html: page(inline(`${GTAG}; ${head}`), body, `class="is-ctl-${act}"`),
    });
    switch (url.pathname) {
      case "/Tent/SW10001":
        return theme(
          `gtag("event", "view_item", ${ITEMS})`,
          `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Tent</h1><meta itemprop="productID" content="018f00"></div>
           ${button("Add", `gtag("event", "add_to_cart", ${ITEMS})`)}`,
          "product is-act-index",
        );
      case "/checkout/cart":
        return theme(
          "",
          button("Remove", `gtag("event", "remove_from_cart", ${ITEMS})`),
          "checkout is-act-cartpage",
        );
      case "/search":
        return theme(
          `gtag("event", "search", { search_term: "red tent" })`,
          "<h1>Search</h1>",
          "search is-act-search",
        );
      case "/checkout/finish":
        return theme(
          `gtag("event", "purchase", { ...${ITEMS}, transaction_id: "10042", value: 249 })`,
          "<h1>Thank you</h1>",
          "checkout is-act-finishpage",
        );
    }
    return undefined;
  },
  says: [
    { type: "product_view", product: { id: "SW10001", name: "Tent", price: 24900, currency: "EUR" } },
    { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
    { type: "cart", lines: [], total: 0, currency: "EUR" },
    { type: "search", query: "red tent" },
    { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
    { type: "order", id: "10042", total: 24900, currency: "EUR", lines: [LINE] },
  ],
});
