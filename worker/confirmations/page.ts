/** The page of a confirmation link: in the shop's name, without a script, for every reader and every screen. */
import { html, raw } from "hono/html";
import { maskEmail } from "../profiles/mask";
import type { Found } from "./confirmations";
import { texts } from "./texts";

type Html = ReturnType<typeof html>;

export interface Page {
  status: 200 | 404 | 410 | 429 | 500;
  body: (nonce: string) => Html;
}

/** The question; or that it is answered, or comes too late. */
export function askPage({ name, state, row, page }: Found): Page {
  if (state !== "open") {
    const { title, lead } = texts[state];
    return {
      status: state === "expired" ? 410 : 200,
      body: layout(name, title, html`<p>${lead(name)}</p>${link(name, page)}`),
    };
  }
  const { title, lead, consent, button, otherwise } = texts.open;
  const agreed = row.consent && html`<p>${consent}</p><blockquote>${row.consent.text}</blockquote>`;
  return {
    status: 200,
    body: layout(
      name,
      title,
      html`<p>${lead(name, maskEmail(row.written))}</p>${agreed ?? ""}
<form method="post"><button>${button}</button></form>
<p><small>${otherwise}</small></p>`,
    ),
  };
}

export const donePage = ({ name, page }: Found, ticket: string | undefined): Page => ({
  status: 200,
  body: layout(
    name,
    texts.done.title,
    html`<p>${texts.done.lead(name)}</p>${link(name, page && withTicket(page, ticket))}`,
  ),
});

/** Of a link of which nothing can be said. */
const plain = (status: Page["status"], { title, lead }: { title: string; lead: string }): Page => ({
  status,
  body: layout(undefined, title, html`<p>${lead}</p>`),
});
export const unknownPage = () => plain(404, texts.unknown);
export const busyPage = () => plain(429, texts.busy);
export const failedPage = () => plain(500, texts.failed);

/** Behind the #, which no server and no other site gets to see. */
export const withTicket = (page: string, ticket: string | undefined): string =>
  ticket === undefined ? page : `${page}#vitrine=${ticket}`;

const link = (name: string, page: string | undefined): Html | "" =>
  page === undefined ? "" : html`<p><a href="${page}" rel="noreferrer">${texts.done.goOn(name)}</a></p>`;

function layout(shop: string | undefined, title: string, content: Html): Page["body"] {
  return (nonce) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${shop === undefined ? title : `${title} · ${shop}`}</title>
<style nonce="${nonce}">${raw(STYLE)}</style>
</head>
<body>
<main>
${shop === undefined ? "" : html`<p class="shop">${shop}</p>`}
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

const STYLE = `
:root { color-scheme: light dark; --text: #1d2420; --soft: #4c5650; --page: #f3f5f2; --card: #fff; --quote: #f3f5f2; --accent: #1f5a40; --hover: #174631; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #eef1ee; --soft: #b6c0ba; --page: #14191a; --card: #1e2526; --quote: #171d1e; --accent: #8fd0ae; --hover: #a6dcc0; --on-accent: #10201a; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; font: 1.0625rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--page); }
main { width: 100%; max-width: 30rem; padding: clamp(1.5rem, 5vw, 2.5rem); border-radius: 1rem; background: var(--card); box-shadow: 0 1px 3px rgb(0 0 0 / 0.16); overflow-wrap: anywhere; }
.shop { margin: 0 0 0.5rem; font-weight: 600; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 1rem; }
p:last-child { margin-bottom: 0; }
blockquote { margin: 0 0 1.25rem; padding: 0.75rem 1rem; border-inline-start: 3px solid var(--accent); background: var(--quote); white-space: pre-line; }
button { width: 100%; min-height: 3rem; margin: 0.25rem 0 1rem; border: 0; border-radius: 0.625rem; font: inherit; font-weight: 600; cursor: pointer; color: var(--on-accent); background: var(--accent); }
button:hover { background: var(--hover); }
small { font-size: 0.9375rem; color: var(--soft); }
a { display: inline-block; padding: 0.625rem 0; font-weight: 600; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
`;
