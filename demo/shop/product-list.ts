/** Product cards, alone and as a list that knows its own name, so that the page can report what was seen and chosen in it. */
import type { Product } from "../catalogue";
import { type Html, html } from "./html";
import { itemOf } from "./item";
import { formatMoney } from "./money";

export interface ProductList {
  /** GA4's item_list_id and item_list_name. */
  id: string;
  name: string;
  products: readonly Product[];
}

export function productList({ id, name, products }: ProductList, level: "h2" | "h3" = "h2"): Html {
  return html`<ul class="grid" data-list-id="${id}" data-list-name="${name}">${products.map((product, at) => card(product, level, at))}</ul>`;
}

function card(product: Product, level: "h2" | "h3", at: number): Html {
  const title = html`<a href="/p/${product.slug}">${product.name}</a>`;
  return html`<li class="card" data-item="${JSON.stringify(itemOf(product))}">
  <div class="card-picture">${picture(product, { eager: at < 4 })}${badge(product)}</div>
  <p class="card-brand">${product.brand}</p>
  ${level === "h2" ? html`<h2 class="card-name">${title}</h2>` : html`<h3 class="card-name">${title}</h3>`}
  ${price(product)}
</li>`;
}

/** Square, its size fixed before it loads. The same drawing exists for dark pages. */
export function picture(product: Product, { eager, alt = "" }: { eager: boolean; alt?: string }): Html {
  return html`<picture><source srcset="${product.image}?scheme=dark" media="(prefers-color-scheme: dark)"><img src="${product.image}" width="800" height="800" alt="${alt}" loading="${eager ? "eager" : "lazy"}" decoding="async"></picture>`;
}

export function price({ price, compareAtPrice }: Product): Html {
  if (!compareAtPrice) return html`<p class="price">${formatMoney(price)}</p>`;
  return html`<p class="price reduced"><span class="visually-hidden">Now </span><strong>${formatMoney(price)}</strong> <s><span class="visually-hidden">Before </span>${formatMoney(compareAtPrice)}</s></p>`;
}

export function percentSaved({ price, compareAtPrice }: Product): number {
  return compareAtPrice ? Math.round((1 - price / compareAtPrice) * 100) : 0;
}

function badge(product: Product): Html | false {
  if (product.availability === "OutOfStock") return html`<span class="badge">Sold out</span>`;
  if (product.compareAtPrice) return html`<span class="badge sale">−${percentSaved(product)} %</span>`;
  return product.availability === "LimitedAvailability" && html`<span class="badge">Few left</span>`;
}
