// A trend in the space of a word. Plain SVG: a table may hold a hundred of them.
import { format, text } from "../texts/index";

export interface SparklineProps {
  /** Oldest first. */
  values: readonly number[];
  /** What the values are: "People, last 30 days". */
  label: string;
  width?: number;
  height?: number;
}

export function Sparkline({ values, label, width = 96, height = 24 }: SparklineProps) {
  if (values.length < 2) return <span class="text-muted">–</span>;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (index: number) => (index / (values.length - 1)) * (width - 4) + 2;
  // A flat line runs in the middle, not along the floor.
  const y = (value: number) =>
    most === least ? height / 2 : height - 3 - ((value - least) / (most - least)) * (height - 6);
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  const end = values.length - 1;
  const trend = text.chart.trend(format.number(values[0]!), format.number(values[end]!));
  return (
    <svg
      role="img"
      aria-label={`${label}, ${trend}`}
      width={width}
      height={height}
      class="inline-block align-middle text-chart-1"
    >
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
      <circle cx={x(end)} cy={y(values[end]!)} r="2" fill="currentColor" />
    </svg>
  );
}
