// What a query would find, before it is saved.
import { ErrorNote } from "../../../components/error-note";
import { Link } from "../../../components/link";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { Table } from "../../../components/table";
import { text } from "../../../texts/index";
import { Cell } from "../rows";
import type { Preview } from "./data";
import type { QueryModel } from "./model";

export function PreviewPanel({ model }: { model: QueryModel }) {
  const { data, error, loading, stale } = model.preview;
  const words = text.tableQueries;
  const found = data.value;
  return (
    <Panel flush title={words.preview} about={words.previewAbout}>
      {!model.isComplete.value ? (
        <p class="px-4 pb-4 text-muted sm:px-6">{words.incomplete}</p>
      ) : error.value ? (
        <div class="px-4 pb-4 sm:px-6">
          <ErrorNote problem={error.value} onRetry={() => void model.preview.refresh()} />
        </div>
      ) : !found ? (
        <div class="px-4 pb-4 sm:px-6">
          <Skeleton widths={[30, 80, 60, 40]} />
        </div>
      ) : (
        <div aria-busy={loading.value || stale.value}>
          <Numbers found={found} mostRead={model.fields.value.mostRead} />
          {found.sample.length > 0 && <Sample found={found} />}
        </div>
      )}
    </Panel>
  );
}

function Numbers({ found, mostRead }: { found: Preview; mostRead: number | null }) {
  const { rows, people, exact, looked, asked, leftOut, rowsRead } = found;
  const words = text.tableQueries;
  return (
    <div class="grid gap-1 px-4 pb-4 sm:px-6" role="status">
      <p class="text-16 font-medium tabular-nums">{words.found(rows, people, exact)}</p>
      <p class="max-w-prose text-12 text-muted">
        {words.cost(rowsRead)} {!exact && words.looked(looked, asked)} {leftOut > 0 && words.leftOut(leftOut)}
      </p>
      {mostRead !== null && rowsRead > mostRead && <p class="text-bad">{words.tooMuch}</p>}
    </div>
  );
}

function Sample({ found: { columns, sample } }: { found: Preview }) {
  const words = text.tableQueries;
  const rows = sample.map((one, place) => ({ ...one, place }));
  return (
    <Table
      caption={words.preview}
      rows={rows}
      keyOf={({ place }) => String(place)}
      columns={[
        {
          id: "person",
          label: words.person,
          cell: ({ person: { id, name, email } }) => (
            <Link quiet to={`/profiles/${encodeURIComponent(id)}`}>
              {name ?? email ?? words.unnamed}
            </Link>
          ),
        },
        ...columns.map((column) => ({
          id: `cell ${column.key}`,
          label: column.label,
          numeric: column.type === "number",
          cell: ({ values }: (typeof rows)[number]) => <Cell value={values[column.key]} column={column} />,
        })),
      ]}
    />
  );
}
