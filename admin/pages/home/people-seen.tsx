// How many people were on the shop lately: four spans, one row, no decoration.
import { Count } from "../../components/count";
import { ErrorNote } from "../../components/error-note";
import type { Resource } from "../../models/resource";
import { format, text } from "../../texts/index";
import { spans } from "./model";

type Seen = { total: number; seen: readonly { span: (typeof spans)[number]; people: number }[] };

export function PeopleSeen({ people }: { people: Resource<Seen> }) {
  const words = text.home.people;
  const { data, error } = people;
  if (error.value && !data.value)
    return <ErrorNote problem={error.value} onRetry={() => void people.refresh()} />;
  const shortest = [...spans].reverse();
  return (
    <section aria-label={words.title}>
      <dl class="grid grid-cols-2 gap-x-6 gap-y-6 sm:grid-cols-4">
        {shortest.map((span) => {
          const found = data.value?.seen.find((one) => one.span === span);
          return (
            <div key={span} class="grid content-start gap-0.5 border-l border-line pl-4">
              <dd class="order-first">
                {found ? (
                  <span class="text-28 font-semibold tracking-tight tabular-nums">
                    {format.number(found.people)}
                  </span>
                ) : (
                  <Count value={undefined} large />
                )}
              </dd>
              <dt class="text-12 text-muted">
                {found ? words.seen(found.people) : ""} {words[span]}
              </dt>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
