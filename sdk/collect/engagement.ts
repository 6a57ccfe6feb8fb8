/** How long a page was really looked at, and how far it was scrolled. */
import { listen } from "../safe";
import { record } from "../transport";

/** Without any input for this many milliseconds nobody looks. */
const IDLE = 30_000;
/** Seconds that are reported while the page stays. */
const OFTEN = 30;

/** When the page was shown, seconds of attention, percent of the page. */
export let looked: { since: number; active: number; depth: number };
let input: number;
let reported: number;
let changed: boolean;

export function startEngagement(): void {
  looked = { since: Date.now(), active: 0, depth: 0 };
  input = looked.since;
  reported = 0;
  changed = false;
}

export function watchEngagement(): void {
  listen(window, "pointerdown pointermove keydown scroll", ({ type }) => {
    input = Date.now();
    if (type !== "scroll") return;
    const { scrollHeight } = document.documentElement;
    const depth = Math.round(((scrollY + innerHeight) / scrollHeight) * 100);
    if (depth > looked.depth) {
      looked.depth = Math.min(depth, 100);
      changed = true;
    }
  });
}

/** Called every second that the page is visible. */
export function tickEngagement(): void {
  if (Date.now() - input > IDLE) return;
  changed = true;
  if (++looked.active - reported >= OFTEN) reportEngagement();
}

/** What was not reported yet. */
export function reportEngagement(): void {
  if (changed) record({ type: "engagement", seconds: looked.active - reported, scroll: looked.depth });
  reported = looked.active;
  changed = false;
}
