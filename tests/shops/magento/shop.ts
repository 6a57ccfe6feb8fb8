/** In the shape of Magento 2: microdata, the cart in localStorage, and Google told in the words of Universal Analytics. */
import { inline } from "../../../sdk/testing/stage";
import { button, type OpenShop, page } from "../shop";

const LINE = { product: "T-1", name: "Tent", price: 24900, quantity: 1 };
const REQUIRE =
  '<script nonce="n1" type="text/x-magento-init">{"*":{"Magento_Customer/js/section-config":{}}}</script>';
/** What its own scripts do when the section "cart" has changed. */
const keep = (items: object[]) =>
  `localStorage["mage-cache-storage"] = JSON.stringify({ cart: { summary_count: ${items.length}, items: ${JSON.stringify(items)} } })`;
const ITEM = {
  item_id: "5",
  product_id: "12",
  product_sku: "T-1",
  product_name: "Tent",
  product_price_value: 249,
  qty: 1,
};

export const openShop: OpenShop = () => ({
  name: "Magento 2",
  parts: ["magento", "legacy", "markup"],
  product: "/tent.html",
  cart: "/checkout/cart/",
  views: 2,
  search: "/catalogsearch/result/?q=Red+tent",
  thanks: "/checkout/onepage/success/",
  serve({ url }) {
    switch (url.pathname) {
      case "/tent.html":
        return {
          html: page(
            `${inline(`window.dlCurrencyCode = "EUR"; window.dataLayer = [{ event: "productDetail", ecommerce: { currencyCode: "EUR", detail: { products: [{ id: "12", name: "Tent", price: "249.00" }] } } }]`)}`,
            `${REQUIRE}<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Tent</h1><div itemprop="sku">T-1</div>
               <span itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="249"><meta itemprop="priceCurrency" content="EUR"></span></div>
             ${button("Add", `${keep([ITEM])}; dataLayer.push({ event: "addToCart", ecommerce: { currencyCode: "EUR", add: { products: [{ id: "T-1", price: "249.00", quantity: 1 }] } } })`)}`,
            'class="catalog-product-view product-tent page-layout-1column"',
          ),
        };
      case "/checkout/cart/":
        return { html: page("", REQUIRE + button("Remove", keep([])), 'class="checkout-cart-index"') };
      case "/catalogsearch/result/":
        return { html: page("", REQUIRE, 'class="catalogsearch-result-index"') };
      case "/checkout/onepage/success/":
        return {
          html: page(
            inline(`window.ga = window.ga || function () { (ga.q = ga.q || []).push(arguments) };
              ga("create", "UA-1-1", "auto"); ga("require", "ec"); ga("set", "currencyCode", "EUR");
              ga("ec:addProduct", { id: "T-1", name: "Tent", price: "249.00", quantity: "1" });
              ga("ec:setAction", "purchase", { id: "000000042", revenue: "253.90", coupon: "" }); ga("send", "pageview"); ${keep([])}`),
            REQUIRE,
            'class="checkout-onepage-success"',
          ),
        };
    }
    return undefined;
  },
  says: [
    { type: "product_view", product: { id: "T-1", name: "Tent", price: 24900, currency: "EUR" } },
    { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
    { type: "cart", lines: [], total: 0, currency: "EUR" },
    { type: "search", query: "Red tent" },
    { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
    { type: "order", id: "000000042", total: 25390, currency: "EUR", lines: [LINE] },
  ],
});
