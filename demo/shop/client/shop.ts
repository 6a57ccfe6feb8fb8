/** The shop in the browser: what happens on every page, and on each kind of page. */
import { html } from "../html";
import type { PageType } from "../page";
import { mountAccount } from "./account-page";
import { applyCoupon, cart, cartCount, onCartChange } from "./cart";
import { mountCart } from "./cart-page";
import { mountCheckout } from "./checkout-page";
import { startConsent } from "./consent";
import { startNavigation } from "./navigation";
import { hideNotice, notice } from "./notice";
import { mountOrder } from "./order-page";
import { reportLists, startSelections } from "./product-lists";
import { mountProduct } from "./product-page";
import { mountSearch } from "./search-page";
import type { Visit } from "./visit";

const mounts: Partial<Record<PageType, (main: HTMLElement, visit: Visit) => void>> = {
  product: mountProduct,
  search: mountSearch,
  cart: (main, { left }) => mountCart(part(main, "#cart"), left),
  checkout: mountCheckout,
  order: (main) => mountOrder(part(main, "#order")),
  account: (main) => mountAccount(part(main, "#account")),
};

let leaving = new AbortController();

startConsent();
startSelections();
onCartChange(showCount);
showCount();
document.addEventListener("change", ({ target }) => {
  const form = target instanceof HTMLSelectElement ? target.form : null;
  if (form?.hasAttribute("data-submit-on-change")) form.requestSubmit();
});
addEventListener("pageshow", ({ persisted }) => persisted && showCount());
startNavigation((arrival) => {
  leaving.abort();
  leaving = new AbortController();
  if (arrival !== "load") hideNotice();
  takeCouponFromAddress();
  markMenu();
  const main = part(document, "main");
  const visit: Visit = { revisited: arrival === "traversal", left: leaving.signal };
  mounts[main.dataset.page as PageType]?.(main, visit);
  reportLists(main);
});

function showCount(): void {
  const count = cartCount();
  const badge = part(document, "#cart-count");
  badge.textContent = count ? String(count) : "";
  badge
    .closest("a")
    ?.setAttribute("aria-label", count ? `Cart, ${count} ${count === 1 ? "article" : "articles"}` : "Cart");
}

/** `?coupon=WELCOME10` on any page, as links from messages and mails carry it. */
function takeCouponFromAddress(): void {
  const url = new URL(location.href);
  const code = url.searchParams.get("coupon");
  if (!code) return;
  url.searchParams.delete("coupon");
  history.replaceState(history.state, "", url);
  const before = cart().coupon;
  const known = applyCoupon(code);
  const { coupon } = cart();
  if (!known) notice(html`<p>“${code}” is not a code of this shop.</p>`);
  else if (coupon !== before)
    notice(
      html`<p>Code <strong>${coupon}</strong> is in your cart: 10 % off.</p><a href="/cart">To the cart</a>`,
    );
}

function markMenu(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".menu a")) {
    const here = `${location.pathname}/`.startsWith(`${link.pathname}/`);
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function part(root: Document | HTMLElement, selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}
