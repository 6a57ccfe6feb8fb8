// A page of no shop in particular, for a message to stand on: shapes without words, always light as most shops are.
// Made by hand and styled by an adopted sheet, so that the panel's policy against inline styles has nothing to refuse.

export function dressAsShop(page: Document): void {
  const sheet = new page.defaultView!.CSSStyleSheet();
  sheet.replaceSync(css);
  page.adoptedStyleSheets = [sheet];
  const product = () => box("product", box("picture"), box("line"), box("line short"));
  const shop = box(
    "shop",
    box("top", box("logo"), box("word"), box("word"), box("word"), box("cart")),
    box("hero"),
    box("grid", ...Array.from({ length: 8 }, product)),
  );
  shop.setAttribute("aria-hidden", "true");
  page.body.replaceChildren(shop);

  function box(name: string, ...children: Element[]): HTMLElement {
    const made = page.createElement("div");
    made.className = name;
    made.replaceChildren(...children);
    return made;
  }
}

const css = `
html { color-scheme: light; background: #fff }
body { margin: 0; min-height: 100vh; overflow: hidden; font: 16px/1.5 system-ui, sans-serif; color: #1d211f }
.top { display: flex; align-items: center; gap: 28px; padding: 22px 40px; border-bottom: 1px solid #e6e8ea }
.logo { width: 120px; height: 20px; margin-right: auto; border-radius: 4px; background: #c3c8cc }
.word { width: 64px; height: 10px; border-radius: 5px; background: #dfe2e5 }
.cart { width: 24px; height: 24px; border-radius: 50%; background: #d3d7da }
.hero { height: 300px; margin: 32px 40px; border-radius: 6px; background: linear-gradient(150deg, #e9ecee, #d5dade) }
.grid { display: grid; grid-template-columns: repeat(4, 1fr); gap: 28px; padding: 0 40px }
.picture { height: 220px; border-radius: 6px; background: #eceef0 }
.line { height: 10px; margin-top: 14px; border-radius: 5px; background: #dfe2e5 }
.short { width: 50%; margin-top: 8px }
@media (max-width: 600px) {
  .top { gap: 16px; padding: 18px 20px }
  .word { display: none }
  .hero { height: 200px; margin: 20px }
  .grid { grid-template-columns: repeat(2, 1fr); gap: 18px; padding: 0 20px }
  .picture { height: 160px }
}
`;
