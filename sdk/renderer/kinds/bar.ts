/** A bar at the top or bottom: over the page, never pushing it, in the top layer where the browser has popovers. */
import { element } from "../dom";
import type { KindRenderer } from "../scene";

export const bar: KindRenderer = {
  endsWithLink: false,

  frame: () => element("div", { class: "bar", role: "region" }),

  fill(frame, close, blocks, { theme }) {
    frame.classList.toggle("bottom", theme.position === "bottom");
    frame.replaceChildren(element("div", { class: "body" }, blocks), close);
  },

  open(frame) {
    // Before 2023–24 browsers know no popovers: there the z-index alone must do.
    if (!frame.showPopover) return;
    frame.popover = "manual";
    frame.showPopover();
  },

  openPreview() {},

  css: `
.bar {
  position: fixed; inset: 0 0 auto; z-index: 2147483647; width: auto; max-width: none; height: auto;
  max-height: calc(var(--vi-room) / 2); overflow: auto; display: flex; align-items: start; font-size: .9375em; line-height: 1.4;
  padding: max(4px, env(safe-area-inset-top, 0px)) max(4px, env(safe-area-inset-right, 0px)) 4px
    max(52px, env(safe-area-inset-left, 0px));
  box-shadow: 0 1px 12px rgb(0 0 0 / .14);
}
.bar.bottom { inset: auto 0 var(--vi-keyboard); padding-top: 4px; padding-bottom: max(4px, env(safe-area-inset-bottom, 0px)) }
.bar > .body {
  flex: 1; min-width: 0; min-height: 44px; padding-block: 4px; display: flex; flex-wrap: wrap; align-items: center; justify-content: center;
  gap: 4px 1.5em;
}
.bar > .close { position: sticky; top: 0 }
.bar :is(h1, h2, h3) { font-size: 1.0625em; font-weight: 650; letter-spacing: 0; line-height: 1.3 }
.bar img { width: auto; height: 36px }
.bar .button { min-height: 34px; padding: .25em 1em; position: relative; white-space: nowrap }
/* The pill is drawn small; its target is 44 px high all the same. */
.bar .button::after { content: ""; position: absolute; inset: -6px 0 }
.bar .text { gap: .25em }
.bar .form { flex: 0 1 auto }
@media (max-width: 40em) {
  .bar { padding-inline-start: max(16px, env(safe-area-inset-left, 0px)); font-size: .875em }
  .bar > .body { justify-content: start; gap: 4px 12px }
  .bar .text { flex: 1 1 10em }
  .bar .form { flex-basis: 100% }
}
@media (prefers-reduced-motion: no-preference) {
  .bar { animation: drop .24s cubic-bezier(.2, .8, .2, 1) }
  .bar.bottom { animation-name: lift }
}
@keyframes drop { from { transform: translateY(-100%) } }
@keyframes lift { from { transform: translateY(100%) } }
`,
};
