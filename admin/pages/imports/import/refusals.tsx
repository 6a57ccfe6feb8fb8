// Rows with something wrong: the first of them, and all as a file.

import { ErrorNote } from "../../../components/error-note";
import { Download } from "../../../components/icons";
import { Panel } from "../../../components/panel";
import { type Column, Table } from "../../../components/table";
import { text } from "../../../texts/index";
import { type ImportShown, type Refusal, refusalsFile } from "../api";
import type { ImportModel } from "./model";

const FIRST = 20;

export function Refusals({ model, job }: { model: ImportModel; job: ImportShown }) {
  const words = text.imports.one;
  const { data, error } = model.refusals;
  return (
    <Panel
      flush
      title={words.refusals}
      about={words.refusalsAbout}
      actions={
        <a href={refusalsFile(job.id)} download class="btn btn-plain">
          <Download size={16} aria-hidden="true" />
          {words.download}
        </a>
      }
    >
      {error.value ? (
        <div class="px-(--pane-inset) pb-5">
          <ErrorNote problem={error.value} onRetry={() => void model.refusals.refresh()} />
        </div>
      ) : (
        <Table
          caption={words.refusalsCaption}
          columns={columns()}
          rows={data.value?.items.slice(0, FIRST)}
          keyOf={({ row }) => String(row)}
        />
      )}
    </Panel>
  );
}

function columns(): Column<Refusal>[] {
  const words = text.imports.one;
  return [
    {
      id: "reason",
      label: words.reason,
      cell: ({ row, reasons }) => (
        <>
          <span class="block min-w-44">{reasons.join("; ")}</span>
          <span class="text-12 text-muted">{words.rowOf(row)}</span>
        </>
      ),
    },
    {
      id: "what",
      label: words.what,
      cell: ({ whole }) => <span class="whitespace-nowrap">{whole ? words.left : words.partly}</span>,
    },
    {
      id: "content",
      label: words.content,
      cell: ({ cells }) => (
        <span class="block max-w-80 truncate text-muted">{cells.filter(Boolean).join(", ")}</span>
      ),
    },
  ];
}
