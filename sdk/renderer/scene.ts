/** What kinds and blocks are given to draw with, and what each of them has to offer. */
import type { Block, BlockType } from "../../core/messages/blocks";
import type { Content, MessageKind } from "../../core/messages/message";
import type { ShowOptions } from "./index";
import type { Words } from "./words";

export interface Scene {
  kind: MessageKind;
  content: Content;
  words: Words;
  preview: boolean;
  on: ShowOptions["on"];
}

/** An element with `data-close` closes the message when clicked; links are reported: both are heard in index.ts. */
export interface BlockRenderer<Type extends BlockType> {
  css: string;
  /** Nothing when the block cannot be drawn safely. */
  draw(block: Extract<Block, { type: Type }>, scene: Scene): HTMLElement | undefined;
}

export interface KindRenderer {
  css: string;
  /** The empty element that stands in the shadow root for as long as the message does. */
  frame(): HTMLElement;
  /** Puts the drawn blocks in place; again each time the editor changes them. */
  fill(frame: HTMLElement, close: HTMLElement, blocks: HTMLElement[], content: Content): void;
  /** Shows the filled frame in the page. */
  open(frame: HTMLElement): void;
  /** Shows it in the editor, where nothing may take the focus or cover the panel. */
  openPreview(frame: HTMLElement): void;
  /** A link that was followed ends the message. */
  endsWithLink: boolean;
}
