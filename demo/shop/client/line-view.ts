/** Cart lines and sums, as the cart, the checkout and the orders show them. */
import { type Bill, billOf, type Line } from "../bill";
import { couponPercent } from "../coupons";
import { type Html, html } from "../html";
import type { Item } from "../item";
import { formatMoney, freeShippingFrom } from "../money";

export function linePicture({ image }: Item): Html {
  const dark = `${image}${image.includes("?") ? "&" : "?"}scheme=dark`;
  return html`<picture><source srcset="${dark}" media="(prefers-color-scheme: dark)"><img src="${image}" width="96" height="96" alt=""></picture>`;
}

export function shortLines(lines: readonly Line[]): Html {
  return html`<ul class="short-lines">${lines.map(
    (line) =>
      html`<li>${linePicture(line)}<div><p>${line.name}</p><p class="muted">${line.quantity} × ${line.variant}</p></div><p class="amount">${formatMoney(line.price * line.quantity)}</p></li>`,
  )}</ul>`;
}

export function sums(bill: Bill, coupon: string | undefined): Html {
  return html`<dl class="sums">
  <div><dt>Goods</dt><dd>${formatMoney(bill.subtotal)}</dd></div>
  ${bill.discount > 0 && html`<div class="saving"><dt>${coupon}, ${couponPercent(coupon)} % off</dt><dd>−${formatMoney(bill.discount)}</dd></div>`}
  <div><dt>Delivery</dt><dd>${bill.shipping ? formatMoney(bill.shipping) : "Free"}</dd></div>
  <div class="total"><dt>Total</dt><dd id="cart-total">${formatMoney(bill.total)}</dd></div>
</dl>`;
}

export function shippingHint(lines: readonly Line[], coupon: string | undefined): Html {
  const { toFreeShipping, value } = billOf(lines, coupon);
  return html`<div class="shipping-hint" id="shipping-hint">
  <p>${toFreeShipping > 0 ? html`<strong>${formatMoney(toFreeShipping)}</strong> more and the delivery is free` : "Your delivery is free"}</p>
  <progress max="${freeShippingFrom}" value="${Math.min(value, freeShippingFrom)}" aria-label="Progress to free delivery"></progress>
</div>`;
}
