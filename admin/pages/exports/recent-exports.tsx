// Who exported what before, newest first.
import { Badge } from "../../components/badge";
import { ErrorNote } from "../../components/error-note";
import { RelativeTime } from "../../components/relative-time";
import { Skeleton } from "../../components/skeleton";
import type { Resource } from "../../models/resource";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import type { ExportRun } from "./model";

export function RecentExports({ recent }: { recent: Resource<ExportRun[]> }) {
  const words = text.exports;
  const { data, error } = recent;
  const runs = data.value;
  return (
    <section aria-label={words.recent} class="grid gap-2 border-t border-line pt-4">
      <h3 class="font-medium">{words.recent}</h3>
      {error.value && <ErrorNote problem={error.value} onRetry={() => void recent.refresh()} />}
      {!runs && !error.value && <Skeleton widths={[70, 50]} />}
      {runs?.length === 0 && <p class="text-12 text-muted">{words.none}</p>}
      {runs && runs.length > 0 && (
        <ul class="grid max-h-48 gap-2 overflow-y-auto" tabIndex={0} aria-label={words.recent}>
          {runs.map((run) => (
            <li key={run.id}>
              <Run run={run} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Run({ run }: { run: ExportRun }) {
  const words = text.exports;
  const { at, by, detail, format, activation, rows, state } = run;
  return (
    <div class="text-12">
      <div class="flex flex-wrap items-baseline justify-between gap-x-3">
        <span class="min-w-0 font-medium">{whoOf(run)}</span>
        <span class="flex items-baseline gap-2 tabular-nums">
          {state !== "done" && (
            <Badge tone={state === "broken" ? "warn" : "neutral"}>{words.states[state]}</Badge>
          )}
          {words.rows(rows)}
        </span>
      </div>
      <div class="text-muted">
        {by ?? words.formerMember} · <RelativeTime at={at} timeZone={currentShop().timeZone} /> ·{" "}
        {words.details[detail]} · {words.formats[format]} · {words.by(words.activations[activation])}
      </div>
    </div>
  );
}

function whoOf({ segment, narrowed }: ExportRun): string {
  const words = text.exports;
  if (!segment) return narrowed ? words.narrowed : words.everyone;
  return narrowed ? words.narrowedIn(segment.name) : segment.name;
}
