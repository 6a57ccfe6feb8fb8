// Checkbox, radio group and switch: a box with words beside it, all of which can be pressed.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Option } from "./select";

export interface CheckboxProps {
  label: ComponentChildren;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  hint?: string;
  /** Some, not all: a box above others. */
  mixed?: boolean;
  disabled?: boolean;
  /** In tables, where the row says what it is. */
  hideLabel?: boolean;
}

export function Checkbox({
  label,
  checked,
  onChecked,
  hint,
  mixed = false,
  disabled,
  hideLabel,
}: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <Choice label={label} hint={hint} disabled={disabled} hideLabel={hideLabel}>
      {(hintId) => (
        <input
          ref={box}
          type="checkbox"
          class="checkbox shrink-0"
          checked={checked}
          disabled={disabled}
          aria-describedby={hintId}
          onChange={(event) => onChecked(event.currentTarget.checked)}
        />
      )}
    </Choice>
  );
}

/** On or off at once, without saving: for a decision that needs a save, take a checkbox. */
export function Switch({
  label,
  checked,
  onChecked,
  hint,
  disabled,
  hideLabel,
}: Omit<CheckboxProps, "mixed">) {
  return (
    <Choice label={label} hint={hint} disabled={disabled} hideLabel={hideLabel} wide>
      {(hintId) => (
        <input
          type="checkbox"
          role="switch"
          class="toggle shrink-0"
          checked={checked}
          disabled={disabled}
          aria-describedby={hintId}
          onChange={(event) => onChecked(event.currentTarget.checked)}
        />
      )}
    </Choice>
  );
}

export interface RadioGroupProps<Value extends string> {
  label: string;
  value: Value;
  onValue: (value: Value) => void;
  options: readonly (Option<Value> & { hint?: string; disabled?: boolean })[];
  hideLabel?: boolean;
}

export function RadioGroup<Value extends string>({
  label,
  value,
  onValue,
  options,
  hideLabel,
}: RadioGroupProps<Value>) {
  const name = useId();
  return (
    <fieldset class="grid gap-1">
      <legend class={hideLabel ? "sr-only" : "mb-1 font-medium"}>{label}</legend>
      {options.map((option) => (
        <Choice key={option.value} label={option.label} hint={option.hint} disabled={option.disabled}>
          {(hintId) => (
            <input
              type="radio"
              class="radio shrink-0"
              name={name}
              checked={option.value === value}
              disabled={option.disabled}
              aria-describedby={hintId}
              onChange={() => onValue(option.value)}
            />
          )}
        </Choice>
      ))}
    </fieldset>
  );
}

interface ChoiceProps {
  label: ComponentChildren;
  hint: string | undefined;
  disabled: boolean | undefined;
  hideLabel?: boolean | undefined;
  /** The box is a switch's: its hint stands further in. */
  wide?: boolean;
  children: (hintId: string | undefined) => ComponentChildren;
}

function Choice({ label, hint, disabled, hideLabel, wide, children }: ChoiceProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  return (
    <div class="w-fit">
      <label
        class={`flex items-center gap-2.5 py-1 pointer-coarse:min-h-11 ${disabled ? "text-muted" : "cursor-pointer"}`}
      >
        {children(hintId)}
        <span class={hideLabel ? "sr-only" : ""}>{label}</span>
      </label>
      {hint && (
        <p id={hintId} class={`max-w-prose text-12 text-muted ${wide ? "ml-10.5" : "ml-7"}`}>
          {hint}
        </p>
      )}
    </div>
  );
}
