// A timeframe as words: "in the last [60] [days]", "between [date] and [date]". Follows the registry of timeframes: a
// label with "…" says where its numbers stand.
import {
  type Timeframe,
  type TimeframeKind,
  timeframes,
  UNITS,
  type Unit,
} from "../../../core/rules/timeframes";
import { NumberInput } from "../../components/number-input";
import { text } from "../../texts/index";
import { TextWord } from "./text-word";
import { Word } from "./word";

export interface TimeframeWordsProps {
  label: string;
  value: Timeframe | undefined;
  onValue: (value: Timeframe | undefined) => void;
  /** Of behaviour: may be ever, and never lies ahead. */
  past?: boolean;
  /** Of rows: may be ever, and may lie ahead. */
  optional?: boolean;
  invalid?: boolean;
}

const kinds = Object.keys(timeframes) as TimeframeKind[];
const EVER = "ever";

export function TimeframeWords({
  label,
  value,
  onValue,
  past,
  optional = past,
  invalid,
}: TimeframeWordsProps) {
  const kind = value && (Object.keys(value)[0] as TimeframeKind);
  const offered = kinds.filter((one) => one === kind || !timeframes[one][past ? "ahead" : "past"]);
  const [before = "", between, after] = kind
    ? timeframes[kind].label.split("…").map((part) => part.trim())
    : [];
  const inner = kind && fields[timeframes[kind].input];
  const suffix = after ?? (inner?.places === 1 ? between : undefined);
  const given = kind && (value as Record<string, unknown>)[kind];
  return (
    <>
      <Word
        label={label}
        value={kind ?? (optional ? EVER : "")}
        shown={kind ? before : undefined}
        invalid={!kind && !optional}
        onValue={(next) => onValue(next === EVER ? undefined : change(next as TimeframeKind, kind, given))}
        options={[
          ...(optional
            ? [{ value: EVER, label: text.rules.ever }]
            : kind
              ? []
              : [{ value: "", label: text.rules.choose }]),
          ...offered.map((one) => ({ value: one, label: timeframes[one].label })),
        ]}
      />
      {kind && inner && (
        <inner.Fields
          value={given}
          units={timeframes[kind].units ?? UNITS}
          between={suffix === between ? undefined : between}
          invalid={invalid ?? false}
          onValue={(next) => onValue({ [kind]: next } as unknown as Timeframe)}
        />
      )}
      {suffix && <span>{suffix}</span>}
    </>
  );
}

/** Another kind keeps the numbers when it takes the same ones; else its places wait to be filled in. */
function change(next: TimeframeKind, kind: TimeframeKind | undefined, given: unknown): Timeframe {
  const entry = timeframes[next];
  const units: readonly Unit[] = entry.units ?? UNITS;
  const sameInput = kind && timeframes[kind].input === entry.input;
  const fits =
    sameInput && (!Array.isArray(given) || entry.input === "dates" || units.includes(given.at(-1)));
  return { [next]: fits ? given : fields[entry.input].blank } as unknown as Timeframe;
}

interface FieldsProps {
  value: unknown;
  units: readonly Unit[];
  between: string | undefined;
  invalid: boolean;
  onValue: (value: unknown) => void;
}

/** One entry for each kind of input that a timeframe may ask for. */
const fields: Record<
  (typeof timeframes)[TimeframeKind]["input"],
  { blank: unknown; places: number; Fields: (props: FieldsProps) => preact.JSX.Element }
> = {
  amount: { blank: [null, "days"], places: 1, Fields: Amount },
  amounts: { blank: [null, null, "days"], places: 2, Fields: Amounts },
  date: { blank: "", places: 1, Fields: Day },
  dates: { blank: ["", ""], places: 2, Fields: Days },
  none: { blank: true, places: 0, Fields: () => <></> },
};

export function Amount({ value, units, invalid, onValue }: FieldsProps) {
  const [n, unit] = value as [number | null, Unit];
  return (
    <>
      <Count
        label={text.rules.duringNumber}
        value={n}
        invalid={invalid}
        onValue={(next) => onValue([next, unit])}
      />
      <UnitWord value={unit} units={units} onValue={(next) => onValue([n, next])} />
    </>
  );
}

function Amounts({ value, units, between, invalid, onValue }: FieldsProps) {
  const [n, m, unit] = value as [number | null, number | null, Unit];
  return (
    <>
      <Count
        label={text.rules.from}
        value={n}
        invalid={invalid}
        onValue={(next) => onValue([next, m, unit])}
      />
      <span>{between ?? text.rules.and}</span>
      <Count label={text.rules.to} value={m} invalid={invalid} onValue={(next) => onValue([n, next, unit])} />
      <UnitWord value={unit} units={units} onValue={(next) => onValue([n, m, next])} />
    </>
  );
}

function Day({ value, invalid, onValue }: FieldsProps) {
  return (
    <TextWord
      type="date"
      label={text.rules.date}
      value={value as string}
      invalid={invalid}
      onValue={onValue}
    />
  );
}

function Days({ value, between, invalid, onValue }: FieldsProps) {
  const [first, last] = value as [string, string];
  return (
    <>
      <TextWord
        type="date"
        label={text.rules.from}
        value={first}
        invalid={invalid}
        onValue={(next) => onValue([next, last])}
      />
      <span>{between ?? text.rules.and}</span>
      <TextWord
        type="date"
        label={text.rules.to}
        value={last}
        invalid={invalid}
        onValue={(next) => onValue([first, next])}
      />
    </>
  );
}

interface CountProps {
  label: string;
  value: number | null;
  invalid: boolean;
  onValue: (value: number | null) => void;
}

function Count({ label, value, invalid, onValue }: CountProps) {
  return (
    <NumberInput
      inline
      aria-label={label}
      value={value}
      min={0}
      max={10_000}
      invalid={invalid && value === null}
      onValue={onValue}
    />
  );
}

function UnitWord({
  value,
  units,
  onValue,
}: {
  value: Unit;
  units: readonly Unit[];
  onValue: (unit: Unit) => void;
}) {
  const { units: words, duringUnit } = text.rules;
  return (
    <Word
      label={duringUnit}
      value={value}
      onValue={onValue}
      options={units.map((unit) => ({ value: unit, label: words[unit] }))}
    />
  );
}
