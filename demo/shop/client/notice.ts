/** A short word at the edge of the page, read out by screen readers, gone after a while. */
import type { Html } from "../html";

const shownFor = 6000;
let hiding: ReturnType<typeof setTimeout> | undefined;

export function notice(markup: Html): void {
  const element = document.getElementById("notice");
  if (!element) return;
  element.innerHTML = markup.text;
  element.toggleAttribute("data-shown", true);
  clearTimeout(hiding);
  hiding = setTimeout(hideNotice, shownFor);
}

export function hideNotice(): void {
  const element = document.getElementById("notice");
  element?.toggleAttribute("data-shown", false);
  element?.replaceChildren();
}
