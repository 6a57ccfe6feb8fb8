import { products, productsIn, topCategories } from "../../catalogue";
import { html } from "../html";
import { icon } from "../icons";
import type { Page } from "../page";
import { picture, productList } from "../product-list";
import { shopJsonLd } from "../structured-data";

const favouriteIds = ["FF-1001", "FF-4001", "FF-3001", "FF-6001", "FF-2001", "FF-4007", "FF-8003", "FF-5001"];

export function homePage(origin: string): Page {
  const favourites = products.filter(({ id }) => favouriteIds.includes(id));
  const reduced = products.filter(({ compareAtPrice }) => compareAtPrice).slice(0, 4);
  return {
    type: "home",
    status: 200,
    title: "Fjell & Fjord · Things for outside",
    description: "Tents, packs, boots and wool for the mountains and the coast. Free delivery from €80.",
    canonical: "/",
    jsonLd: [shopJsonLd(origin)],
    main: html`
<section class="hero" id="home-hero" aria-labelledby="hero-title">
  <picture><source srcset="/images/hero.svg?scheme=dark" media="(prefers-color-scheme: dark)"><img class="hero-picture" src="/images/hero.svg" width="1600" height="900" alt="" fetchpriority="high"></picture>
  <div class="hero-text">
    <p class="eyebrow">Autumn, on the high plain</p>
    <h1 id="hero-title">The light is low, the huts are empty.</h1>
    <p>Shelter, wool and warm light for the quiet half of the year.</p>
    <p><a class="button" href="/c/camping/tents">See the tents</a></p>
  </div>
</section>
<section class="section" id="home-categories" aria-labelledby="categories-title">
  <h2 id="categories-title">Where are you going?</h2>
  <ul class="tiles">${topCategories.map((category) => {
    const shown = productsIn(category)[0];
    return html`<li class="tile">${shown && picture(shown, { eager: false })}<a href="${category.url}">${category.name}</a></li>`;
  })}</ul>
</section>
<section class="section" id="home-favourites" aria-labelledby="favourites-title">
  <div class="section-head"><h2 id="favourites-title">What we take ourselves</h2></div>
  ${productList({ id: "home-favourites", name: "What we take ourselves", products: favourites }, "h3")}
</section>
<section class="section promises" id="home-promises" aria-label="What we promise">
  <ul>
    <li>${icon("truck")}<div><h3>There in two days</h3><p>Free from €80, by train and bicycle where there is one.</p></div></li>
    <li>${icon("return")}<div><h3>Sixty days to try</h3><p>Worn once in the rain is still a fair try.</p></div></li>
    <li>${icon("mend")}<div><h3>We mend it</h3><p>Zips, soles and seams, for as long as there is something to sew.</p></div></li>
  </ul>
</section>
<section class="section" id="home-reduced" aria-labelledby="reduced-title">
  <div class="section-head"><h2 id="reduced-title">Reduced</h2></div>
  ${productList({ id: "home-reduced", name: "Reduced", products: reduced }, "h3")}
</section>`,
  };
}
