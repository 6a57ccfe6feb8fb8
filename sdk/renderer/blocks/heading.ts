/** A heading; the first one names the message. */
import { element } from "../dom";
import type { BlockRenderer } from "../scene";

export const heading: BlockRenderer<"heading"> = {
  draw: ({ text, level }) => element(level === 1 ? "h1" : level === 3 ? "h3" : "h2", {}, [text]),
  css: `
h1, h2, h3 { font: var(--vi-display-weight) 2.5em/1.1 var(--vi-font); letter-spacing: -.02em; text-wrap: balance }
h2 { font-size: 1.875em; line-height: 1.15 }
h3 { font-size: 1.25em; line-height: 1.3; letter-spacing: -.01em }
@media (max-width: 32em) {
  h1 { font-size: 2.125em }
  h2 { font-size: 1.625em }
}
`,
};
