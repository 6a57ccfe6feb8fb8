// How many people the rule holds for, after each condition, and who some of them are. Follows every change; the last
// numbers stay until the newer ones are there.
import { Button } from "../../../components/button";
import { cx } from "../../../components/class-names";
import { Count } from "../../../components/count";
import { ErrorNote } from "../../../components/error-note";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { currentShop } from "../../../models/session";
import { sentenceOf, vocabulary } from "../../../rules/vocabulary";
import { format, text } from "../../../texts/index";
import { PersonName } from "../person";
import type { Builder, Counted, Insights } from "./model";

export function CountPane({ builder }: { builder: Builder }) {
  const { count, readiness } = builder;
  const { data, error, loading, stale } = count;
  const words = text.segments.count;
  const people = data.value?.counts.at(-1);
  const unfinished = new Set(readiness.value?.faults.map(({ path }) => conditionOf(path))).size;
  const counting = loading.value || (stale.value && !error.value);
  return (
    <div class="min-w-0 lg:sticky lg:top-18">
      <Panel title={words.title}>
        <div class="grid gap-4">
          <Count
            large
            value={people}
            of={data.value?.total}
            whole={text.segments.everyone}
            counting={counting}
          />
          {unfinished > 0 && <p class="text-12 text-warn">{words.unfinished(unfinished)}</p>}
          {error.value &&
            (error.value.errors ? (
              <p class="text-bad">{words.refused}</p>
            ) : (
              <ErrorNote problem={error.value} onRetry={() => void count.refresh()} />
            ))}
          {data.value?.insights && (
            <Worth insights={data.value.insights} people={people ?? 0} dim={counting} />
          )}
          {data.value && data.value.funnel.steps.length > 0 && <Steps counted={data.value} dim={counting} />}
          <Who builder={builder} people={people} />
        </div>
      </Panel>
    </div>
  );
}

/** Who of them can be reached, and what they bought. */
function Worth({ insights, people, dim }: { insights: Insights; people: number; dim: boolean }) {
  const { identified, reachableByEmail, orders, spent, averageOrder } = insights;
  const words = text.segments.count.worth;
  const { currency } = currentShop();
  const share = (part: number) => (people > 0 ? format.percent(part / people) : undefined);
  const facts: [label: string, value: string, share?: string][] = [
    [words.identified, format.number(identified), share(identified)],
    [words.reachable, format.number(reachableByEmail), share(reachableByEmail)],
    [words.orders, format.number(orders)],
    [words.spent, format.money(spent, currency)],
    [words.averageOrder, averageOrder === null ? words.noOrders : format.money(averageOrder, currency)],
  ];
  return (
    <div>
      <h3 class="mb-2 text-12 font-medium text-muted">{words.title}</h3>
      <dl class={cx("grid gap-1.5 transition-colors duration-150", dim && "text-muted")} aria-busy={dim}>
        {facts.map(([label, value, share]) => (
          <div key={label} class="flex items-baseline justify-between gap-3">
            <dt class="min-w-0 text-12">{label}</dt>
            <dd class="shrink-0 tabular-nums">
              {share && <span class="mr-2 text-12 text-muted">{share}</span>}
              <span class="font-medium">{value}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Narrowing panes, as wide as the share of people that is left. */
function Steps({ counted, dim }: { counted: Counted; dim: boolean }) {
  const { total, counts, funnel } = counted;
  const words = text.segments.count;
  const names = vocabulary().data.value;
  const steps = [
    { label: words.start, left: total },
    ...funnel.steps.map((parts, i) => ({
      label: parts.length > 1 ? words.rest(parts.length) : names ? sentenceOf(parts[0]!, names) : "",
      left: counts[i] ?? 0,
    })),
  ];
  return (
    <div>
      <h3 class="mb-2 text-12 font-medium text-muted">{words.funnel}</h3>
      <ol class={cx("grid gap-2 transition-colors duration-150", dim && "text-muted")}>
        {steps.map(({ label, left }, i) => {
          const lost = i === 0 ? 0 : steps[i - 1]!.left - left;
          return (
            <li key={i}>
              <span class="sr-only">{words.step(label, left, lost)}</span>
              <div aria-hidden="true" class="grid gap-1">
                <div class="flex items-baseline justify-between gap-3">
                  <span class="line-clamp-2 min-w-0 text-12">{label}</span>
                  <span class="shrink-0 tabular-nums">
                    {lost > 0 && <span class="mr-2 text-12 text-muted">{words.lost(lost)}</span>}
                    <span class="font-medium">{format.number(left)}</span>
                  </span>
                </div>
                <div class="h-2 rounded-small bg-sunken">
                  <div
                    class="h-2 rounded-small bg-chart-1 transition-[width] duration-150"
                    style={{
                      width: `${total === 0 ? 0 : (100 * left) / total}%`,
                      minWidth: left > 0 ? "2px" : "0",
                    }}
                  />
                </div>
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Who({ builder, people }: { builder: Builder; people: number | undefined }) {
  const { who, whoIsOpen } = builder;
  const { data, error, stale, loading } = who;
  const words = text.segments.count;
  return (
    <div class="grid gap-3 border-t border-line pt-4">
      <div>
        <Button
          size="small"
          expanded={whoIsOpen.value}
          onClick={() => {
            whoIsOpen.value = !whoIsOpen.value;
          }}
        >
          {whoIsOpen.value ? words.hide : words.who}
        </Button>
      </div>
      {whoIsOpen.value && (
        <div aria-busy={stale.value || loading.value}>
          {error.value && <ErrorNote problem={error.value} onRetry={() => void who.refresh()} />}
          {!data.value && !error.value && <Skeleton widths={[70, 60, 80]} />}
          {data.value?.length === 0 && <p class="text-muted">{words.nobody}</p>}
          {data.value && data.value.length > 0 && (
            <>
              <p class="mb-2 text-12 text-muted">
                {words.sample(data.value.length, people ?? data.value.length)}
              </p>
              <ul class="grid gap-2">
                {data.value.map((person) => (
                  <li key={person.id}>
                    <PersonName person={person} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** Several faults of one condition are one unfinished condition. */
const conditionOf = (path: string) =>
  path.replace(/\.(value|items|times|during|named|is|attribute|segment)$/, "");
