// What a message did: by variant, against the control group, by day.
import { useEffect, useMemo } from "preact/hooks";
import { EmptyState } from "../../../components/empty-state";
import { ErrorNote } from "../../../components/error-note";
import { ChartLine, Pencil } from "../../../components/icons";
import { Link } from "../../../components/link";
import { PageHeader } from "../../../components/page-header";
import { SegmentedControl } from "../../../components/segmented-control";
import { Skeleton } from "../../../components/skeleton";
import type { PageProps } from "../../../pages";
import { format, text } from "../../../texts/index";
import type { Report } from "../api";
import { ByDay } from "./by-day";
import { ComparisonPanel } from "./comparison";
import { openReport, PERIODS, type ReportModel } from "./model";
import { VariantTable } from "./variants";

export default function ReportPage({ params }: PageProps) {
  const words = text.messages.report;
  const id = params.message ?? "";
  const model = useMemo(() => openReport(id), [id]);
  useEffect(() => model.dispose, [model]);
  const { message, report, period } = model;
  const error = message.error.value ?? report.error.value;
  const name = message.data.value?.name;
  const data = report.data.value;

  return (
    <>
      <PageHeader
        title={name ?? text.messages.editor.report}
        about={data && spanOf(data)}
        back={{ to: "/messages", label: text.pages.messages }}
        actions={
          <>
            <SegmentedControl
              label={words.period}
              value={period.value}
              onValue={(days) => (period.value = days)}
              options={PERIODS.map((days) => ({ value: days, label: words.periods[days] }))}
            />
            <Link to={`/messages/${id}`} button="plain" icon={Pencil}>
              {words.edit}
            </Link>
          </>
        }
      />
      {error && (
        <div class="mb-6">
          <ErrorNote
            problem={error}
            onRetry={() => {
              void message.refresh();
              void report.refresh();
            }}
          />
        </div>
      )}
      {!data && !error && <Skeleton widths={[40, 90, 80, 60]} />}
      {data && <Numbers model={model} report={data} />}
    </>
  );
}

function Numbers({ model, report }: { model: ReportModel; report: Report }) {
  const words = text.messages.report;
  const exposed = report.variants.reduce((sum, { exposedPeople, shown }) => sum + exposedPeople + shown, 0);
  if (exposed === 0) {
    const neverPublished = model.message.data.value?.published === null;
    return (
      <EmptyState icon={ChartLine} title={words.none}>
        {neverPublished ? words.noneDraft : words.noneLive}
      </EmptyState>
    );
  }
  return (
    <div
      aria-busy={model.report.stale.value}
      class={`grid gap-6 ${model.report.stale.value ? "opacity-60 transition-opacity" : ""}`}
    >
      <VariantTable report={report} />
      <ComparisonPanel report={report} message={model.id} />
      <ByDay model={model} report={report} />
    </div>
  );
}

function spanOf({ from, to, timeZone }: Report): string {
  const day = (date: string) =>
    format.dateTime(Date.parse(`${date}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return text.messages.report.span(day(from), day(to), timeZone);
}
