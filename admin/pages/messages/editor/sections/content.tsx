// The blocks of the shown variant: a list of lines, one of them open to be edited.
import { useRef } from "preact/hooks";
import type { Block, BlockType } from "../../../../../core/messages/blocks";
import { Plus } from "../../../../components/icons";
import { Menu } from "../../../../components/menu";
import { notify } from "../../../../models/toasts";
import { text } from "../../../../texts/index";
import { BlockRow } from "../block-row";
import { BLOCK_EDITORS, BLOCK_TYPES } from "../blocks/index";
import { GroupError, Section } from "../fields";
import type { Editor } from "../model";
import { VariantControl } from "../preview-pane";
import { inserted, moved, replaced, withOwnFields, without } from "../variants";

const MOST_BLOCKS = 30;

export function ContentSection({ editor }: { editor: Editor }) {
  const words = text.messages.blocks;
  const { blocks } = editor.variant.value.content;
  const at = `variants[${editor.at.value}].content.blocks`;
  const open = editor.openBlock.value;
  const setOpen = (place: number | undefined) => {
    editor.openBlock.value = place;
  };
  const list = useRef<HTMLOListElement>(null);

  const put = (next: readonly Block[], place?: string) =>
    editor.changeContent({ blocks: [...next] }, place && `blocks ${place}`);
  /** After the next drawing: to the block's line, or into its first field. */
  const focus = (place: number, into: "line" | "field" = "line") =>
    requestAnimationFrame(() => {
      const row = list.current?.children[place];
      const found = row?.querySelector<HTMLElement>(into === "line" ? "[data-line]" : "input, textarea");
      found?.focus();
      if (into === "field") (found as HTMLInputElement | null)?.select?.();
    });

  function add(type: BlockType) {
    put([...blocks, withOwnFields(BLOCK_EDITORS[type].create(), blocks)]);
    setOpen(blocks.length);
    focus(blocks.length, "field");
  }

  function move(from: number, to: number) {
    put(moved(blocks, from, to));
    if (open === from) setOpen(to);
    else if (open === to) setOpen(from);
  }

  function remove(place: number) {
    const { type } = blocks[place]!;
    put(without(blocks, place));
    if (open !== undefined) setOpen(open === place ? undefined : open > place ? open - 1 : open);
    focus(Math.min(place, blocks.length - 2));
    notify(words.removed(words.names[type]), { undo: editor.steps.undo });
  }

  return (
    <>
      {editor.design.value.variants.length > 1 && (
        <div class="mb-4 lg:hidden">
          <VariantControl editor={editor} />
        </div>
      )}
      <div>
        <Section title={words.title} about={words.about}>
          <GroupError>{editor.errorAt(at)}</GroupError>
          {blocks.length === 0 && <p class="text-muted">{words.none}</p>}
          <ol ref={list} class="grid gap-2 empty:hidden">
            {blocks.map((block, i) => (
              <BlockRow
                // Blocks have no ids: their place and their type are what they are known by.
                key={`${editor.variant.value.id} ${i} ${block.type}`}
                block={block}
                place={i}
                of={blocks.length}
                open={open === i}
                canEdit={editor.canEdit}
                onToggle={() => setOpen(open === i ? undefined : i)}
                onBlock={(next, part) => put(replaced(blocks, i, next), part && `${i} ${part}`)}
                onMove={(by) => move(i, i + by)}
                onDuplicate={() => {
                  if (blocks.length >= MOST_BLOCKS) return;
                  put(inserted(blocks, i + 1, withOwnFields(structuredClone(block), blocks)));
                  setOpen(i + 1);
                  focus(i + 1);
                }}
                onRemove={() => remove(i)}
                errorAt={(part) => editor.errorAt(`${at}[${i}].${part}`)}
                isWrong={editor.problems.value.some(({ path }) => path.startsWith(`${at}[${i}]`))}
              />
            ))}
          </ol>
          {editor.canEdit && blocks.length < MOST_BLOCKS && (
            <div>
              <Menu
                label={words.added}
                align="start"
                groups={[
                  BLOCK_TYPES.map((type) => ({
                    label: words.names[type],
                    icon: BLOCK_EDITORS[type].icon,
                    onSelect: () => add(type),
                  })),
                ]}
              >
                <Plus size={16} aria-hidden="true" />
                {words.added}
              </Menu>
            </div>
          )}
        </Section>
      </div>
    </>
  );
}
