// Where an attribute's values come from; and for one that is computed, how, with a preview.
import { useEffect } from "preact/hooks";
import { isScore, shapeOf } from "../../../../../core/attributes/computed";
import { describeComputed } from "../../../../../core/attributes/computed-words";
import { attributeTypes } from "../../../../../core/attributes/types";
import { ErrorNote } from "../../../../components/error-note";
import { CircleAlert } from "../../../../components/icons";
import { Panel } from "../../../../components/panel";
import { SegmentedControl } from "../../../../components/segmented-control";
import { Skeleton } from "../../../../components/skeleton";
import { namesFor, vocabulary } from "../../../../rules/vocabulary";
import { text } from "../../../../texts/index";
import type { AttributeModel } from "../model";
import { kinds } from "./kinds";
import { MeasuredWords } from "./measured";
import { PreviewPanel } from "./preview";
import { ScoreParts } from "./score";

export function KindChoice({ model }: { model: AttributeModel }) {
  const words = text.computed;
  const kind = model.kind.value;
  return (
    <div class="grid gap-2">
      <div>
        <SegmentedControl
          label={words.from}
          value={kind}
          onValue={(next) => model.choose(next)}
          options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
      </div>
      <p class="max-w-prose text-muted">{words.about[kind]}</p>
    </div>
  );
}

/** How it is computed, as controls and in words; and what it would be. */
export function HowComputed({ model, mayChange }: { model: AttributeModel; mayChange: boolean }) {
  const known = vocabulary();
  useEffect(() => void known.refresh(), []);
  const { computed } = model.fields.value;
  if (!computed) return null;
  const names = known.data.value;
  const wrong = model.wrong.value;
  const invalid = (path: string) => wrong.some((one) => one === path || one.startsWith(`${path}.`));
  const error = model.errors.value.computed;
  const words = text.computed;
  const complete = names !== undefined && wrong.length === 0;
  return (
    <>
      <Panel title={words.how} about={holds(computed)}>
        {!names ? (
          known.error.value ? (
            <ErrorNote problem={known.error.value} onRetry={() => void known.refresh()} />
          ) : (
            <Skeleton widths={[80, 50]} />
          )
        ) : (
          <fieldset disabled={!mayChange} class="grid gap-4">
            <legend class="sr-only">{words.how}</legend>
            {isScore(computed) ? (
              <ScoreParts
                score={computed}
                onScore={(next) => model.set({ computed: next })}
                invalid={invalid}
                problems={model.problem.value?.errors ?? []}
              />
            ) : (
              <MeasuredWords
                measured={computed}
                vocabulary={names}
                onMeasured={(next) => model.set({ computed: next })}
                invalid={invalid}
              />
            )}
            {error && (
              <p role="alert" class="flex gap-1.5 text-bad">
                <CircleAlert size={16} aria-hidden="true" class="mt-0.5 shrink-0" />
                {error}
              </p>
            )}
            {complete && !isScore(computed) && (
              <div class="border-t border-line pt-4">
                <h3 class="text-12 font-medium text-muted">{words.inWords}</h3>
                <p class="max-w-prose text-pretty" data-testid="computed-sentence">
                  {describeComputed(computed, namesFor(names))}
                </p>
              </div>
            )}
            <p class="max-w-prose text-12 text-muted">{words.kept}</p>
          </fieldset>
        )}
      </Panel>
      {mayChange && model.isOther.value && (
        <PreviewPanel preview={model.preview} computed={computed} complete={complete} />
      )}
    </>
  );
}

/** What it will hold, and what of those who did nothing. */
function holds(computed: NonNullable<AttributeModel["fields"]["value"]["computed"]>): string {
  const words = text.computed;
  const { fact } = attributeTypes[shapeOf(computed).type];
  const always = isScore(computed) || computed.measure === "count" || computed.measure === "sum";
  const kind = fact === "number" || fact === "date" ? fact : "text";
  return `${words.holds[kind]} ${isScore(computed) ? "" : always ? words.zero : words.unknown} ${words.never}`;
}
