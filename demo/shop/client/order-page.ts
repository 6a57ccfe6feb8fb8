/** The thank-you page, and the one place where `purchase` is reported. */
import { html } from "../html";
import { type Order, reportPurchase } from "./data-layer";
import { draw } from "./draw";
import { shortLines, sums } from "./line-view";
import { claimReport, orderById } from "./orders";

export function mountOrder(root: HTMLElement): void {
  const order = orderById(root.dataset.orderId ?? "");
  draw(root, order ? thanks(order) : unknown());
  if (order && claimReport(order.id)) reportPurchase(order);
}

function thanks({ id, lines, bill, coupon, tier }: Order) {
  return html`
<p class="eyebrow">Order ${id}</p>
<h1>Thank you. It is on its way.</h1>
<p class="lead">Well, it would be: this shop is make-believe. ${tier === "Pickup point" ? "The pickup point would have it in two days." : "The courier would ring in two to three days."}</p>
<section class="summary" aria-label="What you ordered">${shortLines(lines)}${sums(bill, coupon)}</section>
<p><a class="button" href="/">Keep looking around</a></p>`;
}

function unknown() {
  return html`<h1>We do not know this order</h1><p class="lead">Orders of this shop are kept in the browser in which they were made.</p><p><a class="button" href="/">To the shop</a></p>`;
}
