// A choice of a few, as a word of the sentence. The browser's own select lies over the word, so that the word may be
// as wide as what it says and the list still is the platform's.
import { cx } from "../../components/class-names";
import { ChevronDown } from "../../components/icons";
import type { Option, OptionGroup } from "../../components/select";

export interface WordProps<Value extends string> {
  label: string;
  value: Value;
  onValue: (value: Value) => void;
  options: readonly (Option<Value> | OptionGroup<Value>)[];
  /** What the sentence says, when that is less than the option does. */
  shown?: string | undefined;
  invalid?: boolean;
  /** Without a surface: a word beside the line of a group. */
  quiet?: boolean;
}

export function Word<Value extends string>({ label, value, onValue, options, ...props }: WordProps<Value>) {
  const flat = options.flatMap((one) => ("group" in one ? one.options : [one]));
  const shown = props.shown ?? flat.find((option) => option.value === value)?.label ?? value;
  return (
    <span class={cx("inline-word", props.quiet && "bg-transparent font-medium")}>
      <span aria-hidden="true" class="truncate">
        {shown}
      </span>
      <ChevronDown size={14} aria-hidden="true" class="-mr-1 shrink-0 text-muted" />
      <select
        aria-label={label}
        aria-invalid={props.invalid || undefined}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value as Value)}
      >
        {options.map((one) =>
          "group" in one ? (
            <optgroup key={one.group} label={one.group}>
              {one.options.map(option)}
            </optgroup>
          ) : (
            option(one)
          ),
        )}
      </select>
    </span>
  );
}

const option = ({ value, label }: Option) => (
  <option key={value} value={value}>
    {label}
  </option>
);
