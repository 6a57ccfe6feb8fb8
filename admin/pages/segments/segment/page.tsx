// One segment: its rule in words, who is in it, who came and went and why, where it is used.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Badge } from "../../../components/badge";
import { Count } from "../../../components/count";
import { ErrorNote } from "../../../components/error-note";
import { Pencil, Trash2, Upload } from "../../../components/icons";
import { KeyValues } from "../../../components/key-values";
import { Link } from "../../../components/link";
import { Menu } from "../../../components/menu";
import { PageHeader } from "../../../components/page-header";
import { Panel } from "../../../components/panel";
import { Progress } from "../../../components/progress";
import { RelativeTime } from "../../../components/relative-time";
import { Skeleton } from "../../../components/skeleton";
import { Tabs } from "../../../components/tabs";
import { currentShop } from "../../../models/session";
import { asChoice, url } from "../../../models/url";
import type { PageProps } from "../../../pages";
import { sentenceOf, vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";
import { ExportPeople } from "../../exports/export-people";
import { DeleteSegment } from "../delete-segment";
import { type Evaluation, mayEdit, type Segment } from "../segments";
import { Uses } from "../uses";
import { Changes } from "./changes";
import { Freeze } from "./freeze";
import { History } from "./history";
import { Members } from "./members";
import { openSegment, type SegmentModel } from "./model";

export default function SegmentPage({ params }: PageProps) {
  return <Opened key={params.id} id={params.id ?? ""} />;
}

function Opened({ id }: { id: string }) {
  const model = useMemo(() => openSegment(id), [id]);
  useEffect(() => model.dispose, [model]);
  const { segment } = model;
  const { data, error } = segment;
  const back = { to: "/segments", label: text.pages.segments };
  if (data.value) return <Shown model={model} segment={data.value} back={back} />;
  return (
    <>
      <PageHeader title={text.pages.segments} back={back} />
      {error.value ? (
        <ErrorNote problem={error.value} onRetry={() => void segment.refresh()} />
      ) : (
        <Skeleton widths={[30, 70, 90, 60]} />
      )}
    </>
  );
}

interface ShownProps {
  model: SegmentModel;
  segment: Segment;
  back: { to: string; label: string };
}

function Shown({ model, segment, back }: ShownProps) {
  const tab = useMemo(() => url("tab", asChoice("members", "changes"), "members", { history: "push" }), []);
  const { archive } = model;
  const words = text.segments.page;
  return (
    <>
      <PageHeader
        title={segment.name}
        about={segment.description}
        back={back}
        mark={<Marks segment={segment} />}
        actions={mayEdit() && <SegmentActions model={model} segment={segment} />}
      />
      {archive.error.value && (
        <div class="mb-6">
          <ErrorNote problem={archive.error.value} />
        </div>
      )}
      <div class="grid gap-6">
        <Overview
          segment={segment}
          everyone={model.everyone.data.value}
          evaluation={model.evaluation.data.value}
        />
        <History segment={segment} />
        <Panel flush>
          <div class="px-1 sm:px-3">
            <Tabs
              label={words.tabs}
              value={tab.value}
              onValue={(next) => {
                tab.value = next;
              }}
              tabs={[
                { id: "members", label: words.members, count: segment.size },
                { id: "changes", label: words.changes },
              ]}
            >
              <div class="-mx-1 -mt-6 sm:-mx-3">
                {tab.value === "members" ? (
                  <Members key={segment.version} model={model} segment={segment} />
                ) : (
                  <Changes segment={segment} />
                )}
              </div>
            </Tabs>
          </div>
        </Panel>
      </div>
    </>
  );
}

function Marks({ segment }: { segment: Segment }) {
  const words = text.segments;
  return (
    <>
      {segment.archivedAt !== null && <Badge tone="warn">{words.archived}</Badge>}
      {segment.kind === "static" && <Badge>{words.static}</Badge>}
      {segment.visible && <Badge>{words.visible}</Badge>}
    </>
  );
}

function SegmentActions({ model, segment }: { model: SegmentModel; segment: Segment }) {
  const [, go] = useLocation();
  const [deleting, setDeleting] = useState(false);
  const [freezing, setFreezing] = useState(false);
  const words = text.segments.page;
  const archived = segment.archivedAt !== null;
  return (
    <>
      {segment.kind === "static" && !archived && (
        <Link to={`/imports/new?kind=members&segment=${segment.id}`} button="plain" icon={Upload}>
          {text.segments.addFromFile}
        </Link>
      )}
      <ExportPeople whom={{ segment: segment.id }} who={segment.name} />
      <Link to={`/segments/${segment.id}/edit`} button="plain" icon={Pencil}>
        {words.edit}
      </Link>
      <Menu
        groups={[
          [
            ...(segment.kind === "dynamic" && !archived
              ? [{ label: text.fixedLists.freeze, onSelect: () => setFreezing(true) }]
              : []),
            {
              label: archived ? words.restore : words.archive,
              onSelect: () => void model.archive.run(!archived),
            },
          ],
          [{ label: words.delete, icon: Trash2, danger: true, onSelect: () => setDeleting(true) }],
        ]}
      />
      <Freeze segment={segment} open={freezing} onClose={() => setFreezing(false)} />
      <DeleteSegment
        segment={segment}
        open={deleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => go("/segments")}
      />
    </>
  );
}

interface OverviewProps {
  segment: Segment;
  everyone: number | undefined;
  evaluation: Evaluation | undefined;
}

function Overview({ segment, everyone, evaluation }: OverviewProps) {
  const names = vocabulary();
  const words = text.segments.page;
  const { timeZone } = currentShop();
  const { rule, kind, size, usedBy, createdAt, updatedAt, evaluating, filling } = segment;
  const sentence =
    kind === "static" ? text.segments.fixedList : names.data.value && sentenceOf(rule, names.data.value);
  return (
    <Panel>
      <div class="grid gap-6 md:grid-cols-[12rem_minmax(0,1fr)]">
        <div>
          <h2 class="text-12 font-medium text-muted">{words.now}</h2>
          <Count
            large
            value={size}
            of={everyone}
            whole={text.segments.everyone}
            counting={filling !== null || (evaluating && kind === "dynamic")}
          />
          {filling && <Progress {...filling} said={text.fixedLists.filling(filling.done, filling.total)} />}
          {evaluating && kind === "dynamic" && <Sorting evaluation={evaluation} />}
        </div>
        <KeyValues
          items={[
            {
              label: words.rule,
              value:
                sentence ??
                (names.error.value ? <ErrorNote problem={names.error.value} /> : <Skeleton widths={[70]} />),
            },
            { label: text.segments.usedIn, value: <Uses uses={usedBy} /> },
            { label: words.changed, value: <RelativeTime at={updatedAt} timeZone={timeZone} /> },
            { label: words.created, value: <RelativeTime at={createdAt} timeZone={timeZone} /> },
          ]}
        />
      </div>
    </Panel>
  );
}

function Sorting({ evaluation }: { evaluation: Evaluation | undefined }) {
  const words = text.segments.page;
  return (
    <div class="mt-2 grid gap-1 text-12 text-muted">
      {evaluation?.underWay && (
        <Progress {...evaluation} said={text.segments.page.sorted(evaluation.done, evaluation.total)} />
      )}
      <p>{words.evaluating}</p>
    </div>
  );
}
