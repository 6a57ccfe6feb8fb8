/** Puts markup into an element, and the focus back where it was. */
import type { Html } from "../html";

export function draw(root: Element, markup: Html): void {
  const focused = root.contains(document.activeElement) ? document.activeElement?.id : undefined;
  root.innerHTML = markup.text;
  if (!focused) return;
  const again = document.getElementById(focused);
  if (again instanceof HTMLElement) again.focus();
  else document.getElementById("main")?.focus({ preventScroll: true });
}
