/** The document around every page: head, header, footer, privacy dialog. */
import { topCategories } from "../catalogue";
import { type Html, html, jsonForScript } from "./html";
import { icon } from "./icons";
import { freeShippingFrom, shortMoney } from "./money";
import type { Page } from "./page";

export interface Surroundings {
  /** The shop's own origin, as the browser called it. */
  origin: string;
  /** The complete address of the Vitrine script, if the shop has it. */
  tag: string | undefined;
  /** Addresses of the shop's own files, with a hash of their content. */
  files: { style: string; head: string; shop: string };
}

export function documentOf(page: Page, { origin, tag, files }: Surroundings): Html {
  const canonical = origin + page.canonical;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${page.title}</title>
<meta name="description" content="${page.description}">
<link rel="canonical" href="${canonical}">
<meta name="robots" content="${page.noIndex ? "noindex" : "index, follow"}">
<meta property="og:site_name" content="Fjell &amp; Fjord">
<meta property="og:type" content="${page.type === "product" ? "product" : "website"}">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.description}">
<meta property="og:url" content="${canonical}">
<meta property="og:image" content="${origin + (page.image ?? "/images/hero.svg")}">
<meta name="theme-color" content="#f6f3ec" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#151b19" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="manifest" href="/site.webmanifest">
<link rel="stylesheet" href="${files.style}">
<script src="${files.head}"></script>
${tag && html`<script async src="${tag}"></script>`}
<script defer src="${files.shop}"></script>
${page.jsonLd?.map((data) => html`<script type="application/ld+json">${jsonForScript(data)}</script>\n`)}</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${header()}
<main id="main" tabindex="-1" data-page="${page.type}">${page.main}</main>
${footer()}
${privacyDialog()}
<p class="visually-hidden" id="announcer" role="status"></p>
<div class="notice" id="notice" role="status"></div>
</body>
</html>`;
}

function header(): Html {
  return html`
<header class="header">
  <p class="ribbon">Free delivery from ${shortMoney(freeShippingFrom)}<span class="ribbon-more"> · 60 days to change your mind</span></p>
  <div class="header-row">
    <a class="wordmark" href="/">${icon("peaks")}<span>Fjell <i>&amp;</i> Fjord</span></a>
    <form class="search" action="/search" role="search">
      <label class="visually-hidden" for="search-field">Search the shop</label>
      <input id="search-field" type="search" name="q" placeholder="Search tents, socks, brands" autocomplete="off" enterkeyhint="search" required>
      <button class="icon-button" aria-label="Search">${icon("search")}</button>
    </form>
    <nav class="header-links" aria-label="You">
      <a class="icon-button" href="/account" aria-label="Account">${icon("person")}</a>
      <a class="icon-button cart-link" href="/cart" aria-label="Cart">${icon("bag")}<span class="cart-count" id="cart-count" aria-hidden="true"></span></a>
    </nav>
  </div>
  <nav class="menu" aria-label="Categories">
    <ul>${topCategories.map(({ url, name }) => html`<li><a href="${url}">${name}</a></li>`)}</ul>
  </nav>
</header>`;
}

function footer(): Html {
  return html`
<footer class="footer">
  <div class="footer-columns">
    <div>
      <p class="footer-name">Fjell <i>&amp;</i> Fjord</p>
      <p>Things for outside, chosen by people who go. A make-believe shop that shows Vitrine at work: nothing is sold or sent.</p>
    </div>
    <nav aria-label="Shop">
      <h2>Shop</h2>
      <ul>${topCategories.slice(0, 4).map(({ url, name }) => html`<li><a href="${url}">${name}</a></li>`)}</ul>
    </nav>
    <nav aria-label="More to shop">
      <h2>More</h2>
      <ul>${topCategories.slice(4).map(({ url, name }) => html`<li><a href="${url}">${name}</a></li>`)}</ul>
    </nav>
    <nav aria-label="Service">
      <h2>Service</h2>
      <ul>
        <li><a href="/account">Your account</a></li>
        <li><a href="/cart">Cart</a></li>
        <li><a href="/privacy">Privacy</a></li>
        <li><button class="link-button" type="button" id="privacy-choices">Privacy choices</button></li>
      </ul>
    </nav>
  </div>
</footer>`;
}

function privacyDialog(): Html {
  return html`
<dialog class="dialog" id="privacy-dialog" aria-labelledby="privacy-title">
  <form method="dialog">
    <h2 id="privacy-title">Privacy choices</h2>
    <p>May we count visits and show you offers that fit you? The shop works the same either way. <a href="/privacy">Read more</a></p>
    <fieldset>
      <legend>Statistics and personal offers</legend>
      <label class="choice"><input type="radio" name="choice" value="allow" required> <span>Allow</span></label>
      <label class="choice"><input type="radio" name="choice" value="deny"> <span>Don’t allow</span></label>
    </fieldset>
    <div class="dialog-actions">
      <button class="button quiet" value="cancel" formnovalidate>Cancel</button>
      <button class="button" value="save">Save</button>
    </div>
  </form>
</dialog>`;
}
