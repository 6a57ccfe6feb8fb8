// Places a popover beside what opened it: below when there is room, else above, never off the screen.
// The popover attribute puts it in the browser's top layer, so no table or dialog can cut it off.
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const GAP = 4;
const MARGIN = 8;

export interface FloatingOptions {
  open: boolean;
  align?: "start" | "end" | "center";
  side?: "below" | "above";
  /** At least as wide as what it belongs to, as lists under an input are. */
  matchWidth?: boolean;
}

export function useFloating(
  anchor: RefObject<HTMLElement>,
  floating: RefObject<HTMLElement>,
  { open, align = "start", side = "below", matchWidth = false }: FloatingOptions,
): void {
  useLayoutEffect(() => {
    const [from, box] = [anchor.current, floating.current];
    if (!open || !from || !box) return;
    if (!box.matches(":popover-open")) box.showPopover();
    const put = () => place(from, box, { align, side, matchWidth });
    put();
    addEventListener("scroll", put, { capture: true, passive: true });
    addEventListener("resize", put);
    const observer = new ResizeObserver(put);
    observer.observe(box);
    return () => {
      removeEventListener("scroll", put, { capture: true });
      removeEventListener("resize", put);
      observer.disconnect();
      if (box.matches(":popover-open")) box.hidePopover();
    };
  }, [open, align, side, matchWidth]);
}

function place(
  anchor: HTMLElement,
  box: HTMLElement,
  { align, side, matchWidth }: Required<Omit<FloatingOptions, "open">>,
): void {
  const at = anchor.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  if (matchWidth) box.style.minWidth = `${Math.min(at.width, clientWidth - 2 * MARGIN)}px`;

  const below = clientHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  box.style.maxHeight = "";
  const wanted = box.offsetHeight;
  const goesBelow = side === "below" ? wanted <= below || below >= above : wanted > above && below > above;
  box.style.maxHeight = `${Math.max(goesBelow ? below : above, 96)}px`;

  const { offsetWidth: width, offsetHeight: height } = box;
  const left = { start: at.left, end: at.right - width, center: at.left + (at.width - width) / 2 }[align];
  box.style.left = `${Math.max(MARGIN, Math.min(left, clientWidth - width - MARGIN))}px`;
  box.style.top = `${goesBelow ? at.bottom + GAP : at.top - GAP - height}px`;
}
