// How the runs of a query went, the one that is under way, and the next.
import { Badge, type Tone } from "../../../components/badge";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { Panel } from "../../../components/panel";
import { Progress } from "../../../components/progress";
import { RelativeTime } from "../../../components/relative-time";
import { type Column, Table } from "../../../components/table";
import type { Mutation } from "../../../models/mutation";
import { may } from "../../../models/permissions";
import { currentShop } from "../../../models/session";
import { format, text } from "../../../texts/index";
import type { QueryPage, QueryRun } from "./data";

export interface RunsProps {
  page: QueryPage;
  run: Mutation<unknown, unknown>;
}

export function Runs({ page: { runs, nextAt }, run }: RunsProps) {
  const words = text.tableQueries;
  const [last] = runs;
  const under = runs.find(({ finishedAt }) => finishedAt === null);
  const { timeZone } = currentShop();
  return (
    <Panel
      flush
      title={words.runs}
      about={
        <>
          {words.next}: {nextAt === null ? words.byHand : <RelativeTime at={nextAt} timeZone={timeZone} />}
        </>
      }
      actions={
        may("marketer") && (
          <Button
            busy={run.busy.value}
            disabled={under !== undefined}
            onClick={() => void run.run(undefined)}
          >
            {words.runNow}
          </Button>
        )
      }
    >
      <div class="grid gap-3 px-4 pb-3 empty:hidden sm:px-6">
        {run.error.value && <ErrorNote problem={run.error.value} />}
        {under && (
          <div class="grid max-w-md gap-1.5" role="status">
            <p>{words.phases[under.phase]} …</p>
            <Progress
              done={under.asked}
              total={Math.max(1, under.people)}
              said={words.asked(under.asked, under.people)}
            />
          </div>
        )}
        {last?.phase === "failed" && (
          <ErrorNote
            problem={{ status: 0, title: words.failedNote, detail: `${last.error} ${words.failedSafe}` }}
          />
        )}
      </div>
      <Table
        caption={words.runs}
        columns={columns()}
        rows={runs}
        keyOf={({ id }) => id}
        empty={words.noRuns}
      />
    </Panel>
  );
}

const TONES: { [P in QueryRun["phase"]]?: Tone } = { done: "good", failed: "bad" };

function columns(): Column<QueryRun>[] {
  const words = text.tableQueries;
  const { timeZone } = currentShop();
  return [
    {
      id: "started",
      label: words.started,
      cell: ({ startedAt, cause }) => (
        <span class="whitespace-nowrap">
          <RelativeTime at={startedAt} timeZone={timeZone} />{" "}
          <span class="text-12 text-muted">{words.causes[cause]}</span>
        </span>
      ),
    },
    {
      id: "state",
      label: words.state,
      cell: ({ phase }) => <Badge tone={TONES[phase] ?? "accent"}>{words.phases[phase]}</Badge>,
    },
    {
      id: "changes",
      label: words.changes,
      cell: (run) => (
        <span class="text-muted">
          {run.phase === "done" && words.changed(run)}
          {run.phase === "done" && run.leftOut > 0 && (
            <span class="block text-12">{words.leftOut(run.leftOut)}</span>
          )}
        </span>
      ),
    },
    { id: "rows", label: words.result, numeric: true, cell: ({ rows }) => format.number(rows) },
    { id: "read", label: words.read, numeric: true, cell: ({ rowsRead }) => format.number(rowsRead) },
    {
      id: "took",
      label: words.took,
      numeric: true,
      cell: ({ startedAt, finishedAt }) => finishedAt !== null && words.seconds(finishedAt - startedAt),
    },
  ];
}
