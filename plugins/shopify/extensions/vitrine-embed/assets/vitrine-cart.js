/** The cart after a change that loads no page. What changed it is only watched for, by the browser's own list of requests. */
(() => {
  const CHANGES = /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/;
  let timer;

  async function tell() {
    const response = await fetch(`${window.Shopify?.routes?.root ?? "/"}cart.js`);
    if (!response.ok) return;
    const { currency, items } = await response.json();
    window.vitrine_dataLayer ??= [];
    window.vitrine_dataLayer.push({
      event: "view_cart",
      ecommerce: {
        currency,
        items: items.map((item) => ({
          item_id: String(item.product_id),
          item_name: item.product_title,
          item_brand: item.vendor,
          item_category: item.product_type,
          item_variant: String(item.variant_id),
          price: item.final_price / 100,
          quantity: item.quantity,
        })),
      },
    });
  }

  new PerformanceObserver((list) => {
    if (!list.getEntries().some(({ name }) => CHANGES.test(name))) return;
    clearTimeout(timer);
    timer = setTimeout(() => tell().catch(() => {}), 200);
  }).observe({ type: "resource" });
})();
