/** The cart's page: lines, quantities, code, sum. */
import { billOf, type Line } from "../bill";
import { type Html, html } from "../html";
import { formatMoney } from "../money";
import { applyCoupon, cart, keyOf, onCartChange, removeCoupon, setQuantity } from "./cart";
import { reportCart } from "./data-layer";
import { draw } from "./draw";
import { linePicture, shippingHint, sums } from "./line-view";

export function mountCart(root: HTMLElement, left: AbortSignal): void {
  const redraw = () => draw(root, view());
  redraw();
  root.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-key]") : null;
    if (button?.dataset.key) setQuantity(button.dataset.key, Number(button.dataset.to));
    if (target instanceof Element && target.closest("#remove-coupon")) removeCoupon();
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = root.querySelector<HTMLInputElement>("#coupon");
    if (field && !applyCoupon(field.value)) refuseCoupon(field);
  });
  const { lines, coupon } = cart();
  if (lines.length > 0) reportCart("view_cart", lines, coupon);
  onCartChange(redraw, left);
}

function view(): Html {
  const { lines, coupon } = cart();
  if (lines.length === 0) return emptyCart();
  return html`<div class="cart">
  <ul class="lines">${lines.map(lineRow)}</ul>
  <aside class="summary" aria-label="Sum">
    ${shippingHint(lines, coupon)}
    ${sums(billOf(lines, coupon), coupon)}
    ${coupon ? usedCoupon(coupon) : couponForm()}
    <a class="button wide" id="go-to-checkout" href="/checkout">Go to checkout</a>
  </aside>
</div>`;
}

export function emptyCart(): Html {
  return html`<div class="empty"><p class="lead">Your cart is empty.</p><p><a class="button" href="/">Look around</a></p></div>`;
}

function lineRow(line: Line, at: number): Html {
  const key = keyOf(line);
  const change = (id: string, to: number, label: string, sign: string) =>
    html`<button class="stepper-button" type="button" id="line-${at}-${id}" data-key="${key}" data-to="${to}" aria-label="${label}: ${line.name}">${sign}</button>`;
  return html`<li class="line">
  ${linePicture(line)}
  <div class="line-text">
    <p class="card-brand">${line.brand}</p>
    <p class="line-name"><a href="/p/${line.slug}">${line.name}</a></p>
    <p class="muted">${line.variant}</p>
    <div class="line-controls">
      <div class="stepper">${change("less", line.quantity - 1, "One less", "−")}<span aria-live="polite">${line.quantity}</span>${change("more", line.quantity + 1, "One more", "+")}</div>
      <button class="link-button" type="button" id="line-${at}-remove" data-key="${key}" data-to="0">Remove<span class="visually-hidden"> ${line.name}</span></button>
    </div>
  </div>
  <p class="amount">${formatMoney(line.price * line.quantity)}</p>
</li>`;
}

function couponForm(): Html {
  return html`<form class="coupon" id="coupon-form">
  <label for="coupon">Discount code</label>
  <div class="coupon-row"><input id="coupon" name="coupon" autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="coupon-error"><button class="button quiet">Use</button></div>
  <p class="error" id="coupon-error" role="alert"></p>
</form>`;
}

function usedCoupon(coupon: string): Html {
  return html`<p class="coupon-used">Code <strong>${coupon}</strong> is used. <button class="link-button" type="button" id="remove-coupon">Take it out</button></p>`;
}

function refuseCoupon(field: HTMLInputElement): void {
  field.setAttribute("aria-invalid", "true");
  const error = document.getElementById("coupon-error");
  if (error)
    error.textContent = `“${field.value.trim()}” is not a code of this shop. Check for typing mistakes.`;
}
