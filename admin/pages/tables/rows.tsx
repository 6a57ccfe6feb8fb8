// The rows of a table, by their ids: each with whose it is.
import { useEffect, useMemo } from "preact/hooks";
import { isCalendar } from "../../../core/attributes/types";
import { IconButton } from "../../components/icon-button";
import { Trash2 } from "../../components/icons";
import { Link } from "../../components/link";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { SearchBox } from "../../components/search-box";
import type { Column } from "../../components/table";
import { formatFact } from "../../models/fact";
import { may } from "../../models/permissions";
import { problemOf } from "../../models/problem";
import { currentShop } from "../../models/session";
import { notify } from "../../models/toasts";
import { asText, url } from "../../models/url";
import { text } from "../../texts/index";
import { paged } from "../segments/paged";
import { PagedTable } from "../segments/paged-table";
import { loadRows, type Row, removeRow, type TablePage } from "./data";

export function Rows({ table, onChanged }: { table: TablePage; onChanged: () => void }) {
  const search = useMemo(() => url("id", asText, ""), []);
  const words = text.tables;
  const wanted = search.value.trim();
  const list = useMemo(() => paged((cursor) => loadRows(table.key, wanted, cursor)), [wanted, table.rows]);
  useEffect(() => void list.more(), [list]);

  async function remove({ id }: Row) {
    try {
      await removeRow(table.key, id);
      notify(words.rowRemoved(id));
      onChanged();
    } catch (thrown) {
      notify(problemOf(thrown).title, { tone: "problem" });
    }
  }

  return (
    <Panel
      flush
      title={words.rowsTitle}
      about={table.byQuery ? words.rowsOfQuery : words.rowsAbout}
      actions={
        <>
          {table.rows > 0 && (
            <SearchBox
              label={words.search}
              value={search.value}
              onValue={(value) => {
                search.value = value;
              }}
            />
          )}
          {may("marketer") && !table.byQuery && (
            <Link to={`/imports/new?kind=rows&table=${table.key}`} button="plain">
              {words.importRows}
            </Link>
          )}
        </>
      }
    >
      <PagedTable
        caption={words.rowsTitle}
        list={list}
        columns={columns(table, remove)}
        keyOf={({ id, person }) => `${id} ${person.id}`}
        empty={wanted ? words.noneFound : table.byQuery ? words.noRowsFound : words.noRows}
        {...(!wanted && { all: table.rows })}
      />
    </Panel>
  );
}

function columns(table: TablePage, remove: (row: Row) => void): Column<Row>[] {
  const words = text.tables;
  const [idColumn] = table.columns.filter(({ key }) => key === table.id);
  const others = table.columns.filter(({ key }) => key !== table.id);
  return [
    {
      id: "id",
      label: idColumn?.label ?? words.id,
      cell: ({ id }) => <span class="font-medium whitespace-nowrap">{id}</span>,
    },
    {
      id: "person",
      label: words.person,
      cell: ({ person: { id, name, email } }) => (
        <Link quiet to={`/profiles/${encodeURIComponent(id)}`}>
          {name ?? email ?? words.unnamed}
        </Link>
      ),
    },
    ...others.map(
      (column): Column<Row> => ({
        id: `cell ${column.key}`,
        label: column.label,
        numeric: column.type === "number",
        cell: ({ values }) => <Cell value={values[column.key]} column={column} />,
      }),
    ),
    {
      id: "updated",
      label: words.updated,
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} timeZone={currentShop().timeZone} />,
    },
    ...(may("marketer") && !table.byQuery
      ? [
          {
            id: "actions",
            label: words.take,
            cell: (row: Row) => (
              <IconButton
                icon={Trash2}
                size="small"
                label={words.removeRow(row.id)}
                onClick={() => remove(row)}
              />
            ),
          },
        ]
      : []),
  ];
}

export interface CellProps {
  value: Row["values"][string] | undefined;
  column: Pick<TablePage["columns"][number], "type">;
}

/** Nothing is shown for what is not known. */
export function Cell({ value = null, column }: CellProps) {
  if (value === null) return null;
  const shape = { type: column.type, unit: null, calendar: isCalendar(column) };
  return <>{formatFact(value, shape, currentShop())}</>;
}
