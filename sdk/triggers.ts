/** When a message's moment has come. */
import type { Candidate } from "../core/signals/wire";
import type { liveFacts } from "./live";
import { listen } from "./safe";

/** Interrupting messages stay away for so many seconds, unless an act of the visitor calls them. */
export const QUIET_SECONDS = 10;
/** A page whose load never ends is taken as painted after so many seconds. */
const PAINTED_AFTER = 5;

export function triggered(
  { trigger, interrupts, quiet }: Candidate,
  { seconds_on_page: seconds, scroll_depth: depth, exit_intent: leaving }: ReturnType<typeof liveFacts>,
): boolean {
  const calm = interrupts && quiet !== false ? QUIET_SECONDS : 0;
  switch (trigger.on) {
    case "load":
      return seconds >= calm && (document.readyState === "complete" || seconds >= PAINTED_AFTER);
    case "delay":
      return seconds >= Math.max(trigger.seconds, calm);
    case "scroll":
      return depth >= trigger.percent;
    case "exit":
      return leaving;
    default:
      return false;
  }
}

/** A swipe back to the top: this many pixels up within this many milliseconds, without going down in between. */
const SWIPE = 600;
const SWIPE_TIME = 400;

/** The pointer leaves through the top; on touch, a fast scroll up from below the first screen. */
export function watchExit(leaving: () => void): void {
  listen(document, "mouseout", (event) => {
    const { clientY, relatedTarget } = event as MouseEvent;
    if (clientY <= 0 && !relatedTarget) leaving();
  });
  if (!matchMedia("(pointer: coarse)").matches) return;
  let top = scrollY;
  let from = top;
  let since = 0;
  listen(window, "scroll", () => {
    const now = Date.now();
    if (scrollY >= top || now - since > SWIPE_TIME) {
      from = scrollY;
      since = now;
    }
    top = scrollY;
    if (from > innerHeight && from - top > SWIPE) {
      from = top;
      leaving();
    }
  });
}
