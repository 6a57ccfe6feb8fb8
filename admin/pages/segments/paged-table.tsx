// A table that grows by pages.
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { type Column, Table } from "../../components/table";
import { text } from "../../texts/index";
import type { Paged } from "./paged";

export interface PagedTableProps<T> {
  caption: string;
  list: Paged<T>;
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  /** How many there are, when that is known. */
  all?: number;
  empty: string;
}

export function PagedTable<T>({ list, all, ...table }: PagedTableProps<T>) {
  const { items, error, hasMore, loading } = list;
  const shown = items.value?.length ?? 0;
  return (
    <>
      {(items.value || !error.value) && <Table {...table} rows={items.value} />}
      {error.value && (
        <div class="p-4">
          <ErrorNote problem={error.value} onRetry={() => void list.more()} />
        </div>
      )}
      {hasMore.value && (
        <div class="flex flex-wrap items-center gap-3 border-t border-line px-(--pane-inset,1rem) py-3">
          <Button size="small" busy={loading.value} onClick={() => void list.more()}>
            {text.segments.page.more}
          </Button>
          {all !== undefined && (
            <span class="text-muted tabular-nums">
              {text.segments.page.shownOf(shown, Math.max(all, shown))}
            </span>
          )}
        </div>
      )}
    </>
  );
}
