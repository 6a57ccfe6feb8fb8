// When a date returns, as words: "in the next [7] [days]", "in [May]", "on [17] [May]". Follows the registry.
import {
  ANNIVERSARY_UNITS,
  type Anniversary,
  type AnniversaryKind,
  anniversaries,
} from "../../../core/rules/anniversaries";
import { NumberInput } from "../../components/number-input";
import { format, text } from "../../texts/index";
import { Amount } from "./timeframe";
import type { ValueProps } from "./value";
import { Word } from "./word";

const kinds = Object.keys(anniversaries) as AnniversaryKind[];

export function AnniversaryWords({ label, value, onValue, invalid }: ValueProps) {
  const given = value as Anniversary | undefined;
  const kind = given && (Object.keys(given)[0] as AnniversaryKind);
  const entry = kind && anniversaries[kind];
  const [before, after] = entry ? entry.label.split("…").map((part) => part.trim()) : [];
  const Input = entry && inputs[entry.input].Fields;
  return (
    <>
      <Word
        label={label}
        value={kind ?? ""}
        shown={before}
        invalid={!kind}
        onValue={(next) => {
          if (next === "") return;
          const { input } = anniversaries[next];
          onValue({ [next]: entry?.input === input ? Object.values(given!)[0] : inputs[input].blank });
        }}
        options={[
          ...(kind ? [] : [{ value: "" as const, label: text.rules.choose }]),
          ...kinds.map((one) => ({ value: one, label: anniversaries[one].label })),
        ]}
      />
      {kind && Input && (
        <Input
          value={Object.values(given)[0]}
          invalid={invalid}
          onValue={(next) => onValue({ [kind]: next })}
        />
      )}
      {after && <span>{after}</span>}
    </>
  );
}

interface FieldsProps {
  value: unknown;
  invalid: boolean;
  onValue: (value: unknown) => void;
}

/** One entry for each kind of input that an anniversary may ask for. */
const inputs: Record<
  (typeof anniversaries)[AnniversaryKind]["input"],
  { blank: unknown; Fields: (props: FieldsProps) => preact.JSX.Element }
> = {
  amount: {
    blank: [null, "days"],
    Fields: (props) => <Amount {...props} units={ANNIVERSARY_UNITS} between={undefined} />,
  },
  month: {
    blank: 1,
    Fields: ({ value, onValue }) => <Month value={value as number} onMonth={onValue} />,
  },
  day: { blank: "01-01", Fields: Day },
};

function Day({ value, invalid, onValue }: FieldsProps) {
  const [month, day] = String(value).split("-");
  const set = (month: number, day: number | null) =>
    onValue(`${String(month).padStart(2, "0")}-${day === null ? "" : String(day).padStart(2, "0")}`);
  return (
    <>
      <NumberInput
        inline
        aria-label={text.rules.dayOfMonth}
        value={day ? Number(day) : null}
        min={1}
        max={31}
        invalid={invalid}
        onValue={(next) => set(Number(month), next)}
      />
      <Month value={Number(month)} onMonth={(next) => set(next, day ? Number(day) : null)} />
    </>
  );
}

function Month({ value, onMonth }: { value: number; onMonth: (month: number) => void }) {
  return (
    <Word
      label={text.rules.month}
      value={String(value)}
      onValue={(next) => onMonth(Number(next))}
      options={Array.from({ length: 12 }, (_, i) => ({
        value: String(i + 1),
        label: format.dateTime(Date.UTC(2000, i, 15), { month: "long", timeZone: "UTC" }),
      }))}
    />
  );
}
