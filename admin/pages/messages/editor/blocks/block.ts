// What each block brings to the editor: how it begins and its form.
import type { ComponentChildren } from "preact";
import type { Block, BlockType } from "../../../../../core/messages/blocks";
import type { LucideIcon } from "../../../../components/icons";

export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;

export interface BlockFormProps<Type extends BlockType> {
  block: BlockOf<Type>;
  /** @param place the part that is edited, for undo */
  onBlock: (block: BlockOf<Type>, place?: string) => void;
  /** What is wrong with a part: `errorAt("text")`. */
  errorAt: (part: string) => string | undefined;
}

export interface BlockEditor<Type extends BlockType> {
  icon: LucideIcon;
  create: () => BlockOf<Type>;
  Form: (props: BlockFormProps<Type>) => ComponentChildren;
}
