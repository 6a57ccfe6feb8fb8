import { type Category, categoryByPath, type Product, productsIn, subCategoriesOf } from "../../catalogue";
import { breadcrumbs } from "../breadcrumbs";
import { type Html, html } from "../html";
import type { Page } from "../page";
import { productList } from "../product-list";
import { breadcrumbJsonLd, itemListJsonLd, trailOf } from "../structured-data";

const sorts = {
  featured: { label: "Featured", compare: () => 0 },
  "price-up": { label: "Price, low first", compare: (a: Product, b: Product) => a.price - b.price },
  "price-down": { label: "Price, high first", compare: (a: Product, b: Product) => b.price - a.price },
  name: { label: "Name", compare: (a: Product, b: Product) => a.name.localeCompare(b.name) },
};

type Sort = keyof typeof sorts;

export function categoryPage(category: Category, requestedSort: string | null, origin: string): Page {
  const sort: Sort =
    requestedSort && Object.hasOwn(sorts, requestedSort) ? (requestedSort as Sort) : "featured";
  const products = productsIn(category).toSorted(sorts[sort].compare);
  const trail = trailOf(category.path);
  return {
    type: "category",
    status: 200,
    title: `${category.path.toReversed().join(" · ")} · Fjell & Fjord`,
    description: category.description,
    canonical: category.url,
    image: products[0]?.image,
    jsonLd: [breadcrumbJsonLd(trail, origin), itemListJsonLd(category.name, products, origin)],
    main: html`
<div class="section page-head">
  ${breadcrumbs(trail)}
  <h1>${category.name}</h1>
  <p class="lead">${category.description}</p>
  <div class="toolbar">${subMenu(category)}${sortForm(category, sort)}</div>
</div>
<section class="section" id="category-products" aria-label="${category.name}">
  ${productList({ id: category.slug, name: category.name, products })}
</section>`,
  };
}

function subMenu(category: Category): Html {
  const top = categoryByPath(category.path.slice(0, 1)) ?? category;
  const link = ({ url }: Category, label: string) =>
    html`<li><a class="chip" href="${url}"${url === category.url && html` aria-current="page"`}>${label}</a></li>`;
  return html`<nav aria-label="${top.name}"><ul class="chips">${link(top, "All")}${subCategoriesOf(top).map((sub) => link(sub, sub.name))}</ul></nav>`;
}

function sortForm({ url }: Category, current: Sort): Html {
  const options = Object.entries(sorts).map(
    ([value, { label }]) =>
      html`<option value="${value}"${value === current && html` selected`}>${label}</option>`,
  );
  return html`<form class="sort" action="${url}" data-submit-on-change>
  <label for="sort">Sort by</label>
  <select id="sort" name="sort">${options}</select>
  <noscript><button class="button quiet">Sort</button></noscript>
</form>`;
}
