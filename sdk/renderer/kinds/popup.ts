/** A popup: a native modal dialog, which brings the top layer, the inert page, Escape and the keeping of focus. */
import { element } from "../dom";
import type { KindRenderer } from "../scene";

export const popup: KindRenderer = {
  endsWithLink: true,

  frame() {
    // It takes the focus itself: no keyboard jumps up on phones, and a key hit by chance presses nothing.
    const dialog = element("dialog", { class: "popup", tabindex: -1, autofocus: true });
    let pressed: EventTarget | null = null;
    dialog.addEventListener("pointerdown", ({ target }) => {
      pressed = target;
    });
    // The dialog's own box is filled by its children: what hits the dialog itself hit the backdrop, from press to release.
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog && pressed === dialog) dialog.close();
    });
    return dialog;
  },

  fill(frame, close, blocks, content) {
    const [first, ...others] = blocks;
    const split =
      content.blocks[0]?.type === "image" && first instanceof HTMLImageElement && others.length > 0;
    frame.classList.toggle("split", split);
    if (split) {
      first.addEventListener("error", () => frame.classList.remove("split"));
      frame.replaceChildren(close, first, element("div", { class: "body" }, others));
    } else frame.replaceChildren(close, element("div", { class: "body" }, blocks));
  },

  open(frame) {
    const dialog = frame as HTMLDialogElement;
    dialog.showModal();
    dialog.focus({ preventScroll: true });
  },

  openPreview(frame) {
    frame.setAttribute("open", "");
  },

  css: `
.popup {
  position: fixed; inset: 0 0 var(--vi-keyboard); margin: auto; width: calc(100% - 24px); max-width: 30em; height: fit-content;
  max-height: calc(var(--vi-room) * .92); overflow: auto; border-radius: var(--vi-radius);
  box-shadow: 0 1px 3px rgb(0 0 0 / .16), 0 24px 72px rgb(0 0 0 / .3);
}
.popup[open] { display: grid; grid-template: auto auto / minmax(0, 1fr) }
.popup::backdrop { background: rgb(14 16 18 / .54); overscroll-behavior: contain }
.popup.preview { box-shadow: 0 0 0 200vmax rgb(14 16 18 / .54) }
.popup > .close {
  grid-area: 1 / 1 / 3 / -1; place-self: start end; position: sticky; top: 8px; margin: 8px; z-index: 1;
  background: var(--vi-background);
}
.popup > .body { grid-area: 2 / 1; display: grid; gap: 1.25em; padding: 3.25em 2.5em 2.5em }
.split > img { grid-area: 1 / 1; width: 100%; max-height: calc(var(--vi-room) * .34); border-radius: 0 }
.split > .body { padding-top: 2em }
@media (min-width: 45em) {
  .split { max-width: 54em }
  .split[open] { grid-template: auto / repeat(2, minmax(0, 1fr)) }
  .split > .close { grid-area: 1 / 2 }
  .split > img { height: 0; min-height: 100%; max-height: none }
  .split > .body { grid-area: 1 / 2; align-content: center; min-height: 30em; padding: 4em 3em 3em }
}
@media (max-width: 32em) {
  .popup { margin-bottom: calc(12px + env(safe-area-inset-bottom, 0px)) }
  .popup > .body { padding: 3em 1.5em 1.5em }
  .split > .body { padding-top: 1.5em }
}
@media (prefers-reduced-motion: no-preference) {
  .popup { animation: rise .24s cubic-bezier(.2, .8, .2, 1) }
  .popup::backdrop { animation: fade .24s }
}
@keyframes rise { from { opacity: 0; transform: translateY(16px) } }
@keyframes fade { from { opacity: 0 } }
`,
};
