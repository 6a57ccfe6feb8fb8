/** The way back up, above a category or a product. */
import type { Category } from "../catalogue";
import { type Html, html } from "./html";

export function breadcrumbs(trail: readonly Category[], last?: string): Html {
  const links = trail.map(({ url, name }, at) =>
    !last && at === trail.length - 1
      ? html`<li aria-current="page">${name}</li>`
      : html`<li><a href="${url}">${name}</a></li>`,
  );
  return html`<nav class="breadcrumbs" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li>${links}${last && html`<li aria-current="page">${last}</li>`}</ol></nav>`;
}
