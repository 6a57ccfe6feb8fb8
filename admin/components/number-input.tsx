// A number typed the way people of this language write it, with its unit beside it. Not type="number": that one
// refuses the reader's own decimal sign and changes when somebody scrolls.
import { useEffect, useState } from "preact/hooks";
import { format } from "../texts/index";
import { cx } from "./class-names";
import { useField } from "./field";

export interface NumberInputProps {
  /** null: nothing, or nothing readable yet. */
  value: number | null;
  onValue: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  /** "days", "€": shown after the number, and part of its name. */
  unit?: string;
  disabled?: boolean;
  /** Stands in a sentence, as wide as its number. */
  inline?: boolean;
  invalid?: boolean;
  "aria-label"?: string;
}

export function NumberInput({
  value,
  onValue,
  min,
  max,
  step = 1,
  unit,
  inline,
  invalid,
  ...props
}: NumberInputProps) {
  const field = useField();
  const [typed, setTyped] = useState(write(value));

  // Takes over what comes from outside, but never rewrites "1." while it is being typed.
  useEffect(() => {
    if (format.parseNumber(typed) !== value) setTyped(write(value));
  }, [value]);

  const clamp = (number: number) => Math.min(max ?? Infinity, Math.max(min ?? -Infinity, number));

  function stepBy(steps: number) {
    const next = clamp(Number(((value ?? 0) + steps * step).toPrecision(12)));
    setTyped(write(next));
    onValue(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    stepBy(steps);
  }

  return (
    <div class={inline ? "inline-input" : "input"}>
      <input
        {...field}
        {...props}
        type="text"
        inputMode="decimal"
        role="spinbutton"
        autocomplete="off"
        class={cx("tabular-nums", inline && "field-sizing-content min-w-4")}
        size={inline ? Math.max(2, typed.length) : undefined}
        aria-invalid={invalid || field["aria-invalid"]}
        aria-valuenow={value ?? undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={value === null ? undefined : [typed, unit].filter(Boolean).join(" ")}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          onValue(format.parseNumber(event.currentTarget.value));
        }}
        onBlur={() => {
          const number = format.parseNumber(typed);
          const settled = number === null ? null : clamp(number);
          setTyped(write(settled));
          if (settled !== value) onValue(settled);
        }}
        onKeyDown={onKeyDown}
      />
      {unit && (
        <span aria-hidden="true" class="shrink-0 text-muted">
          {unit}
        </span>
      )}
    </div>
  );
}

const write = (value: number | null) =>
  value === null ? "" : format.number(value, { maximumFractionDigits: 10, useGrouping: false });
