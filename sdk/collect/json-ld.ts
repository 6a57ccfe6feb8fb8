/** JSON-LD as it is met in the wild: what is hidden deep, broken, or named in other ways than the common ones. */
import { first, type Json, plain } from "./product";

/** JSON with the faults that are common: comments around it, raw line ends, commas and semicolons too many. */
export function mend(text: string): unknown {
  const bare = text
    .replace(
      /<!--|-->|\/\*\s*<!\[CDATA\[\s*\*\/|\/\*\s*\]\]>\s*\*\/|(\/\/\s*)?<!\[CDATA\[|(\/\/\s*)?\]\]>/g,
      "",
    )
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/, ?(?=[}\]])/g, "")
    .replace(/^[^[{]+|[^\]}]+$/g, "");
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

const isA = (type: RegExp, json: Json) => type.test(String(json["@type"]));

/** All things that a page describes as its own, not those in its lists. */
export function thingsOf(node: unknown, depth = 0): Json[] {
  if (Array.isArray(node)) return node.flatMap((one) => thingsOf(one, depth));
  if (!node || typeof node !== "object" || depth > 6) return [];
  const json = node as Json;
  return [
    json,
    ...["@graph", "mainEntity", "mainEntityOfPage", "about"].flatMap((key) => thingsOf(json[key], depth + 1)),
  ];
}

/** The one product of these things, in the common names; undefined for none or several. */
export function oneProduct(things: Json[]): Json | undefined {
  const products = things.filter((thing) => isA(/\bProduct(Group|Model)?\b/, thing)).map(plainly);
  // Variants that stand beside each other are one product.
  const groups = new Set(products.map(({ productGroupID, group, sku }) => productGroupID ?? group ?? sku));
  return groups.size === 1
    ? (products.find(({ productGroupID }) => productGroupID) ?? products[0])
    : undefined;
}

/** The name of the category that these things describe. */
export function categoryIn(things: Json[]): string | undefined {
  const listing = things.find((thing) => isA(/CollectionPage|OfferCatalog/, thing) && thing.name);
  const crumbs = things.find((thing) => isA(/BreadcrumbList/, thing))?.itemListElement as Json[] | undefined;
  const last = crumbs?.at?.(-1);
  return plain(listing?.name) ?? plain(last?.name ?? last?.item);
}

/** As the common reader takes it: an id under `sku`, one offer with a price and a currency. */
function plainly(json: Json): Json {
  const { sku, productID, mpn, gtin, gtin13, gtin14, gtin12, gtin8, url } = json;
  const group = (first(json.isVariantOf).productGroupID ?? json.inProductGroupWithID) as string | undefined;
  const own = sku ?? productID ?? mpn ?? gtin ?? gtin13 ?? gtin14 ?? gtin12 ?? gtin8 ?? json["@id"] ?? url;
  const outer = first(json.offers ?? first(json.hasVariant).offers);
  const inner = first(outer.offers);
  const detail = first(outer.priceSpecification ?? inner.priceSpecification);
  const price = outer.price ?? outer.lowPrice ?? detail.price ?? inner.price;
  const currency = outer.priceCurrency ?? detail.priceCurrency ?? inner.priceCurrency;
  return {
    ...json,
    // "sku:17", as some write it.
    sku: plain(own ?? json.name)?.replace(/^(sku|mpn|gtin\d*):/i, ""),
    group,
    offers: {
      price,
      priceCurrency: codeOf(currency) ?? codeOf(price),
      availability: outer.availability ?? inner.availability,
    },
  };
}

const SIGNS: Record<string, string> = {
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  zł: "PLN",
  "₺": "TRY",
  US$: "USD",
};

/** The currency's code, also where a sign stands in its place or in the price; `$` alone is of too many. */
const codeOf = (text: unknown): unknown =>
  /^[a-z]{3}$/i.test(String(text))
    ? text
    : SIGNS[Object.keys(SIGNS).find((sign) => String(text ?? "").includes(sign)) ?? ""];
