/** Pages of one visitor alone. The server sends their frame; what is in them lies in the visitor's browser. */
import { html } from "../html";
import type { Page } from "../page";

const needsScript = html`<noscript><p class="hint">This page needs JavaScript: your cart and orders are kept in your own browser.</p></noscript>`;

export function cartPage(): Page {
  return {
    type: "cart",
    status: 200,
    title: "Cart · Fjell & Fjord",
    description: "What you have chosen.",
    canonical: "/cart",
    noIndex: true,
    main: html`<div class="section page-head"><h1>Cart</h1></div><div class="section tall" id="cart">${needsScript}</div>`,
  };
}

export function orderPage(id: string): Page {
  return {
    type: "order",
    status: 200,
    title: `Order ${id} · Fjell & Fjord`,
    description: "Thank you for your order.",
    canonical: `/thank-you/${encodeURIComponent(id)}`,
    noIndex: true,
    main: html`<div class="section narrow tall" id="order" data-order-id="${id}">${needsScript}</div>`,
  };
}

export function accountPage(): Page {
  return {
    type: "account",
    status: 200,
    title: "Your account · Fjell & Fjord",
    description: "Your orders and details.",
    canonical: "/account",
    noIndex: true,
    main: html`<div class="section page-head narrow"><h1>Your account</h1></div><div class="section narrow tall" id="account">${needsScript}</div>`,
  };
}
