/** A button: a link in the same tab, or one that closes the message. */
import { element } from "../dom";
import type { BlockRenderer } from "../scene";
import { pageUrl } from "../url";

export const button: BlockRenderer<"button"> = {
  draw({ text, action }, { content }) {
    if (action.do === "close") {
      // Beside something to do, closing is the quiet way out; alone, it is the thing to do.
      const quiet = content.blocks.some(
        (b) => b.type === "form" || (b.type === "button" && b.action.do === "link"),
      );
      return element(
        "button",
        { type: "button", class: quiet ? "button quiet" : "button", "data-close": true },
        [text],
      );
    }
    const href = pageUrl(action.url);
    return href ? element("a", { class: "button", href }, [text]) : element("p", {}, [text]);
  },
  css: `
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 48px; padding: .5em 1.5em; cursor: pointer;
  border: 1px solid var(--vi-accent-edge); border-radius: min(var(--vi-radius), 24px); background: var(--vi-accent);
  color: var(--vi-accent-text); font: var(--vi-display-weight) 1em/1.25 var(--vi-font); text-align: center; text-decoration: none;
}
.button:hover { filter: brightness(1.12) }
.quiet { background: none; border-color: transparent; color: var(--vi-text); font-weight: 400; min-height: 44px }
.quiet { margin-block: -.625em; text-decoration: underline 1px; text-underline-offset: .25em }
.quiet:hover { text-decoration-thickness: 2px }
.done .quiet { display: none }
`,
};
