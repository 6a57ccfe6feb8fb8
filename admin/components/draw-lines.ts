// The drawing half of LineChart, on uPlot. Loaded on demand.
import uPlot from "uplot";
import { format } from "../texts/index";
import type { DrawingProps } from "./line-chart";

/** @returns a function that takes the drawing away */
export function drawLines(place: HTMLElement, readout: HTMLElement, props: DrawingProps): () => void {
  const { times, series, height, timeZone, write, writeTime, grain = "day" } = props;
  const colors = readColors(place, series.length);
  const bars = series.some(({ bars }) => bars);
  const axis: uPlot.Axis = {
    stroke: colors.muted,
    font: `12px ${getComputedStyle(place).fontFamily}`,
    grid: { show: false },
    ticks: { show: false },
  };
  const shortTime: Intl.DateTimeFormatOptions =
    grain === "day"
      ? { day: "numeric", month: "short", timeZone }
      : { hour: "2-digit", minute: "2-digit", timeZone };

  const chart = new uPlot(
    {
      width: place.clientWidth,
      height,
      padding: [8, 24, 0, 0],
      legend: { show: false },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
      scales: { y: { range: (_, least, most) => [Math.min(0, least), most > 0 ? most * 1.08 : 1] } },
      axes: [
        {
          ...axis,
          size: 28,
          space: 72,
          values: (_, ticks) => ticks.map((tick) => format.dateTime(tick * 1000, shortTime)),
        },
        {
          ...axis,
          size: 48,
          space: 40,
          grid: { show: true, stroke: colors.line, width: 1 },
          // Bars go both ways from nought: what is below is no less.
          values: (_, ticks) => ticks.map((tick) => format.compact(bars ? Math.abs(tick) : tick)),
        },
      ],
      series: [
        {},
        ...series.map(({ label, bars }, index) => ({
          label,
          stroke: colors.lines[index],
          points: { show: false },
          ...(bars
            ? { width: 0, fill: colors.lines[index]!, paths: uPlot.paths.bars!({ size: [0.7, 24] }) }
            : { width: 2, dash: index > 0 ? dashes[index] : undefined }),
        })),
      ],
      hooks: { setCursor: [(plot) => showReadout(plot, readout, { series, times, write, writeTime })] },
    },
    [times.map((at) => at / 1000), ...series.map(({ values }) => [...values])],
    place,
  );

  const observer = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height }));
  observer.observe(place);
  return () => {
    observer.disconnect();
    readout.classList.add("hidden");
    chart.destroy();
  };
}

/** Lines are told apart by their dashes too, not by colour alone. */
const dashes = [undefined, [6, 3], [2, 3], [10, 3, 2, 3], [4, 6]];

function showReadout(
  plot: uPlot,
  readout: HTMLElement,
  { series, times, write, writeTime }: Pick<DrawingProps, "series" | "times" | "write" | "writeTime">,
): void {
  const index = plot.cursor.idx;
  readout.classList.toggle("hidden", index == null);
  if (index == null) return;
  const lines = series.map(({ label, values }) => {
    const value = values[index];
    return `${label}: ${value == null ? "–" : write(value)}`;
  });
  readout.replaceChildren(
    ...[writeTime(times[index]!), ...lines].map((words, line) => {
      const row = document.createElement("div");
      row.textContent = words;
      if (line === 0) row.className = "text-muted";
      return row;
    }),
  );
  const at = plot.valToPos(times[index]! / 1000, "x") + plot.over.offsetLeft;
  const left = at + 12 + readout.offsetWidth > plot.width ? at - 12 - readout.offsetWidth : at + 12;
  readout.style.left = `${Math.max(0, left)}px`;
}

/** A canvas knows no custom properties: asks the browser what they are in the scheme shown now. */
function readColors(place: HTMLElement, count: number) {
  const probe = place.appendChild(document.createElement("span"));
  probe.style.transition = "none"; // else a colour on its way would be read
  const read = (token: string) => {
    probe.style.color = `var(--color-${token})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    muted: read("muted"),
    line: read("line"),
    lines: Array.from({ length: count }, (_, index) => read(`chart-${index + 1}`)),
  };
  probe.remove();
  return colors;
}
