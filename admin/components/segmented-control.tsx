// Two to five choices side by side, one of them on: a radio group that looks like one button.
import { useId } from "preact/hooks";
import type { LucideIcon } from "./icons";
import type { Option } from "./select";

export interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  onValue: (value: Value) => void;
  options: readonly (Option<Value> & { icon?: LucideIcon })[];
}

export function SegmentedControl<Value extends string>({
  label,
  value,
  onValue,
  options,
}: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset class="inline-flex max-w-full rounded-field bg-sunken p-0.5">
      <legend class="sr-only">{label}</legend>
      {options.map(({ value: option, label, icon: Icon }) => (
        <label key={option} class={segmentLook}>
          <input
            type="radio"
            name={name}
            class="sr-only"
            checked={option === value}
            onChange={() => onValue(option)}
          />
          {Icon && <Icon size={16} aria-hidden="true" />}
          {label}
        </label>
      ))}
    </fieldset>
  );
}

const segmentLook = [
  "relative flex h-8 whitespace-nowrap cursor-pointer items-center gap-1.5 rounded-small px-3 font-medium text-muted pointer-coarse:h-11",
  "transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-pane",
  "has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-accent",
].join(" ");
