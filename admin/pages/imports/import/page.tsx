// One import: on its way in, what would happen, how far it is, what happened, and taking it back.
import { useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Badge } from "../../../components/badge";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { KeyValues } from "../../../components/key-values";
import { Link } from "../../../components/link";
import { PageHeader } from "../../../components/page-header";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { may } from "../../../models/permissions";
import { currentShop } from "../../../models/session";
import { notify } from "../../../models/toasts";
import { useModel } from "../../../models/use-model";
import type { PageProps } from "../../../pages";
import { format, text } from "../../../texts/index";
import { Note } from "../../messages/note";
import type { ImportShown } from "../api";
import { toneOf } from "../page";
import { Figures, Progress } from "./figures";
import { type ImportModel, openImport } from "./model";
import { Refusals } from "./refusals";
import { UndoDialog } from "./undo-dialog";
import { Uploading } from "./uploading";

export default function ImportPage({ params }: PageProps) {
  return <Opened key={params.id} id={params.id ?? ""} />;
}

function Opened({ id }: { id: string }) {
  const model = useModel(() => openImport(id));
  const { data, error } = model.job;
  const job = data.value;
  const words = text.imports;
  return (
    <>
      <PageHeader
        title={job?.file ?? words.title}
        back={{ to: "/imports", label: words.one.back }}
        mark={job && <Badge tone={toneOf[job.state]}>{words.states[job.state]}</Badge>}
      />
      {!job &&
        (error.value ? (
          <ErrorNote problem={error.value} onRetry={() => void model.job.refresh()} />
        ) : (
          <Skeleton />
        ))}
      {job && (
        <div class="grid gap-6">
          <Now model={model} job={job} />
          {job.state !== "uploading" && job.refused + job.remarked > 0 && may("marketer") && (
            <Refusals model={model} job={job} />
          )}
          <About model={model} job={job} />
        </div>
      )}
    </>
  );
}

function Now({ model, job }: { model: ImportModel; job: ImportShown }) {
  switch (job.state) {
    case "uploading":
      return <Uploading model={model} job={job} discard={<Discard model={model} />} />;
    case "ready":
      return <Ready model={model} job={job} />;
    case "running":
      return (
        <Panel title={text.imports.one.running} about={text.imports.one.runningAbout}>
          <Progress done={job.applied} all={job.records} />
        </Panel>
      );
    case "undoing":
      return (
        <Panel title={text.imports.one.undoing} about={text.imports.one.runningAbout}>
          <Progress done={job.undone} all={job.records} />
        </Panel>
      );
    default:
      return <Done model={model} job={job} />;
  }
}

function Ready({ model, job }: { model: ImportModel; job: ImportShown }) {
  const words = text.imports.one;
  const { kind, records, refused, fresh } = job;
  const taken = records - refused;
  const { busy, error } = model.start;
  return (
    <Panel title={words.ready} about={words.dryRun}>
      <div class="grid gap-5">
        <Figures
          items={[
            { label: words.fresh, value: fresh, hint: words.freshHint[kind] },
            { label: words.known, value: Math.max(0, taken - fresh), hint: words.knownHint[kind] },
            { label: words.refused, value: refused, hint: words.refusedHint, bad: refused > 0 },
            { label: words.remarked, value: job.remarked, hint: words.remarkedHint },
          ]}
        />
        {taken === 0 && <Note tone="warn">{words.nothing}</Note>}
        {error.value && <ErrorNote problem={error.value} />}
        {may("marketer") && (
          <div class="flex flex-wrap gap-3">
            {taken > 0 && (
              <Button kind="primary" busy={busy.value} onClick={() => void model.start.run(undefined)}>
                {words.go(taken)}
              </Button>
            )}
            <Discard model={model} />
          </div>
        )}
      </div>
    </Panel>
  );
}

function Discard({ model }: { model: ImportModel }) {
  const [, go] = useLocation();
  const words = text.imports.one;
  const { busy, error } = model.discard;
  return (
    <>
      <Button
        kind="quiet"
        busy={busy.value}
        onClick={async () => {
          if (!(await model.discard.run(undefined)).ok) return;
          notify(words.thrownAway);
          go("/imports");
        }}
      >
        {words.stop}
      </Button>
      {error.value && <ErrorNote problem={error.value} />}
    </>
  );
}

function Done({ model, job }: { model: ImportModel; job: ImportShown }) {
  const [asking, setAsking] = useState(false);
  const words = text.imports.one;
  const { kind, made, changed, refused, removed, restored, undoUntil } = job;
  const isUndone = job.state === "undone";
  const figures = isUndone
    ? [
        { label: words.removed, value: removed, hint: words.removedHint },
        ...(kind === "codes" ? [] : [{ label: words.restored, value: restored, hint: words.restoredHint }]),
      ]
    : [
        { label: words.fresh, value: made, hint: words.madeHint[kind] },
        ...(kind === "codes" ? [] : [{ label: words.known, value: changed, hint: words.changedHint[kind] }]),
        { label: words.refused, value: refused, hint: words.refusedHint, bad: refused > 0 },
      ];
  return (
    <Panel title={isUndone ? words.undone : words.done}>
      <div class="grid gap-5">
        <Figures items={figures} />
        {model.undo.error.value && <ErrorNote problem={model.undo.error.value} />}
        {!isUndone && may("marketer") && undoUntil !== null && undoUntil > Date.now() && (
          <div class="flex flex-wrap items-center gap-4">
            <Button onClick={() => setAsking(true)}>{words.undo}</Button>
            <p class="text-muted">
              {words.undoUntil(
                format.dateTime(undoUntil, { dateStyle: "medium", timeZone: currentShop().timeZone }),
              )}
            </p>
          </div>
        )}
      </div>
      <UndoDialog model={model} job={job} open={asking} onClose={() => setAsking(false)} />
    </Panel>
  );
}

function About({ model, job }: { model: ImportModel; job: ImportShown }) {
  const words = text.imports.one;
  const segment = model.segment.data.value;
  const { timeZone } = currentShop();
  return (
    <Panel>
      <KeyValues
        items={[
          { label: words.file, value: job.file, hint: text.imports.drop.size(job.size) },
          { label: text.imports.list.kind, value: text.imports.kinds[job.kind] },
          ...(segment
            ? [{ label: words.into, value: <Link to={`/segments/${segment.id}`}>{segment.name}</Link> }]
            : []),
          ...(job.pool || job.table ? [{ label: words.into, value: job.pool ?? job.table }] : []),
          { label: words.columns, value: job.columns.map(({ heading }) => heading).join(", ") },
          {
            label: text.imports.list.when,
            value: format.dateTime(job.createdAt, { dateStyle: "medium", timeStyle: "short", timeZone }),
            hint: text.imports.list.by(job.by),
          },
        ]}
      />
    </Panel>
  );
}
