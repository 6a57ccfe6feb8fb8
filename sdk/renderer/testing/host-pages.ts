/** The shop pages that messages are tried on: a quiet outdoor shop, light and dark, and pages with hostile style sheets. */
interface HostPage {
  css: string;
  /** Attributes of the html element. */
  html?: string;
}

const SHOP = `
@font-face { font-family: Inter; src: url(/inter.woff2); font-weight: 100 900 }
body { margin: 0; font: 16px/1.5 Inter, sans-serif; background: #fff; color: #1d211f }
header { display: flex; gap: 32px; align-items: center; padding: 20px 32px; border-bottom: 1px solid #8883 }
@media (max-width: 500px) { #search, #opener { display: none } }
header b { font-size: 20px; white-space: nowrap; letter-spacing: .02em }
main { max-width: 1100px; margin: 0 auto; padding: 32px }
.hero { height: 300px; background: linear-gradient(160deg, #b8c4b8, #6f8271 60%, #47584c); border-radius: 2px }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 24px; margin-top: 24px }
.card i { display: block; height: 220px; background: #8883; margin-bottom: 8px }
`;
const DARK = "body { background: #121514; color: #e8ebe6 }";

export const HOST_PAGES = {
  light: { css: SHOP },
  dark: { css: SHOP + DARK },
  rtl: { css: SHOP, html: 'lang="ar" dir="rtl"' },
  "hostile-reset": {
    css: `${SHOP} * { all: unset !important; display: block !important; color: red !important }`,
  },
  "hostile-blunt": {
    css: `${SHOP} html { font-size: 62.5%; direction: rtl; text-align: right; letter-spacing: 4px; word-spacing: 9px }
      * { font: 30px/3 fantasy !important; visibility: hidden !important; pointer-events: none !important;
        --background: lime !important; --text: lime !important; --radius: 99px !important }
      dialog, button, input, h1, h2, p, div, a { background: lime !important; border: 9px dotted red !important }
      ::backdrop { background: red !important }`,
  },
  "hostile-clever": {
    css: `${SHOP} vitrine-message, html > :not(head):not(body) { display: none !important; opacity: 0 !important;
        transform: scale(.1) !important; text-transform: uppercase !important; zoom: 3 !important; color-scheme: dark !important }
      html { text-transform: uppercase; text-indent: 80px; white-space: pre; cursor: none; user-select: none }
      @keyframes rise { from, to { transform: translateY(999px) } }
      @property --accent { syntax: "<color>"; inherits: false; initial-value: red }
      :focus, :focus-visible { outline: none !important }`,
  },
} satisfies Record<string, HostPage>;

export type HostPageName = keyof typeof HOST_PAGES;

export function hostPage(name: HostPageName): string {
  const { html = 'lang="en"' }: HostPage = HOST_PAGES[name];
  const cards = Array.from(
    { length: 8 },
    (_, i) => `<a class="card" href="/p/${i}"><i></i>Item ${i + 1}</a>`,
  );
  return `<!doctype html><html ${html}><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/${name}.css"><script src="/axe.js"></script><script type="module" src="/page.js"></script></head>
<body><header><b>Fjell &amp; Fell</b><a href="/about">About</a><button id="opener">Open</button><input id="search" aria-label="Search"></header>
<main><h1>Autumn on the fell</h1><div class="hero"></div><div class="grid">${cards.join("")}</div></main></body></html>`;
}
