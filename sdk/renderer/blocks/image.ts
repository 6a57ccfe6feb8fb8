/** An image that keeps its space (given the true width and height) before it has loaded, and leaves when it cannot. */
import { element } from "../dom";
import type { BlockRenderer } from "../scene";
import { imageUrl } from "../url";

export const image: BlockRenderer<"image"> = {
  draw({ url, alt, width, height }) {
    const src = imageUrl(url);
    if (!src) return undefined;
    const drawn = element("img", { alt, width, height, decoding: "async", src });
    drawn.addEventListener("error", () => drawn.remove());
    return drawn;
  },
  css: `
img {
  display: block; max-width: 100%; height: auto; object-fit: cover; border-radius: min(var(--vi-radius), 12px);
  background: rgb(var(--vi-ink) / .06);
}
`,
};
