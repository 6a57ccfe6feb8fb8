import { type Product, products } from "../../catalogue";
import { html } from "../html";
import type { Page } from "../page";
import { productList } from "../product-list";

export function searchPage(query: string): Page {
  const found = query ? search(query) : [];
  return {
    type: "search",
    status: 200,
    title: query ? `“${query}” · Search · Fjell & Fjord` : "Search · Fjell & Fjord",
    description: "Search the shop.",
    canonical: query ? `/search?q=${encodeURIComponent(query)}` : "/search",
    noIndex: true,
    main: html`
<div class="section page-head">
  <h1>${query ? html`Results for “${query}”` : "Search"}</h1>
  <p class="lead" id="search-summary" data-search-term="${query}">${summary(query, found.length)}</p>
</div>
<section class="section" id="search-results" aria-label="Results">
  ${productList({ id: "search-results", name: "Search results", products: found })}
</section>`,
  };
}

/** Every word must occur; words in the name count most. */
export function search(query: string): Product[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return products
    .map((product) => ({ product, score: score(product, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ product }) => product);
}

function score(product: Product, words: readonly string[]): number {
  const fields: [text: string, weight: number][] = [
    [`${product.name} ${product.id}`, 8],
    [`${product.brand} ${product.categories.join(" ")} ${product.colours.join(" ")}`, 4],
    [product.description, 1],
  ];
  const scores = words.map((word) =>
    fields.reduce((sum, [text, weight]) => sum + (plain(text).includes(stem(word)) ? weight : 0), 0),
  );
  return scores.length > 0 && scores.every(Boolean) ? scores.reduce((sum, one) => sum + one) : 0;
}

const stem = (word: string): string => (word.length > 3 ? word.replace(/s$/, "") : word);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/ø/g, "o");

function summary(query: string, count: number): string {
  if (!query) return "What are you looking for?";
  if (count === 0) return "Nothing found. Try fewer or other words, such as “tent” or “wool”.";
  return count === 1 ? "One product" : `${count} products`;
}
