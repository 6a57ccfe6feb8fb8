import { type Html, html } from "../html";
import { formatMoney, freeShippingFrom, shippingPrice, shortMoney } from "../money";
import type { Page } from "../page";

export function checkoutPage(): Page {
  return {
    type: "checkout",
    status: 200,
    title: "Checkout · Fjell & Fjord",
    description: "Three steps to your order.",
    canonical: "/checkout",
    noIndex: true,
    main: html`
<div class="section page-head"><h1>Checkout</h1><p class="lead">A make-believe checkout: nothing is charged, sent or stored outside of this browser.</p></div>
<div class="section checkout">
  <div class="steps">
    ${step("contact", 1, "Contact", contactFields, "Continue to delivery")}
    ${step("delivery", 2, "Delivery", deliveryFields(), "Continue to payment")}
    ${step("payment", 3, "Payment", paymentFields, "Place the order")}
  </div>
  <aside class="summary" aria-labelledby="summary-title"><h2 id="summary-title">Your order</h2><div id="checkout-summary"></div></aside>
</div>
<noscript><p class="section hint">The checkout needs JavaScript.</p></noscript>`,
  };
}

function step(id: string, number: number, title: string, fields: Html, button: string): Html {
  return html`<form class="step" id="step-${id}" data-step="${id}"${number > 1 && html` data-closed`}>
  <div class="step-head"><h2><span class="step-number">${number}</span>${title}</h2><button class="link-button" type="button" data-edit="${id}" hidden>Edit<span class="visually-hidden"> ${title.toLowerCase()}</span></button></div>
  <p class="step-digest" data-digest></p>
  <div class="step-body">${fields}<button class="button">${button}</button></div>
</form>`;
}

function field(id: string, label: string, attributes: Html): Html {
  return html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" ${attributes}></div>`;
}

const contactFields = html`
${field("email", "Email", html`type="email" autocomplete="email" required`)}
${field("phone", "Phone (optional, for the courier)", html`type="tel" autocomplete="tel"`)}`;

function deliveryFields(): Html {
  const countries = [
    "Austria",
    "Belgium",
    "Denmark",
    "Finland",
    "France",
    "Germany",
    "Ireland",
    "Italy",
    "Netherlands",
    "Norway",
    "Spain",
    "Sweden",
  ];
  return html`
<div class="fields two">${field("given-name", "First name", html`autocomplete="given-name" required`)}${field("family-name", "Last name", html`autocomplete="family-name" required`)}</div>
${field("street", "Street and number", html`autocomplete="street-address" required`)}
<div class="fields postal">${field("postal-code", "Postal code", html`autocomplete="postal-code" required`)}${field("city", "City", html`autocomplete="address-level2" required`)}</div>
<div class="field"><label for="country">Country</label><select id="country" name="country" autocomplete="country-name">${countries.map((name) => html`<option${name === "Germany" && html` selected`}>${name}</option>`)}</select></div>
<fieldset class="options"><legend>Delivery</legend>
  <label class="choice"><input type="radio" name="tier" value="Standard" checked><span>Standard, two to three days <small>${formatMoney(shippingPrice)}, free from ${shortMoney(freeShippingFrom)}</small></span></label>
  <label class="choice"><input type="radio" name="tier" value="Pickup point"><span>Pickup point, two days <small>${formatMoney(shippingPrice)}, free from ${shortMoney(freeShippingFrom)}</small></span></label>
</fieldset>`;
}

/** The card's number stands there already, so that nobody types a real one. */
const paymentFields = html`
<fieldset class="options"><legend>Pay by</legend>
  <label class="choice"><input type="radio" name="method" value="Card" checked><span>Card</span></label>
  <label class="choice"><input type="radio" name="method" value="Invoice"><span>Invoice, in 30 days</span></label>
  <label class="choice"><input type="radio" name="method" value="Bank transfer"><span>Bank transfer</span></label>
</fieldset>
<div class="card-fields" id="card-fields">
  ${field("card-number", "Card number (pretend)", html`autocomplete="cc-number" inputmode="numeric" readonly value="4242 4242 4242 4242"`)}
  <div class="fields two">${field("card-expiry", "Valid until", html`autocomplete="cc-exp" readonly value="12 / 34"`)}${field("card-code", "Security code", html`autocomplete="cc-csc" readonly value="123"`)}</div>
</div>`;
