// Rows of 40 px, numbers on the right, headers that sort. On narrow screens it scrolls sideways by itself.
import type { ComponentChildren } from "preact";
import { text } from "../texts/index";
import { cx } from "./class-names";
import { ArrowDown, ArrowUp, ArrowUpDown } from "./icons";
import { Skeleton } from "./skeleton";

export interface Column<Row> {
  id: string;
  label: string;
  cell: (row: Row) => ComponentChildren;
  /** Numbers, money, dates that are compared: on the right, with tabular figures. */
  numeric?: boolean;
  sortable?: boolean;
  /** Names the row for screen readers; the first column by default. */
  names?: boolean;
}

export interface Sort {
  column: string;
  direction: "ascending" | "descending";
}

export interface TableProps<Row> {
  /** What the rows are; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  /** undefined: on their way. */
  rows: readonly Row[] | undefined;
  keyOf: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Shown instead of rows when there are none. */
  empty?: ComponentChildren;
}

export function Table<Row>({ caption, columns, rows, keyOf, sort, onSort, empty }: TableProps<Row>) {
  const naming = columns.find((column) => column.names) ?? columns[0];
  if (rows?.length === 0) return <div class="px-4 py-3 text-muted">{empty ?? text.table.empty}</div>;
  return (
    <div
      role="region"
      aria-label={text.table.scroll(caption)}
      tabIndex={0}
      class="overflow-x-auto -outline-offset-2"
    >
      <table class="table">
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                class={cx(column.numeric && "text-right")}
                aria-sort={
                  column.sortable ? (sort?.column === column.id ? sort.direction : "none") : undefined
                }
              >
                {column.sortable && onSort ? (
                  <SortButton column={column} sort={sort} onSort={onSort} />
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) =>
                column === naming ? (
                  <th key={column.id} scope="row" class="text-left font-normal">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.id}
                    class={cx(column.numeric && "text-right whitespace-nowrap tabular-nums")}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows === undefined && (
            <tr>
              <td colSpan={columns.length}>
                <Skeleton widths={[60, 80, 50, 70]} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

interface SortButtonProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
}

/** Numbers are first sorted from the top, words from A. */
function SortButton<Row>({ column, sort, onSort }: SortButtonProps<Row>) {
  const now = sort?.column === column.id ? sort.direction : undefined;
  const first = column.numeric ? "descending" : "ascending";
  const other = now === "descending" ? "ascending" : "descending";
  const Icon = now === "ascending" ? ArrowUp : now === "descending" ? ArrowDown : ArrowUpDown;
  return (
    <button
      type="button"
      class={cx(
        "touch-target group inline-flex cursor-pointer items-center gap-1 rounded-small hover:text-ink",
        column.numeric && "flex-row-reverse",
        now && "text-ink",
      )}
      onClick={() => onSort({ column: column.id, direction: now ? other : first })}
    >
      {column.label}
      <Icon
        size={12}
        aria-hidden="true"
        class={cx("shrink-0", !now && "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100")}
      />
    </button>
  );
}
