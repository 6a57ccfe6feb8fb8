// A measure of behaviour as a sentence of controls: "[Sum of] [amount] of what they [ordered] [in the last] [90] [days]".
import {
  type Deed,
  type FieldName,
  fieldsFor,
  kindsFor,
  type Measured,
  type MeasureName,
  measureEntry,
  measureNames,
} from "../../../../../core/attributes/computed";
import { fieldWord } from "../../../../../core/attributes/computed-words";
import { type ActivityKind, activityEntry } from "../../../../../core/rules/activities";
import { IconButton } from "../../../../components/icon-button";
import { Plus } from "../../../../components/icons";
import { EditingContext } from "../../../../rules/context";
import { AfterWords } from "../../../../rules/parts/after";
import { DeedWords, withPart } from "../../../../rules/parts/deed";
import { TimeframeWords } from "../../../../rules/parts/timeframe";
import { Word } from "../../../../rules/parts/word";
import type { Vocabulary } from "../../../../rules/vocabulary";
import { text } from "../../../../texts/index";

export interface MeasuredProps {
  measured: Measured;
  vocabulary: Vocabulary;
  onMeasured: (measured: Measured) => void;
  /** Whether something below this path, from `computed`, is blank or wrong. */
  invalid: (path: string) => boolean;
}

export function MeasuredWords({ measured, vocabulary, onMeasured, invalid }: MeasuredProps) {
  const { measure, of, value } = measured;
  const words = text.computed;
  const part = <K extends keyof Deed>(key: K, next: Deed[K] | undefined) =>
    onMeasured({ ...measured, of: withPart(of, key, next) });
  const fields = fieldsFor(measure, of.did);
  return (
    <EditingContext.Provider
      value={{ rule: of, vocabulary, choices: [], faults: [], change: () => {}, say: () => {} }}
    >
      <div class="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">
        <Word
          label={words.measure}
          value={measure}
          onValue={(next) => onMeasured(fitting(next, of, value))}
          options={measureNames.map((name) => ({ value: name, label: measureEntry(name).label }))}
        />
        {fields.length > 0 && (
          <Word
            label={words.value}
            value={value ?? fields[0]!}
            onValue={(next) => onMeasured({ ...measured, value: next })}
            options={fields.map((name) => ({ value: name, label: fieldWord(name, of.did) }))}
          />
        )}
        <span>{fields.length > 0 ? words.of : words.times}</span>
        <Word
          label={words.deed}
          value={of.did}
          onValue={(did) => onMeasured(fitting(measure, beginning(did, of), value))}
          options={kindsFor(measure).map((kind) => ({ value: kind, label: activityEntry(kind).label }))}
        />
        <DeedWords deed={of} onPart={part} invalid={(field) => invalid(`of.${field}`)} />
        <TimeframeWords
          past
          label={words.during}
          value={of.during}
          invalid={invalid("of.during")}
          onValue={(during) => part("during", during)}
        />
        {of.after ? (
          <AfterWords
            after={of.after}
            invalid={(field) => invalid(`of.after.${field}`)}
            onAfter={(after) => part("after", after)}
          />
        ) : (
          <IconButton
            icon={Plus}
            size="small"
            label={words.addAfter}
            onClick={() => part("after", { did: "viewed_product" })}
          />
        )}
      </div>
    </EditingContext.Provider>
  );
}

/** With an activity and a field that the measure can look at; keeps those that it can. */
function fitting(measure: MeasureName, of: Deed, value: FieldName | undefined): Measured {
  const kinds = kindsFor(measure);
  const deed = kinds.includes(of.did) ? of : beginning(kinds[0]!, of);
  const fields = fieldsFor(measure, deed.did);
  if (fields.length === 0) return { measure, of: deed };
  return { measure, of: deed, value: value && fields.includes(value) ? value : fields[0]! };
}

/** Another activity: its time stays, what narrows it begins anew. */
function beginning(did: ActivityKind, { during, after }: Deed): Deed {
  return { did, ...(during && { during }), ...(after && { after }) };
}
