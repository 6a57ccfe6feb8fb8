/** Reports the lists of products on a page, and which product was chosen from them. */
import type { Item } from "../item";
import { reportItemList, reportSelection } from "./data-layer";

export function reportLists(main: HTMLElement): void {
  for (const list of main.querySelectorAll<HTMLElement>("[data-list-id]")) {
    const items = [...list.querySelectorAll<HTMLElement>("[data-item]")].flatMap(
      (card) => itemIn(card) ?? [],
    );
    if (items.length > 0) reportItemList(items, placeOf(list));
  }
}

export function startSelections(): void {
  document.addEventListener("click", ({ target }) => {
    const card =
      target instanceof Element && target.closest("a") ? target.closest<HTMLElement>("[data-item]") : null;
    const list = card?.closest<HTMLElement>("[data-list-id]");
    const item = card && itemIn(card);
    if (!card || !list || !item) return;
    reportSelection(item, { ...placeOf(list), index: [...list.children].indexOf(card) });
  });
}

export function itemIn(element: HTMLElement): Item | undefined {
  const { item } = element.dataset;
  return item ? (JSON.parse(item) as Item) : undefined;
}

const placeOf = ({ dataset }: HTMLElement) => ({ id: dataset.listId ?? "", name: dataset.listName ?? "" });
