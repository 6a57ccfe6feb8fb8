/** The checkout: three forms, one open at a time, and a pretended payment at the end. */
import { billOf } from "../bill";
import { html } from "../html";
import { accountEmail } from "./account-page";
import { cart, clearCart, onCartChange } from "./cart";
import { emptyCart } from "./cart-page";
import { reportCart } from "./data-layer";
import { draw } from "./draw";
import { shippingHint, shortLines, sums } from "./line-view";
import { visit } from "./navigation";
import { placeOrder } from "./orders";
import type { Visit } from "./visit";

const stepNames = ["contact", "delivery", "payment"] as const;
type StepName = (typeof stepNames)[number];

export function mountCheckout(root: HTMLElement, { revisited, left }: Visit): void {
  const { lines, coupon } = cart();
  const layout = root.querySelector(".checkout");
  if (lines.length === 0) {
    if (layout) draw(layout, emptyCart());
    return;
  }
  if (!revisited) reportCart("begin_checkout", lines, coupon);
  drawSummary(root);
  const email = root.querySelector<HTMLInputElement>("#email");
  if (email) email.value = accountEmail() ?? "";
  let shippingReported = false;

  for (const name of stepNames) {
    const form = formOf(root, name);
    form.querySelector(`[data-edit]`)?.addEventListener("click", () => open(root, name));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const current = cart();
      if (name === "delivery" && !shippingReported) {
        shippingReported = true;
        reportCart("add_shipping_info", current.lines, current.coupon, {
          shipping_tier: answerIn(form, "tier"),
        });
      }
      const next = stepNames[stepNames.indexOf(name) + 1];
      if (next) return open(root, next);
      pay(root);
    });
  }
  root.querySelector("#step-payment")?.addEventListener("change", () => {
    const byCard = answerIn(formOf(root, "payment"), "method") === "Card";
    root.querySelector("#card-fields")?.toggleAttribute("hidden", !byCard);
  });
  onCartChange(() => drawSummary(root), left);
}

function pay(root: HTMLElement): void {
  const { lines, coupon } = cart();
  const button = formOf(root, "payment").querySelector<HTMLButtonElement>(".step-body > .button");
  if (lines.length === 0 || !button || button.disabled) return;
  button.disabled = true;
  reportCart("add_payment_info", lines, coupon, {
    payment_type: answerIn(formOf(root, "payment"), "method"),
  });
  const order = placeOrder(lines, coupon, answerIn(formOf(root, "delivery"), "tier"));
  void visit(`/thank-you/${order.id}`, { replace: true }).then(clearCart);
}

/** The steps before it show what was said in them; the ones after it stay closed. */
function open(root: HTMLElement, name: StepName): void {
  for (const other of stepNames) {
    const form = formOf(root, other);
    const done = stepNames.indexOf(other) < stepNames.indexOf(name);
    form.toggleAttribute("data-closed", other !== name);
    form.querySelector("[data-edit]")?.toggleAttribute("hidden", !done);
    const digest = form.querySelector("[data-digest]");
    if (digest) digest.textContent = done ? digestOf(form, other) : "";
  }
  formOf(root, name).querySelector<HTMLElement>("input, select")?.focus();
}

function digestOf(form: HTMLFormElement, name: StepName): string {
  const value = (field: string) => answerIn(form, field);
  if (name === "contact") return value("email");
  return `${value("given-name")} ${value("family-name")}, ${value("street")}, ${value("postal-code")} ${value("city")}, ${value("country")} · ${value("tier")}`;
}

function drawSummary(root: HTMLElement): void {
  const { lines, coupon } = cart();
  const summary = root.querySelector("#checkout-summary");
  if (!summary) return;
  draw(
    summary,
    html`${shortLines(lines)}${shippingHint(lines, coupon)}${sums(billOf(lines, coupon), coupon)}`,
  );
}

function formOf(root: HTMLElement, name: StepName): HTMLFormElement {
  const form = root.querySelector<HTMLFormElement>(`#step-${name}`);
  if (!form) throw new Error(`The checkout has no step "${name}"`);
  return form;
}

const answerIn = (form: HTMLFormElement, field: string): string =>
  String(new FormData(form).get(field) ?? "").trim();
