// One block in the list: what it is, where it stands, and its form when it is open.
import { useId } from "preact/hooks";
import type { Block, BlockType } from "../../../../core/messages/blocks";
import { IconButton } from "../../../components/icon-button";
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, CircleAlert } from "../../../components/icons";
import { Menu } from "../../../components/menu";
import { text } from "../../../texts/index";
import type { BlockEditor } from "./blocks/block";
import { BLOCK_EDITORS } from "./blocks/index";
import { summaryOf } from "./variants";

export interface BlockRowProps {
  block: Block;
  place: number;
  of: number;
  open: boolean;
  canEdit: boolean;
  onToggle: () => void;
  onBlock: (block: Block, place?: string) => void;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
  errorAt: (part: string) => string | undefined;
  isWrong: boolean;
}

export function BlockRow({ block, place, of, open, ...props }: BlockRowProps) {
  const words = text.messages.blocks;
  const id = useId();
  const { icon: Icon, Form } = BLOCK_EDITORS[block.type] as BlockEditor<BlockType>;
  const name = words.names[block.type];
  const summary = summaryOf(block);
  const full = summary ? `${name}: ${summary}` : name;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li class={`rounded-box border bg-surface ${props.isWrong ? "border-bad-light" : "border-line"}`}>
      <div class="flex items-center gap-1 pr-1">
        <button
          type="button"
          data-line
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          class="flex min-h-11 min-w-0 grow cursor-pointer items-center gap-2 rounded-box px-3 text-left -outline-offset-2"
          onClick={props.onToggle}
        >
          <Chevron size={14} aria-hidden="true" class="shrink-0 text-muted" />
          <Icon size={16} aria-hidden="true" class="shrink-0 text-muted" />
          <span class="shrink-0 font-medium">{name}</span>
          <span class="min-w-0 truncate text-muted">{summary || words.nothing}</span>
          {props.isWrong && <CircleAlert size={16} aria-hidden="true" class="ml-auto shrink-0 text-bad" />}
        </button>
        {props.canEdit && <RowActions {...props} name={full} place={place} of={of} />}
      </div>
      {open && (
        <fieldset id={id} disabled={!props.canEdit} class="grid min-w-0 gap-4 border-t border-line p-4">
          <Form block={block} onBlock={props.onBlock} errorAt={props.errorAt} />
        </fieldset>
      )}
    </li>
  );
}

type RowActionsProps = Pick<BlockRowProps, "place" | "of" | "onMove" | "onDuplicate" | "onRemove"> & {
  name: string;
};

function RowActions({ name, place, of, onMove, onDuplicate, onRemove }: RowActionsProps) {
  const words = text.messages.blocks;
  return (
    <>
      <IconButton
        icon={ArrowUp}
        size="small"
        label={words.up(name)}
        disabled={place === 0}
        onClick={() => onMove(-1)}
      />
      <IconButton
        icon={ArrowDown}
        size="small"
        label={words.down(name)}
        disabled={place === of - 1}
        onClick={() => onMove(1)}
      />
      <Menu
        label={words.more(name)}
        groups={[
          [{ label: words.duplicate, onSelect: onDuplicate }],
          [{ label: words.remove, danger: true, onSelect: onRemove }],
        ]}
      />
    </>
  );
}
