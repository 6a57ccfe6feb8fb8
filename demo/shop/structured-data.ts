/** What the pages tell search engines, in the words of schema.org (https://schema.org/Product, /ItemList, /BreadcrumbList). */
import { type Category, categoryByPath, currency, type Product } from "../catalogue";
import { majorUnits } from "./money";

export type JsonLd = { "@type": string } & Record<string, unknown>;

export function productJsonLd(product: Product, origin: string): JsonLd {
  const url = `${origin}/p/${product.slug}`;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    "@id": `${url}#product`,
    name: `${product.brand} ${product.name}`,
    description: product.description,
    image: [origin + product.image],
    sku: product.id,
    gtin: product.gtin,
    brand: { "@type": "Brand", name: product.brand },
    category: product.categories.join(" > "),
    color: product.colours.join("/"),
    url,
    offers: {
      "@type": "Offer",
      url,
      price: majorUnits(product.price).toFixed(2),
      priceCurrency: currency,
      availability: `https://schema.org/${product.availability}`,
      itemCondition: "https://schema.org/NewCondition",
      seller: { "@type": "Organization", name: "Fjell & Fjord" },
    },
  };
}

export function itemListJsonLd(name: string, products: readonly Product[], origin: string): JsonLd {
  return {
    "@context": "https://schema.org",
    "@type": "ItemList",
    name,
    numberOfItems: products.length,
    itemListElement: products.map((product, at) => ({
      "@type": "ListItem",
      position: at + 1,
      name: `${product.brand} ${product.name}`,
      url: `${origin}/p/${product.slug}`,
    })),
  };
}

/** From the home page through the categories down to `last`, when that is not a category itself. */
export function breadcrumbJsonLd(trail: readonly Category[], origin: string, last?: Product): JsonLd {
  const steps = [
    { name: "Home", item: `${origin}/` },
    ...trail.map(({ name, url }) => ({ name, item: origin + url })),
    ...(last ? [{ name: last.name, item: `${origin}/p/${last.slug}` }] : []),
  ];
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map((step, at) => ({ "@type": "ListItem", position: at + 1, ...step })),
  };
}

export function shopJsonLd(origin: string): JsonLd {
  return {
    "@context": "https://schema.org",
    "@type": "WebSite",
    name: "Fjell & Fjord",
    url: `${origin}/`,
    potentialAction: {
      "@type": "SearchAction",
      target: `${origin}/search?q={search_term_string}`,
      "query-input": "required name=search_term_string",
    },
  };
}

export function trailOf(path: readonly string[]): Category[] {
  return path.flatMap((_, level) => categoryByPath(path.slice(0, level + 1)) ?? []);
}
