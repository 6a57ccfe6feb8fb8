/** The account: a pretended sign-in by email, in this browser alone, and the orders made here. */
import { type Html, html } from "../html";
import { formatMoney } from "../money";
import { draw } from "./draw";
import { orders } from "./orders";
import { forget, read, write } from "./storage";

export const accountEmail = (): string | undefined => read<string>("account");

export function mountAccount(root: HTMLElement): void {
  const redraw = () => draw(root, view());
  redraw();
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = root.querySelector<HTMLInputElement>("#account-email");
    if (field) write("account", field.value.trim());
    redraw();
    document.getElementById("sign-out")?.focus();
  });
  root.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("#sign-out")) return;
    forget("account");
    redraw();
    document.getElementById("account-email")?.focus();
  });
}

function view(): Html {
  const email = accountEmail();
  return email ? signedIn(email) : signIn();
}

function signIn(): Html {
  return html`<form class="sign-in" id="sign-in">
  <p class="lead">Sign in with your email. This shop is make-believe: no message is sent and no password asked.</p>
  <div class="field"><label for="account-email">Email</label><input id="account-email" type="email" name="email" autocomplete="email" required></div>
  <button class="button">Sign in</button>
</form>`;
}

function signedIn(email: string): Html {
  const made = orders();
  return html`
<p class="lead">Signed in as <strong>${email}</strong>.</p>
<p><button class="button quiet" type="button" id="sign-out">Sign out</button></p>
<h2>Your orders</h2>
${
  made.length === 0
    ? html`<p class="muted">None yet.</p>`
    : html`<ul class="orders">${made.map(
        ({ id, at, bill, lines }) =>
          html`<li><a href="/thank-you/${id}">${id}</a><span class="muted">${day(at)} · ${lines.map(({ name }) => name).join(", ")}</span><span class="amount">${formatMoney(bill.total)}</span></li>`,
      )}</ul>`
}`;
}

const day = (at: string): string =>
  new Date(at).toLocaleDateString("en-IE", { day: "numeric", month: "long", year: "numeric" });
