// The browser's own select: the best there is for a handful of choices. For many, take Combobox.
import { useField } from "./field";

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
}

export interface OptionGroup<Value extends string = string> {
  group: string;
  options: readonly Option<Value>[];
}

export interface SelectProps<Value extends string> {
  value: Value;
  onValue: (value: Value) => void;
  options: readonly (Option<Value> | OptionGroup<Value>)[];
  disabled?: boolean;
  "aria-label"?: string;
}

export function Select<Value extends string>({ value, onValue, options, ...props }: SelectProps<Value>) {
  return (
    <select
      {...useField()}
      {...props}
      class="select"
      value={value}
      onChange={(event) => onValue(event.currentTarget.value as Value)}
    >
      {options.map((one) =>
        "group" in one ? (
          <optgroup key={one.group} label={one.group}>
            {one.options.map(choice)}
          </optgroup>
        ) : (
          choice(one)
        ),
      )}
    </select>
  );
}

const choice = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
);
