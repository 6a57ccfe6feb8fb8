/** All blocks by their type: adding one is a file here and a line in the registry. */
import type { Block, BlockType } from "../../../core/messages/blocks";
import type { BlockRenderer, Scene } from "../scene";
import { button } from "./button";
import { form } from "./form";
import { heading } from "./heading";
import { image } from "./image";
import { text } from "./text";

const BLOCKS = { heading, text, image, button, form } satisfies { [Type in BlockType]: BlockRenderer<Type> };

export const blocksCss = Object.values(BLOCKS)
  .map(({ css }) => css)
  .join("");

/** Nothing for a block that this renderer does not know: the edge may be newer than a cached page. */
export function drawBlock(block: Block, scene: Scene): HTMLElement | undefined {
  const renderer = BLOCKS[block.type] as BlockRenderer<BlockType> | undefined;
  return renderer?.draw?.(block, scene);
}
