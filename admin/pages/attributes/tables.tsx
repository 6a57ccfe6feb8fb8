// The tables of the shop's data: rows, freshness, columns, and as what rules ask for them.
import { useEffect, useMemo } from "preact/hooks";
import { Badge } from "../../components/badge";
import { ErrorNote } from "../../components/error-note";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { type Column, Table } from "../../components/table";
import { resource } from "../../models/resource";
import { currentShop } from "../../models/session";
import { format, text } from "../../texts/index";
import { OwnTables } from "../tables/own-tables";
import { loadTables, type TableRow } from "./data";
import { SampleNote } from "./known";

export function TableList() {
  const tables = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => loadTables(signal),
      ),
    [],
  );
  useEffect(() => tables.dispose, []);
  const words = text.attributes.tables;
  const { data, error } = tables;
  if (error.value) return <ErrorNote problem={error.value} onRetry={() => void tables.refresh()} />;
  return (
    <div class="grid gap-6">
      <OwnTables />
      <div class="grid gap-1">
        <p class="max-w-prose">{words.about}</p>
        {data.value && !data.value.exact && <SampleNote {...data.value} />}
      </div>
      <Panel flush title={text.tables.ours}>
        <Table
          caption={text.attributes.tabs.tables}
          columns={columns()}
          rows={data.value?.tables}
          keyOf={({ key }) => key}
        />
      </Panel>
    </div>
  );
}

function columns(): Column<TableRow>[] {
  const words = text.attributes.tables;
  return [
    {
      id: "name",
      label: words.name,
      cell: ({ label, notes }) => (
        <div class="min-w-44 py-1">
          <span class="font-medium">{label}</span>
          <div class="max-w-80 text-12 text-muted">{notes}</div>
        </div>
      ),
    },
    { id: "rows", label: words.rows, numeric: true, cell: ({ rows }) => <Rows {...rows} /> },
    { id: "newest", label: words.newest, cell: (table) => <Newest table={table} /> },
    {
      id: "columns",
      label: words.columns,
      cell: ({ columns }) => (
        <details class="max-w-96 min-w-48 py-1 text-12">
          <summary class="touch-target cursor-pointer rounded-small">
            {columns.map(({ name }) => name).join(", ")}
          </summary>
          <ul class="mt-1 grid gap-0.5">
            {columns.map(({ name, notes }) => (
              <li key={name}>
                <span class="font-medium">{name}</span>
                {notes && <span class="text-muted"> · {notes}</span>}
              </li>
            ))}
          </ul>
        </details>
      ),
    },
    {
      id: "offered",
      label: words.offered,
      cell: ({ offered }) => (
        <span class="whitespace-nowrap">
          <Badge tone={offered ? "accent" : "neutral"}>
            {offered ? words.offeredAs[offered] : words.notOffered}
          </Badge>
        </span>
      ),
    },
  ];
}

function Rows({ count, low, high }: TableRow["rows"]) {
  if (low === high) return <>{format.number(count)}</>;
  return (
    <>
      {text.attributes.tables.about_} {format.number(count)}
      <div class="text-12 text-muted">{text.attributes.data.between(low, high)}</div>
    </>
  );
}

function Newest({ table: { newest, rows } }: { table: TableRow }) {
  const words = text.attributes.tables;
  if (newest !== null) return <RelativeTime at={newest} timeZone={currentShop().timeZone} />;
  return <span class="text-12 text-muted">{rows.count === 0 ? words.never : words.noTime}</span>;
}
