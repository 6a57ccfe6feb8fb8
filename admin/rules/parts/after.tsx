// "after they [last] [added to cart] [these products] … [within] [2] [hours]".
import { type ActivityKind, activities, activityEntry } from "../../../core/rules/activities";
import { ELAPSED_UNITS } from "../../../core/rules/after";
import type { After } from "../../../core/rules/rule";
import { IconButton } from "../../components/icon-button";
import { X } from "../../components/icons";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import { DeedWords, withPart } from "./deed";
import { WhichWord } from "./which";
import { Word } from "./word";

export interface AfterProps {
  after: After;
  onAfter: (after: After | undefined) => void;
  invalid: (field: string) => boolean;
}

const kinds = Object.keys(activities) as ActivityKind[];

export function AfterWords({ after, onAfter, invalid }: AfterProps) {
  const words = text.rules.after;
  const set = <K extends keyof After>(key: K, value: After[K] | undefined) =>
    onAfter(withPart(after, key, value));
  return (
    <>
      <WithinWords
        within={after.within}
        invalid={invalid("within")}
        onWithin={(within) => set("within", within)}
      />
      <span>{words.they}</span>
      <WhichWord value={after.which} onValue={(which) => set("which", which)} />
      <Word
        label={words.did}
        value={after.did}
        onValue={(did) =>
          onAfter({
            did,
            ...(after.which && { which: after.which }),
            ...(after.within && { within: after.within }),
          })
        }
        options={kinds.map((kind) => ({ value: kind, label: activityEntry(kind).label }))}
      />
      <DeedWords deed={after} onPart={set} invalid={invalid} />
      <IconButton icon={X} size="small" label={words.remove} onClick={() => onAfter(undefined)} />
    </>
  );
}

interface WithinProps {
  within: After["within"];
  onWithin: (within: After["within"]) => void;
  invalid: boolean;
}

function WithinWords({ within, onWithin, invalid }: WithinProps) {
  const words = text.rules.after;
  return (
    <>
      <Word
        label={words.withinLabel}
        value={within ? "within" : "any"}
        onValue={(next) => onWithin(next === "any" ? undefined : [1, "hours"])}
        options={(["any", "within"] as const).map((value) => ({ value, label: words[value] }))}
      />
      {within && (
        <>
          <NumberInput
            inline
            aria-label={text.rules.duringNumber}
            value={within[0]}
            min={1}
            max={10_000}
            invalid={invalid}
            // A place that waits for its number is part of the rule that is being written.
            onValue={(next) => onWithin([next as number, within[1]])}
          />
          <Word
            label={text.rules.duringUnit}
            value={within[1]}
            onValue={(unit) => onWithin([within[0], unit])}
            options={ELAPSED_UNITS.map((unit) => ({ value: unit, label: text.rules.units[unit] }))}
          />
        </>
      )}
    </>
  );
}
