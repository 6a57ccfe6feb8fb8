// As it would have been: how many the rule would have held for on each of the last days, and what that cannot know.
import { useMemo } from "preact/hooks";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { LineChart } from "../../../components/line-chart";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { formatDay } from "../../../models/fact";
import { text } from "../../../texts/index";
import { type Past, startsOf } from "../segments";
import type { Builder } from "./model";

export function PastPane({ builder }: { builder: Builder }) {
  const { past, pastIsOpen, readiness } = builder;
  const { data, error, stale, loading } = past;
  const words = text.segments.past;
  const open = pastIsOpen.value;
  return (
    <Panel
      title={words.title}
      about={words.about}
      actions={
        <Button
          size="small"
          expanded={open}
          onClick={() => {
            pastIsOpen.value = !open;
          }}
        >
          {open ? words.hide : words.show}
        </Button>
      }
    >
      {open && (
        <div aria-busy={stale.value || loading.value} class={stale.value ? "text-muted" : undefined}>
          {error.value && <ErrorNote problem={error.value} onRetry={() => void past.refresh()} />}
          {readiness.value && !readiness.value.complete && <p class="mb-3 text-warn">{words.unfinished}</p>}
          {data.value && <Told past={data.value} />}
          {!data.value && !error.value && <Skeleton widths={[90, 80, 90]} />}
        </div>
      )}
    </Panel>
  );
}

function Told({ past }: { past: Past }) {
  const words = text.segments.past;
  const { days, timeZone, exact } = past;
  const [times, series] = useMemo(() => {
    const line = (label: string, key: "people" | "low" | "high") => ({
      label,
      values: days.map((day) => day[key]),
    });
    const people = line(words.people, "people");
    return [
      startsOf(days, timeZone),
      exact ? [people] : [people, line(words.low, "low"), line(words.high, "high")],
    ];
  }, [past]);
  return (
    <div class="grid gap-4">
      <LineChart title={words.title} times={times} series={series} timeZone={timeZone} height={200} />
      <ul class="grid max-w-prose list-disc gap-1 pl-5 text-muted">
        {caveats(past).map((caveat) => (
          <li key={caveat}>{caveat}</li>
        ))}
      </ul>
    </div>
  );
}

function caveats({ exact, sampled, total, asOfToday, roughly, segments, reaches, days, timeZone }: Past) {
  const words = text.segments.past;
  const day = (at: number) => formatDay(at, timeZone);
  return [
    exact ? words.exact(total) : words.estimate(sampled, total),
    words.known,
    ...(asOfToday.length ? [words.asOfToday(asOfToday)] : []),
    ...(roughly.length ? [words.roughly(roughly)] : []),
    ...segments.map(({ name, since }) => words.segment(name, day(since))),
    ...(reaches !== null && reaches > (startsOf(days.slice(0, 1), timeZone)[0] ?? 0)
      ? [words.reaches(day(reaches))]
      : []),
  ];
}
