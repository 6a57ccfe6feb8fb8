/** Keeps a message above the on-screen keyboard, which covers fixed elements on iOS and Android without resizing the page. */
import type { SetProperty } from "./theme";

/** Less than this (px) is a scroll bar or a toolbar, not a keyboard. */
const SMALLEST_KEYBOARD = 100;

export function followKeyboard(view: Window, set: SetProperty): () => void {
  const viewport = view.visualViewport;
  const measure = () => {
    if (!viewport) return;
    const covered = view.innerHeight - viewport.height - viewport.offsetTop;
    // A pinch zoom shrinks the visual viewport too, and is the visitor's own choice of what to see.
    const up = covered > SMALLEST_KEYBOARD && viewport.scale < 1.05;
    set("keyboard", `${up ? covered : 0}px`);
    set("room", up ? `${viewport.height}px` : "100dvh");
  };
  measure();
  viewport?.addEventListener("resize", measure);
  viewport?.addEventListener("scroll", measure);
  return () => {
    viewport?.removeEventListener("resize", measure);
    viewport?.removeEventListener("scroll", measure);
  };
}
