// "[has] [bought] [these products] … [at least] [2] times [in the last] [60] [days]".
import { type ActivityKind, activityEntry } from "../../../core/rules/activities";
import type { DidRule, Times } from "../../../core/rules/rule";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import { useEditing } from "../context";
import { ItemsWords } from "./items";
import { TextWord } from "./text-word";
import { TimeframeWords } from "./timeframe";
import { Word } from "./word";

export interface BehaviourProps {
  rule: DidRule;
  negated: boolean;
  onRule: (rule: DidRule) => void;
  invalid: (field: string) => boolean;
}

/** What follows the activity. */
export function BehaviourWords({ rule, negated, onRule, invalid }: BehaviourProps) {
  const entry = activityEntry(rule.did);
  const set = <K extends keyof DidRule>(key: K, value: DidRule[K] | undefined) => {
    const { [key]: _, ...rest } = rule;
    onRule((value === undefined ? rest : { ...rest, [key]: value }) as DidRule);
  };
  return (
    <>
      {entry.named && (
        <Named
          did={rule.did}
          value={rule.named}
          invalid={invalid("named")}
          onValue={(named) => set("named", named)}
        />
      )}
      {entry.items && (
        <ItemsWords
          items={rule.items}
          kinds={entry.items === "categories" ? ["any", "ids", "categories"] : undefined}
          invalid={(part) => invalid(part === "" ? "items" : `items.${part}`)}
          onItems={(items) => set("items", items)}
        />
      )}
      <TimesWords
        times={rule.times}
        negated={negated}
        invalid={invalid("times")}
        onTimes={(times) => set("times", times)}
      />
      <TimeframeWords
        past
        label={text.rules.during}
        value={rule.during}
        invalid={invalid("during")}
        onValue={(during) => set("during", during)}
      />
    </>
  );
}

interface NamedProps {
  did: ActivityKind;
  value: string | undefined;
  onValue: (value: string | undefined) => void;
  invalid: boolean;
}

/** Messages are chosen by name, all else is typed. */
function Named({ did, value, onValue, invalid }: NamedProps) {
  const { messages } = useEditing().vocabulary;
  const what = activityEntry(did).named ?? "";
  const words = text.rules.named;
  if (what !== "message")
    return (
      <TextWord
        label={words.label(what)}
        value={value ?? ""}
        placeholder={words.placeholder(what)}
        invalid={invalid}
        onValue={(typed) => onValue(typed === "" ? undefined : typed)}
      />
    );
  const unknown = value !== undefined && !messages.has(value) ? [{ value, label: value }] : [];
  return (
    <Word
      label={words.label(what)}
      value={value ?? ""}
      onValue={(id) => onValue(id || undefined)}
      options={[
        { value: "", label: words.anyOf(what) },
        ...unknown,
        ...[...messages].map(([id, name]) => ({ value: id, label: name })),
      ]}
    />
  );
}

interface TimesProps {
  times: Times | undefined;
  negated: boolean;
  onTimes: (times: Times | undefined) => void;
  invalid: boolean;
}

const comparisons = ["atLeast", "atMost", "exactly"] as const;
const ONCE = "once";

/** At least once is what the rule language means when nothing is said. */
function TimesWords({ times, onTimes, negated, invalid }: TimesProps) {
  const [kind, n] = Object.entries(times ?? {})[0] ?? [ONCE, null];
  const set = (kind: string, n: number | null) =>
    onTimes(kind === ONCE ? undefined : ({ [kind]: n } as unknown as Times));
  return (
    <>
      <Word
        label={text.rules.timesLabel}
        value={kind}
        onValue={(next) => set(next, n ?? (next === "atLeast" ? 2 : 1))}
        options={[
          { value: ONCE, label: negated ? text.rules.notOnce : text.rules.once },
          ...comparisons.map((value) => ({ value, label: text.rules.times[value] })),
        ]}
      />
      {times && (
        <>
          <NumberInput
            inline
            aria-label={text.rules.timesNumber}
            value={n}
            min={0}
            max={1_000_000}
            invalid={invalid}
            onValue={(next) => set(kind, next)}
          />
          <span>{text.rules.timesUnit(n ?? 2)}</span>
        </>
      )}
    </>
  );
}
