// How large the segment was at the end of each day, and how many came and went.
import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { ErrorNote } from "../../../components/error-note";
import { LineChart } from "../../../components/line-chart";
import { Panel } from "../../../components/panel";
import { SegmentedControl } from "../../../components/segmented-control";
import { Skeleton } from "../../../components/skeleton";
import { resource } from "../../../models/resource";
import { format, text } from "../../../texts/index";
import { loadHistory, type Segment, type SegmentHistory, startsOf } from "../segments";

const SPANS = ["30", "90", "400"] as const;

export function History({ segment }: { segment: Segment }) {
  const { id, size } = segment;
  const span = useMemo(() => signal<(typeof SPANS)[number]>("90"), []);
  const history = useMemo(
    () =>
      resource(
        () => ({ days: Number(span.value), size }),
        ({ days }, signal) => loadHistory(id, days, signal),
      ),
    [id, size],
  );
  useEffect(() => history.dispose, [history]);
  const words = text.segments.history;
  const { data, error } = history;
  return (
    <Panel
      title={words.title}
      actions={
        <SegmentedControl
          label={words.days}
          value={span.value}
          onValue={(next) => {
            span.value = next;
          }}
          options={SPANS.map((value) => ({ value, label: words.span[value] }))}
        />
      }
    >
      {error.value && <ErrorNote problem={error.value} onRetry={() => void history.refresh()} />}
      {data.value ? <Days history={data.value} /> : !error.value && <Skeleton widths={[90, 80, 90]} />}
    </Panel>
  );
}

function Days({ history: { days, timeZone } }: { history: SegmentHistory }) {
  const words = text.segments.history;
  const [times, size, moves] = useMemo(
    () => [
      startsOf(days, timeZone),
      [{ label: words.size, values: days.map(({ size }) => size) }],
      [
        { label: words.entered, values: days.map(({ entered }) => entered), bars: true },
        // Below the line, so that both are seen; written without the sign.
        { label: words.left, values: days.map(({ left }) => -left), bars: true },
      ],
    ],
    [days, timeZone],
  );
  if (days.length < 2)
    return <p class="text-muted">{words.begins(days[0]?.entered ?? 0, days[0]?.left ?? 0)}</p>;
  const chart = { times, timeZone };
  return (
    <div class="grid gap-6">
      <LineChart {...chart} title={words.size} series={size} height={200} />
      <LineChart
        {...chart}
        title={words.moves}
        series={moves}
        height={180}
        write={(value) => format.number(Math.abs(value))}
      />
    </div>
  );
}
