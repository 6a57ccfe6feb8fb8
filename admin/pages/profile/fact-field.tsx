// An attribute as it is edited: one kind of field for each type.
import type { AttributeType } from "../../../core/attributes/types";
import type { Value } from "../../../core/rules/rule";
import { Checkbox } from "../../components/choices";
import { Field, useField } from "../../components/field";
import { NumberInput } from "../../components/number-input";
import { Select } from "../../components/select";
import { TextInput } from "../../components/text-input";
import { currentShop } from "../../models/session";
import { Texts } from "../../rules/parts/texts";
import { text } from "../../texts/index";
import { readDate, writeDate } from "./dates";
import type { Fact } from "./facts";

interface InputProps {
  fact: Fact;
  /** Null: not known. */
  value: Value | null;
  onValue: (value: Value | null) => void;
}
type Input = (props: InputProps) => preact.JSX.Element;

const inputs: Record<AttributeType, Input> = {
  number: ({ value, onValue }) => (
    <NumberInput value={typeof value === "number" ? value : null} onValue={onValue} />
  ),
  date: DateInput,
  dateTime: DateInput,
  radio: Choice,
  singleSelect: Choice,
  checkboxes: Choices,
  multiSelect: Choices,
  shortText: ({ value, onValue }) => <Line value={value} onValue={onValue} />,
  longText: ({ value, onValue }) => <Line value={value} onValue={onValue} rows={4} />,
  place: ({ value, onValue }) => <Line value={value} onValue={onValue} />,
  yesNo: YesNo,
};

export function FactField({ error, ...props }: InputProps & { error: string | undefined }) {
  const { fact } = props;
  const Input = inputs[fact.type];
  const { zone, place, listHint } = text.person.edit;
  const hint =
    fact.type === "dateTime"
      ? zone(currentShop().timeZone)
      : fact.type === "place"
        ? place
        : isList(fact) && fact.options.length === 0
          ? listHint
          : undefined;
  return (
    <Field label={fact.label} error={error} hint={hint}>
      <Input {...props} />
    </Field>
  );
}

const isList = ({ type }: Fact) => type === "checkboxes" || type === "multiSelect";

function Line({ value, onValue, rows }: Omit<InputProps, "fact"> & { rows?: number }) {
  const written = typeof value === "string" ? value : "";
  return (
    <TextInput
      value={written}
      {...(rows !== undefined && { rows })}
      maxLength={rows ? 5000 : 500}
      autocomplete="off"
      onValue={(next) => onValue(next.trim() === "" ? null : next)}
    />
  );
}

function DateInput({ fact, value, onValue }: InputProps) {
  const { timeZone } = currentShop();
  const known = typeof value === "number" ? value : undefined;
  const asDay = fact.calendar;
  return (
    <TextInput
      type={asDay ? "date" : "datetime-local"}
      value={known === undefined ? "" : writeDate(known, asDay, timeZone)}
      onValue={(written) => {
        const read = readDate(written, asDay, timeZone);
        if (written === "") onValue(null);
        else if (read !== undefined) onValue(read);
      }}
    />
  );
}

function Choice({ fact, value, onValue }: InputProps) {
  // What was told before the options changed stays choosable.
  const options = typeof value === "string" && !fact.options.includes(value) ? [value] : [];
  return (
    <Select
      value={typeof value === "string" ? value : ""}
      onValue={(next) => onValue(next === "" ? null : next)}
      options={[
        { value: "", label: text.person.edit.unknown },
        ...[...options, ...fact.options].map((option) => ({ value: option, label: option })),
      ]}
    />
  );
}

function Choices({ fact, value, onValue }: InputProps) {
  const field = useField();
  const chosen = Array.isArray(value) ? value : [];
  const change = (next: string[]) => onValue(next.length > 0 ? next : null);
  if (fact.options.length === 0)
    return (
      <div {...field} class="flex min-h-10 flex-wrap items-center gap-2">
        <Texts label={fact.label} values={chosen} onValues={change} />
      </div>
    );
  return (
    <div {...field} role="group" aria-label={fact.label} class="grid">
      {[...new Set([...fact.options, ...chosen])].map((option) => (
        <Checkbox
          key={option}
          label={option}
          checked={chosen.includes(option)}
          onChecked={(checked) =>
            change(checked ? [...chosen, option] : chosen.filter((other) => other !== option))
          }
        />
      ))}
    </div>
  );
}

function YesNo({ value, onValue }: InputProps) {
  const { unknown, yes, no } = text.person.edit;
  return (
    <Select
      value={typeof value === "boolean" ? (value ? "yes" : "no") : ""}
      onValue={(next) => onValue(next === "" ? null : next === "yes")}
      options={[
        { value: "", label: unknown },
        { value: "yes", label: yes },
        { value: "no", label: no },
      ]}
    />
  );
}
