// The table of messages: order, name and audience, state, thirty days in numbers.
import { Badge } from "../../../components/badge";
import { Button } from "../../../components/button";
import { IconButton } from "../../../components/icon-button";
import { ArrowDown, ArrowUp } from "../../../components/icons";
import { Link } from "../../../components/link";
import { Menu, type MenuItem } from "../../../components/menu";
import { Money } from "../../../components/money";
import { type Column, Table } from "../../../components/table";
import { currentTime } from "../../../models/clock";
import { currentShop } from "../../../models/session";
import { format, text } from "../../../texts/index";
import type { MessageSummary } from "../api";
import { statusWords, targetWords } from "../words";
import type { MessageList } from "./model";

export interface MessageTableProps {
  list: MessageList;
  rows: readonly MessageSummary[] | undefined;
  canEdit: boolean;
  go: (path: string) => void;
  onRemove: (message: MessageSummary) => void;
}

export function MessageTable({ list, rows, canEdit, go, onRemove }: MessageTableProps) {
  const words = text.messages.list;
  const { currency } = currentShop();
  const count = (
    id: "exposed" | "shown" | "clicked" | "submitted" | "converted",
  ): Column<MessageSummary> => ({
    id,
    label: words.columns[id],
    numeric: true,
    cell: ({ last30Days }) => format.number(last30Days[id]),
  });
  const ordered = canEdit && list.show.value === "current" && (rows?.length ?? 0) > 1;
  return (
    <Table
      caption={`${words.caption}. ${words.period}`}
      rows={rows}
      keyOf={({ id }) => id}
      empty={words.noneArchived}
      columns={[
        {
          id: "name",
          label: words.columns.name,
          names: true,
          cell: (message) => (
            <div class="flex min-w-64 items-center gap-2">
              {ordered && <Movers list={list} message={message} rows={rows ?? []} />}
              <Name list={list} message={message} />
            </div>
          ),
        },
        { id: "status", label: words.columns.status, cell: (message) => <Status message={message} /> },
        count("exposed"),
        count("shown"),
        count("clicked"),
        count("submitted"),
        count("converted"),
        {
          id: "revenue",
          label: words.columns.revenue,
          numeric: true,
          cell: ({ last30Days }) => <Money amount={last30Days.revenue} currency={currency} whole />,
        },
        {
          id: "actions",
          label: words.columns.actions,
          cell: (message) => (
            <div class="flex items-center justify-end gap-1">
              {canEdit && <PauseButton list={list} message={message} />}
              <Menu
                label={words.more(message.name)}
                groups={menuOf(message, { list, canEdit, go, onRemove })}
              />
            </div>
          ),
        },
      ]}
    />
  );
}

function Name({ list, message }: { list: MessageList; message: MessageSummary }) {
  return (
    <div class="min-w-0">
      <Link to={`/messages/${message.id}`} quiet>
        {message.name}
      </Link>
      <div class="text-12 text-muted">
        {text.messages.kinds[message.kind]} ·{" "}
        {targetWords(message, (segment) => list.names.value.get(segment))}
      </div>
    </div>
  );
}

function Status({ message }: { message: MessageSummary }) {
  const { label, tone, hint } = statusWords(message, currentTime(), currentShop().timeZone);
  return (
    <div class="grid justify-items-start gap-1">
      <Badge tone={tone}>{label}</Badge>
      {hint && <span class="text-12 whitespace-nowrap text-muted">{hint}</span>}
      {message.changed && (
        <span class="text-12 whitespace-nowrap text-muted">{text.messages.status.changed}</span>
      )}
    </div>
  );
}

function PauseButton({ list, message }: { list: MessageList; message: MessageSummary }) {
  const words = text.messages.list;
  if (message.status !== "live" && message.status !== "paused") return null;
  const live = message.status === "live";
  return (
    <Button
      size="small"
      busy={list.busy.value === message.id}
      onClick={() => (live ? list.pause(message) : list.resume(message))}
    >
      {live ? words.pause : words.resume}
      <span class="sr-only"> {message.name}</span>
    </Button>
  );
}

interface MoversProps {
  list: MessageList;
  message: MessageSummary;
  rows: readonly MessageSummary[];
}

function Movers({ list, message, rows }: MoversProps) {
  const words = text.messages.list;
  const place = rows.indexOf(message);
  return (
    <div class="-ml-2 flex shrink-0">
      <IconButton
        icon={ArrowUp}
        size="small"
        label={words.up(message.name)}
        disabled={place === 0}
        onClick={() => list.move(message, -1)}
      />
      <IconButton
        icon={ArrowDown}
        size="small"
        label={words.down(message.name)}
        disabled={place === rows.length - 1}
        onClick={() => list.move(message, 1)}
      />
    </div>
  );
}

type MenuParts = Pick<MessageTableProps, "list" | "canEdit" | "go" | "onRemove">;

function menuOf(message: MessageSummary, { list, canEdit, go, onRemove }: MenuParts): MenuItem[][] {
  const words = text.messages.list;
  const look = [
    { label: words.edit, onSelect: () => go(`/messages/${message.id}`) },
    { label: words.report, onSelect: () => go(`/messages/${message.id}/report`) },
  ];
  if (!canEdit) return [look];
  const remove = { label: words.remove, danger: true, onSelect: () => onRemove(message) };
  const archived = message.status === "archived";
  return [
    look,
    [
      { label: words.duplicate, onSelect: () => void list.duplicate(message) },
      archived
        ? { label: words.restore, onSelect: () => void list.restore(message) }
        : { label: words.archive, onSelect: () => void list.archive(message) },
    ],
    ...(archived || message.status === "draft" ? [[remove]] : []),
  ];
}
