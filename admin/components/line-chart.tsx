// Values over time, with the same numbers as a table, their unit and their time zone. The drawing library loads
// when the first chart is seen.
import { useEffect, useRef, useState } from "preact/hooks";
import { theme } from "../models/theme";
import { format, text } from "../texts/index";
import { Button } from "./button";
import { Table } from "./table";

export interface LineChartProps {
  title: string;
  /** Milliseconds since 1970, oldest first. */
  times: readonly number[];
  /** At most five; null is a gap. Bars may go below nought to stand apart: `write` leaves out the sign. */
  series: readonly { label: string; values: readonly (number | null)[]; bars?: boolean }[];
  /** How a value is written, with its unit. */
  write?: (value: number) => string;
  timeZone: string;
  /** The whole length is days, or goes down to minutes. */
  grain?: "day" | "minute";
  height?: number;
}

export function LineChart(props: LineChartProps) {
  const { title, times, series, write = format.number, timeZone, grain = "day", height = 240 } = props;
  const [asTable, setAsTable] = useState(false);
  const writeTime = (at: number) => format.dateTime(at, { ...timeParts[grain], timeZone });
  return (
    <figure class="min-w-0" aria-label={title}>
      <div class="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <ul class="flex flex-wrap gap-x-4 gap-y-1">
          {series.map(({ label }, index) => (
            <li key={label} class="flex items-center gap-2">
              <span aria-hidden="true" class={`h-0.5 w-4 rounded-full ${strokes[index]}`} />
              {label}
            </li>
          ))}
        </ul>
        <Button kind="quiet" size="small" onClick={() => setAsTable(!asTable)}>
          {asTable ? text.chart.asChart : text.chart.asTable}
        </Button>
      </div>
      {asTable ? (
        <div class="max-h-80 overflow-y-auto">
          <Table
            caption={title}
            columns={[
              { id: "date", label: text.chart.date, cell: (index: number) => writeTime(times[index]!) },
              ...series.map(({ label, values }) => ({
                id: label,
                label,
                numeric: true,
                cell: (index: number) => (values[index] == null ? "–" : write(values[index])),
              })),
            ]}
            rows={times.map((_, index) => times.length - 1 - index)}
            keyOf={String}
          />
        </div>
      ) : (
        <Drawing {...props} write={write} height={height} writeTime={writeTime} />
      )}
      <figcaption class="mt-2 text-12 text-muted">{text.chart.inZone(timeZone)}</figcaption>
    </figure>
  );
}

export type DrawingProps = LineChartProps & {
  write: (value: number) => string;
  writeTime: (at: number) => string;
  height: number;
};

function Drawing(props: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLOutputElement>(null);
  const [ready, setReady] = useState(false);
  const isDark = theme.isDark;

  useEffect(() => {
    let gone = false;
    let remove: (() => void) | undefined;
    import("./draw-lines").then(({ drawLines }) => {
      if (gone || !place.current || !readout.current) return;
      remove = drawLines(place.current, readout.current, props);
      setReady(true);
    });
    return () => {
      gone = true;
      remove?.();
    };
  }, [props.times, props.series, isDark]);

  return (
    <div class="relative" style={{ minHeight: `${props.height}px` }}>
      {!ready && <p class="absolute inset-0 grid place-items-center text-muted">{text.chart.loading}</p>}
      <div ref={place} aria-hidden="true" />
      <output
        ref={readout}
        aria-hidden="true"
        class="floating pointer-events-none absolute top-2 hidden px-3 py-2 text-12"
      />
    </div>
  );
}

const strokes = ["bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5"];

const timeParts: Record<"day" | "minute", Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "short", year: "numeric" },
  minute: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};
