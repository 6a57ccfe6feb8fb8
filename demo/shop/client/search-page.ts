/** The search page: reports the search, once for each time that somebody searched. */
import { reportSearch } from "./data-layer";
import type { Visit } from "./visit";

export function mountSearch(main: HTMLElement, { revisited }: Visit): void {
  const term = main.querySelector<HTMLElement>("[data-search-term]")?.dataset.searchTerm ?? "";
  const field = document.querySelector<HTMLInputElement>("#search-field");
  if (field) field.value = term;
  if (term && !revisited) reportSearch(term);
}
