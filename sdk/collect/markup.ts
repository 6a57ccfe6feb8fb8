/**
 * What a page's markup says of its product and category late, or in other than the common shapes, where nobody said more:
 * wild JSON-LD, microdata, Open Graph.
 */
import type { Collector } from "./collector";
import { categoryIn, mend, oneProduct, thingsOf } from "./json-ld";
import { type Json, read } from "./product";

/** Scripts that write a page's markup late have this many looks. */
const LOOKS = 5;

export const watch: Collector = ({ page, once, viewProduct }) => {
  let url: string | undefined;
  let looks = 0;
  /** What the markup said last; on the next page of a single-page shop it may stand there still. */
  let said: string | undefined;
  let stale: string | undefined;

  return () => {
    const context = page();
    if (context.url !== url) {
      if (url) stale = said;
      url = context.url;
      looks = 0;
    }
    if (looks++ >= LOOKS) return;
    const things = [...document.querySelectorAll('[type*="ld+json"]')].flatMap((script) =>
      thingsOf(mend(script.textContent!)),
    );
    const product = oneProduct(things) ?? oneProduct(microdata()) ?? openGraph();
    const category = categoryIn(things) ?? document.querySelector("h1")?.textContent?.trim();
    said = JSON.stringify([product, category]);
    if (said === stale || context.product || context.type === "thank_you") return;
    if (product) viewProduct(read(product), true);
    else if (context.type === "category" && !context.category && category) {
      context.category = category;
      once({ type: "category_view", category }, category);
    }
  };
};

/** Products described by attributes of the elements that show them; not those in lists, or beside the product. */
const microdata = (): Json[] =>
  [...document.querySelectorAll('[itemscope][itemtype*="schema.org/Product"]')]
    .filter(
      (scope) =>
        !scope.matches("[itemprop]:not([itemprop=mainEntity])") && !scope.closest('[itemtype*="ItemList"]'),
    )
    .map(itemOf);

function itemOf(scope: Element): Json {
  const item: Json = { "@type": scope.getAttribute("itemtype") };
  for (const element of scope.querySelectorAll("[itemprop]")) {
    if (element.parentElement!.closest("[itemscope]") !== scope) continue;
    for (const name of element.getAttribute("itemprop")!.split(/\s+/)) {
      const value = element.matches("[itemscope]")
        ? itemOf(element)
        : (element.getAttribute("content") ??
          element.getAttribute("href") ??
          element.getAttribute("src") ??
          element.textContent!.trim());
      item[name] ??= value;
    }
  }
  return item;
}

/** Open Graph has no more than what a shared link shows, and often no id: then it is the address. */
function openGraph(): Json | undefined {
  const say = (...names: string[]) =>
    names
      .map(
        (name) =>
          document.querySelector<HTMLMetaElement>(`meta[property="${name}"],meta[name="${name}"]`)?.content,
      )
      .find(Boolean);
  if (!/product/.test(say("og:type") ?? "")) return undefined;
  return oneProduct([
    {
      "@type": "Product",
      sku: say("product:retailer_item_id", "product:retailer_part_no", "product:sku"),
      name: say("og:title"),
      brand: say("product:brand", "og:brand"),
      category: say("product:category"),
      image: say("og:image"),
      url: say("og:url"),
      offers: {
        price: say("product:price:amount", "og:price:amount"),
        priceCurrency: say("product:price:currency", "og:price:currency"),
        availability: say("product:availability", "og:availability"),
      },
    },
  ]);
}
