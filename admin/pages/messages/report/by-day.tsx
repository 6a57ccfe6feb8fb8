// One measure day by day, a line for each variant.
import { useMemo } from "preact/hooks";
import { LineChart } from "../../../components/line-chart";
import { Panel } from "../../../components/panel";
import { Select } from "../../../components/select";
import { format, text } from "../../../texts/index";
import type { Report } from "../api";
import { linesOf, MEASURES } from "./daily";
import type { ReportModel } from "./model";

/** As many as the chart can tell apart. */
const MOST_LINES = 5;

export function ByDay({ model, report }: { model: ReportModel; report: Report }) {
  const words = text.messages.report;
  const measure = model.measure.value;
  const { times, series, all } = useMemo(() => {
    const { times, lines } = linesOf(report, measure);
    const names = new Map(
      report.variants.map(({ variant, name, control }) => [
        variant,
        control ? words.control : words.variantOf(name),
      ]),
    );
    const series = lines
      .slice(0, MOST_LINES)
      .map(({ variant, values }) => ({ label: names.get(variant) ?? variant, values }));
    return { times, series, all: lines.length };
  }, [report, measure]);
  const write =
    measure === "revenue" ? (value: number) => format.money(value, report.currency) : format.number;
  return (
    <Panel
      title={words.byDay}
      actions={
        <div class="w-44">
          <Select
            aria-label={words.measure}
            value={measure}
            onValue={(next) => (model.measure.value = next)}
            options={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
          />
        </div>
      }
    >
      <LineChart
        title={`${words.measures[measure]}, ${words.byDay.toLowerCase()}`}
        times={times}
        series={series}
        timeZone={report.timeZone}
        write={(value) => write(value)}
      />
      {all > MOST_LINES && <p class="mt-2 text-12 text-muted">{words.firstFive}</p>}
    </Panel>
  );
}
