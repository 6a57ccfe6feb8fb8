// The shop's own tables, above those that Vitrine keeps.
import { useEffect, useMemo } from "preact/hooks";
import { ErrorNote } from "../../components/error-note";
import { Plus } from "../../components/icons";
import { Link } from "../../components/link";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { type Column, Table } from "../../components/table";
import { may } from "../../models/permissions";
import { resource } from "../../models/resource";
import { currentShop } from "../../models/session";
import { format, text } from "../../texts/index";
import { loadTables, type TableRow } from "./data";

export function OwnTables() {
  const tables = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => loadTables(signal),
      ),
    [],
  );
  useEffect(() => tables.dispose, []);
  const words = text.tables;
  const { data, error } = tables;
  if (error.value) return <ErrorNote problem={error.value} onRetry={() => void tables.refresh()} />;
  return (
    <Panel
      flush
      title={words.own}
      about={words.ownAbout}
      actions={
        may("marketer") && (
          <Link to="/new-table" button="plain" icon={Plus}>
            {words.add}
          </Link>
        )
      }
    >
      <Table
        caption={words.own}
        columns={columns()}
        rows={data.value}
        keyOf={({ key }) => key}
        empty={<p class="max-w-prose pb-2">{words.none}</p>}
      />
    </Panel>
  );
}

function columns(): Column<TableRow>[] {
  const words = text.tables;
  return [
    {
      id: "name",
      label: words.name,
      cell: ({ key, label, notes }) => (
        <div class="min-w-44 py-1">
          <Link quiet to={`/tables/${key}`}>
            {label}
          </Link>
          <div class="max-w-80 text-12 text-muted">{notes}</div>
        </div>
      ),
    },
    { id: "rows", label: words.rows, numeric: true, cell: ({ rows }) => format.number(rows) },
    { id: "people", label: words.people, numeric: true, cell: ({ people }) => format.number(people) },
    {
      id: "newest",
      label: words.newest,
      cell: ({ newest }) =>
        newest === null ? (
          <span class="text-12 text-muted">{words.never}</span>
        ) : (
          <RelativeTime at={newest} timeZone={currentShop().timeZone} />
        ),
    },
    {
      id: "columns",
      label: words.columns,
      cell: ({ columns }) => (
        <span class="block max-w-80 min-w-40 text-12 text-muted">
          {columns.map(({ label }) => label).join(", ")}
        </span>
      ),
    },
  ];
}
