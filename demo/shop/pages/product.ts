import { categoryByPath, colours, type Product, products } from "../../catalogue";
import { breadcrumbs } from "../breadcrumbs";
import { type Html, html } from "../html";
import { icon } from "../icons";
import { itemOf } from "../item";
import type { Page } from "../page";
import { percentSaved, picture, price, productList } from "../product-list";
import { breadcrumbJsonLd, productJsonLd, trailOf } from "../structured-data";

const availabilityText: Record<Product["availability"], string> = {
  InStock: "In stock, with you in two days",
  LimitedAvailability: "Only a few left",
  OutOfStock: "Sold out at the moment",
};

export function productPage(product: Product, origin: string): Page {
  const trail = trailOf(product.categories);
  return {
    type: "product",
    status: 200,
    title: `${product.brand} ${product.name} · Fjell & Fjord`,
    description: product.description,
    canonical: `/p/${product.slug}`,
    image: product.image,
    jsonLd: [productJsonLd(product, origin), breadcrumbJsonLd(trail, origin, product)],
    main: html`
<div class="section page-head">${breadcrumbs(trail, product.name)}</div>
<article class="section product">
  <div class="product-picture">${picture(product, { eager: true, alt: `${product.brand} ${product.name}` })}</div>
  <div class="product-text">
    <p class="card-brand">${product.brand}</p>
    <h1>${product.name}</h1>
    <div class="product-price">${price(product)}${product.compareAtPrice && html`<span class="badge sale inline">−${percentSaved(product)} %</span>`}</div>
    <p class="lead">${product.description}</p>
    ${buyForm(product)}
    <ul class="assurances">
      <li>${icon("truck")}Free delivery from €80</li>
      <li>${icon("return")}Sixty days to try it</li>
      <li>${icon("mend")}Mended here, for as long as it lasts</li>
    </ul>
    ${facts(product)}
  </div>
</article>
<section class="section" id="related" aria-labelledby="related-title">
  <h2 id="related-title">Goes well with it</h2>
  ${productList({ id: "related", name: "Goes well with it", products: relatedTo(product) }, "h3")}
</section>`,
  };
}

function buyForm(product: Product): Html {
  const soldOut = product.availability === "OutOfStock";
  return html`<form class="buy" id="buy" action="/cart" data-buy data-item="${JSON.stringify(itemOf(product))}">
  ${colourChoice(product)}${sizeChoice(product)}
  <p class="stock ${soldOut ? "out" : product.availability === "InStock" ? "in" : "few"}">${availabilityText[product.availability]}</p>
  <div class="buy-row">
    <label class="visually-hidden" for="quantity">Quantity</label>
    <select id="quantity" name="quantity"${soldOut && html` disabled`}>${[1, 2, 3, 4, 5].map((count) => html`<option>${count}</option>`)}</select>
    <button class="button wide" id="add-to-cart"${soldOut && html` disabled`}>${soldOut ? "Sold out" : "Add to cart"}</button>
  </div>
  <noscript><p class="hint">The cart needs JavaScript. Looking around works without it.</p></noscript>
</form>`;
}

function colourChoice({ colours: offered, image }: Product): Html {
  const swatches = offered.map(
    (name, at) => html`<label class="swatch" title="${name}">
      <input type="radio" name="colour" value="${name}" data-image="${image}"${at === 0 && html` checked`}>
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><circle cx="16" cy="16" r="16" fill="${colours[name]}"/></svg>
      <span class="visually-hidden">${name}</span>
    </label>`,
  );
  return html`<fieldset><legend>Colour: <output id="colour-name">${offered[0]}</output></legend><div class="swatches">${swatches}</div></fieldset>`;
}

function sizeChoice({ sizes }: Product): Html | undefined {
  if (!sizes) return undefined;
  const middle = Math.floor(sizes.length / 2);
  const radios = sizes.map(
    (size, at) =>
      html`<label class="size"><input type="radio" name="size" value="${size}"${at === middle && html` checked`}><span>${size}</span></label>`,
  );
  return html`<fieldset><legend>Size</legend><div class="sizes">${radios}</div></fieldset>`;
}

function facts(product: Product): Html {
  const category = categoryByPath(product.categories);
  const rows: [string, Html | string][] = [
    ["Article", product.id],
    ["GTIN", product.gtin],
    ["Brand", product.brand],
    [
      "Category",
      category ? html`<a href="${category.url}">${category.name}</a>` : (product.categories.at(-1) ?? ""),
    ],
    ["Colours", product.colours.join(", ")],
  ];
  return html`<details class="facts" open><summary>Details</summary><dl>${rows.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl></details>`;
}

/** Two of the same kind, two of what lies next to it: enough to wander on. */
function relatedTo(product: Product): Product[] {
  const others = products.filter(
    ({ id, availability }) => id !== product.id && availability !== "OutOfStock",
  );
  const same = others.filter(({ categories }) => categories[1] === product.categories[1]).slice(0, 2);
  const start = products.indexOf(product);
  const elsewhere = others.filter(({ categories }) => categories[0] !== product.categories[0]);
  const step = Math.floor(elsewhere.length / 4);
  const wander = [0, 1, 2, 3].flatMap((at) => elsewhere[(start * 7 + at * step) % elsewhere.length] ?? []);
  return [...same, ...wander].slice(0, 4);
}
