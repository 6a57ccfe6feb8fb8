/** The product that a page is about, from its JSON-LD in the common shapes; `markup.ts` reads the others, later. */
import type { ProductSeen } from "../../core/signals/catalogue";
import { currencyOf, minorUnits } from "./money";

export type Json = Record<string, unknown>;

let text = "";
let stale = "";

/** The product that the page's markup describes. Single-page shops may leave the markup of another page behind. */
export function describedProduct(): ProductSeen | undefined {
  const texts: string[] = [];
  for (const script of document.querySelectorAll('[type*="ld+json"]')) texts.push(script.textContent!);
  text = texts.join();
  return text === stale ? undefined : productIn(texts);
}

/** What the markup says by now is about the page that is left. */
export const leaveMarkup = (): void => {
  stale = text;
};

/** `texts`: a page's ld+json scripts. Undefined when they name no product, or several. */
export function productIn(texts: string[]): ProductSeen | undefined {
  const [product, ...others] = texts.flatMap((text) => productsOf(parse(text)));
  // The same product stands in two scripts of many shops.
  return product && others.every((other) => idOf(other) === idOf(product)) ? read(product) : undefined;
}

/** JSON with the faults that are common: raw line ends in texts, commas too many. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/\s+/g, " ").replace(/, ?(?=[}\]])/g, ""));
  } catch {
    return undefined;
  }
}

/** Products that stand at the top or in a graph; not those of lists. */
function productsOf(node: unknown): Json[] {
  if (Array.isArray(node)) return node.flatMap(productsOf);
  const json = node as Json | undefined;
  return /Product(Group)?\b/.test(String(json?.["@type"])) ? [json!] : productsOf(json?.["@graph"] ?? []);
}

/** Undefined without an id. */
export function read(json: Json): ProductSeen | undefined {
  const { name, brand, category, url } = json;
  const id = idOf(json);
  const model = first(json.hasVariant);
  const offer = first(json.offers ?? model.offers);
  const detail = first(offer.priceSpecification);
  const currency = currencyOf(offer.priceCurrency ?? detail.priceCurrency);
  return id
    ? {
        id,
        name: plain(name),
        brand: plain(brand),
        category: plain(category),
        price: minorUnits(offer.price ?? offer.lowPrice ?? detail.price, currency),
        currency,
        url: plain(url),
        image: plain(json.image),
        available: offer.availability ? !/Out|Sold|Disc/.test(String(offer.availability)) : undefined,
      }
    : undefined;
}

const idOf = (json: Json) => plain(json.productGroupID ?? json.sku ?? json.mpn ?? json["@id"] ?? json.name);

export const first = (value: unknown) => ([] as Json[]).concat((value as Json) ?? {})[0]!;

/** A text, or the name or address of what stands in its place. */
export function plain(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  const text = one && typeof one === "object" ? (one.name ?? one.url) : one;
  return text || text === 0 ? String(text) : undefined;
}
