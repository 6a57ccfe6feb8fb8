// The editor's half of each block, under the same name as its definition and its drawing.
import type { BlockType } from "../../../../../core/messages/blocks";
import type { BlockEditor } from "./block";
import { button } from "./button";
import { form } from "./form";
import { heading } from "./heading";
import { image } from "./image";
import { text } from "./text";

export const BLOCK_EDITORS = { heading, text, image, button, form } satisfies {
  [Type in BlockType]: BlockEditor<Type>;
};

export const BLOCK_TYPES = Object.keys(BLOCK_EDITORS) as BlockType[];
