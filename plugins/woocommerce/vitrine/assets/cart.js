/** The cart after a change that loads no page, as the shop's server sees it, told as a whole. */
(() => {
  let timer;

  async function tell() {
    const response = await fetch(window.vitrine_cart.url, { credentials: "same-origin" });
    if (!response.ok) return;
    window.vitrine_dataLayer ??= [];
    window.vitrine_dataLayer.push(await response.json());
  }

  /** WooCommerce says the same in several ways, some of them at once. */
  function changed() {
    clearTimeout(timer);
    timer = setTimeout(() => tell().catch(() => {}), 200);
  }

  for (const name of ["wc-blocks_added_to_cart", "wc-blocks_removed_from_cart"])
    document.addEventListener(name, changed);
  // The classic theme tells jQuery's listeners alone.
  window.jQuery?.(document.body).on("added_to_cart removed_from_cart updated_cart_totals", changed);
})();
