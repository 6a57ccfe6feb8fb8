/** Pages that are only text. */
import { html } from "../html";
import type { Page } from "../page";

export function privacyPage(): Page {
  return {
    type: "privacy",
    status: 200,
    title: "Privacy · Fjell & Fjord",
    description: "What this shop knows about you, and what you decide.",
    canonical: "/privacy",
    main: html`
<div class="section narrow prose">
  <h1>Privacy</h1>
  <p class="lead">This is a make-believe shop. It shows how a shop with Vitrine treats its visitors.</p>
  <h2>What stays in your browser</h2>
  <p>Your cart, your orders and the email with which you sign in are kept in this browser’s own storage. The shop’s server never sees them.</p>
  <h2>Statistics and personal offers</h2>
  <p>If the shop has Vitrine switched on, it notes which pages and products you see, so that it can count visits and show offers that fit. It keeps no IP address and sells nothing to anybody.</p>
  <p>You decide. Your choice holds at once and is remembered in this browser; a browser that sends the Global Privacy Control signal has already said no.</p>
  <p><button class="button" type="button" data-open-privacy>Change your choice</button></p>
  <h2>Forgetting</h2>
  <p>Clear this site’s data in your browser, and the shop does not know you any more.</p>
</div>`,
  };
}

export function notFoundPage(path: string): Page {
  return {
    type: "not-found",
    status: 404,
    title: "Not found · Fjell & Fjord",
    description: "There is no such page.",
    canonical: path,
    noIndex: true,
    main: html`
<div class="section narrow prose tall">
  <p class="eyebrow">404</p>
  <h1>The path ends here.</h1>
  <p class="lead">There is no such page, or not any more. The map is on the home page.</p>
  <p><a class="button" href="/">Back to the start</a></p>
</div>`,
  };
}
