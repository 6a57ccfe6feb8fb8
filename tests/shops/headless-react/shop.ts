/** In the shape of a headless shop in React: one document, the History API, markup that comes late, Segment's events. */
import { inline } from "../../../sdk/testing/stage";
import { button, type OpenShop, page } from "../shop";

const LINE = { product: "T-1", name: "Tent", category: "Tents", price: 24900, quantity: 1 };
const PRODUCT = `{ product_id: "T-1", name: "Tent", category: "Tents", price: 249, currency: "EUR", quantity: 1 }`;

/** Routes are drawn by scripts: a link goes where the History API says. */
const APP = `
  window.analytics = []; for (const method of ["track", "page", "identify", "on"])
    analytics[method] = (...args) => { analytics.push([method, ...args]); return analytics };
  const policy = trustedTypes.createPolicy("app", { createScript: (text) => text });
  const drawn = () => {
    document.querySelector("[type*=ld]")?.remove();
    document.title = location.pathname;
    if (!location.pathname.startsWith("/p/")) return;
    const script = document.createElement("script");
    script.type = "application/ld+json";
    script.textContent = policy.createScript(JSON.stringify({ "@type": "WebPage", mainEntity: { "@type": "Product", sku: "T-1", name: "Tent", offers: { price: "249", priceCurrency: "EUR" } } }));
    document.head.append(script);
  };
  window.go = (path) => { history.pushState({}, "", path); setTimeout(drawn, 100) };
  addEventListener("DOMContentLoaded", () => setTimeout(drawn, 100));`;

export const openShop: OpenShop = () => ({
  name: "Headless, React",
  parts: ["segment", "markup"],
  product: "/p/tent",
  views: 1,
  search: "/find?query=Red+tent",
  thanks: "/thanks",
  serve: ({ url }) =>
    url.pathname === "/favicon.ico"
      ? undefined
      : {
          html: page(
            inline(APP),
            `${button("Add", `analytics.track("Product Added", ${PRODUCT})`)}${button("Remove", `analytics.track("Product Removed", ${PRODUCT})`)}
             ${button("Order", `go("/thanks"); vitrine.track("Order Completed", { order_id: "42", total: 249, currency: "EUR", products: [${PRODUCT}] })`)}`,
          ),
        },
  says: [
    { type: "product_view", product: { id: "T-1", name: "Tent", price: 24900, currency: "EUR" } },
    { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
    { type: "cart", lines: [], total: 0, currency: "EUR" },
    { type: "search", query: "Red tent" },
    { type: "cart", lines: [LINE], total: 24900, currency: "EUR" },
    { type: "order", id: "42", total: 24900, currency: "EUR", lines: [LINE] },
  ],
});
