// What a computed attribute would be, before it is saved: for how many it would be known, how it is spread, and for whom.
import type { Computed } from "../../../../../core/attributes/computed";
import { ErrorNote } from "../../../../components/error-note";
import { Panel } from "../../../../components/panel";
import { Skeleton } from "../../../../components/skeleton";
import { formatFact } from "../../../../models/fact";
import type { Resource } from "../../../../models/resource";
import { currentShop } from "../../../../models/session";
import { text } from "../../../../texts/index";
import { PersonName } from "../../../segments/person";
import type { Preview } from "../../data";
import { SampleNote } from "../../known";
import { Spread } from "../spread";
import { nameOfValue } from "./products";

export interface PreviewProps {
  preview: Resource<Preview>;
  computed: Computed;
  complete: boolean;
}

export function PreviewPanel({ preview, computed, complete }: PreviewProps) {
  const { data, error, loading, stale } = preview;
  const words = text.computed;
  const found = data.value;
  return (
    <Panel title={words.preview} about={words.previewAbout}>
      {!complete ? (
        <p class="max-w-prose text-muted">{words.waiting}</p>
      ) : error.value ? (
        <ErrorNote problem={error.value} onRetry={() => void preview.refresh()} />
      ) : !found ? (
        <Skeleton widths={[30, 80, 60, 40]} />
      ) : (
        <div class="grid gap-6" aria-busy={loading.value || stale.value}>
          <SampleNote {...found} />
          <Found found={found} computed={computed} />
        </div>
      )}
    </Panel>
  );
}

function Found({ found, computed }: { found: Preview; computed: Computed }) {
  const shape = { type: found.type, unit: found.unit, calendar: false };
  const nameOf = nameOfValue(computed);
  const { exact, known, people } = found;
  // Values, where the API counts people.
  const looked = people === 0 ? 0 : Math.round((known.people / people) * found.looked);
  return (
    <>
      <Spread attribute={shape} spread={{ ...found, exact, looked, masked: false }} nameOf={nameOf} />
      {found.examples.length > 0 && (
        <div>
          <h3 class="mb-2 text-12 font-medium text-muted">{text.computed.examples}</h3>
          <ul class="grid gap-2">
            {found.examples.map(({ person, value }) => (
              <li key={person.id} class="flex items-baseline justify-between gap-4">
                <PersonName person={person} />
                <span class="shrink-0 font-medium tabular-nums">
                  {nameOf?.(String(value)) ?? formatFact(value, shape, currentShop())}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
