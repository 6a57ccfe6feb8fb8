/** Text with the small rich text of messages. */
import { element } from "../dom";
import { rich } from "../rich";
import type { BlockRenderer } from "../scene";

export const text: BlockRenderer<"text"> = {
  draw: ({ text }) => element("div", { class: "text" }, rich(text)),
  css: `
.text { display: grid; gap: .75em; text-wrap: pretty }
ul { padding-inline-start: 1.25em }
a { color: inherit; text-underline-offset: .2em; text-decoration-thickness: 1px }
a:hover { text-decoration-thickness: 2px }
strong { font-weight: 650 }
.code {
  padding: .125em .5em; border: 1px dashed; border-radius: min(var(--vi-radius), 6px); letter-spacing: .06em;
  white-space: nowrap; user-select: all; -webkit-user-select: all;
}
`,
};
