// One table that a query fills: its rows, its runs, and what it asks.
import { useEffect, useMemo } from "preact/hooks";
import { ErrorNote } from "../../../components/error-note";
import { PageHeader } from "../../../components/page-header";
import { Skeleton } from "../../../components/skeleton";
import { mutation } from "../../../models/mutation";
import { resource } from "../../../models/resource";
import { text } from "../../../texts/index";
import type { TablePage } from "../data";
import { Rows } from "../rows";
import { loadQuery, runQuery } from "./data";
import { QueryEditor } from "./editor";
import { Runs } from "./runs";

/** How often a run that is under way is looked at (ms). */
const OFTEN = 2_000;

export function QueryTable({ table, onChanged }: { table: TablePage; onChanged: () => void }) {
  const { page, run } = useMemo(() => {
    const page = resource(
      () => true,
      (_, signal) => loadQuery(table.key, signal),
    );
    const run = mutation(async () => page.set(await runQuery(table.key)), { done: onChanged });
    return { page, run };
  }, []);
  const { data, error } = page;
  const isUnderWay = data.value?.runs.some(({ finishedAt }) => finishedAt === null) ?? false;
  useEffect(() => page.dispose, []);
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(async () => {
      await page.refresh();
      if (page.data.peek()?.runs.every(({ finishedAt }) => finishedAt !== null)) onChanged();
    }, OFTEN);
    return () => clearInterval(timer);
  }, [isUnderWay]);
  const words = text.tables;
  const back = { to: "/attributes?tab=tables", label: words.back };
  if (!data.value)
    return (
      <>
        <PageHeader title={table.label} back={back} />
        {error.value ? (
          <ErrorNote problem={error.value} onRetry={() => void page.refresh()} />
        ) : (
          <Skeleton widths={[40, 90, 70]} />
        )}
      </>
    );
  const saved = { table, page: data.value };
  const { query, schedule, mostRead } = saved.page;
  return (
    <QueryEditor
      key={JSON.stringify([table.label, table.usedBy, query, schedule, mostRead])}
      saved={saved}
      onSaved={() => {
        void page.refresh();
        onChanged();
      }}
    >
      {(actions) => (
        <>
          <PageHeader
            title={table.label}
            about={
              <>
                {words.size(table.rows, table.people)} · <span class="font-mono text-12">{table.key}</span>
              </>
            }
            back={back}
            actions={actions}
          />
          <div class="mb-6 grid gap-6">
            <Runs page={saved.page} run={run} />
            <Rows table={table} onChanged={onChanged} />
          </div>
        </>
      )}
    </QueryEditor>
  );
}
