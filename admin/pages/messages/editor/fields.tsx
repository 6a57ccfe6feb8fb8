// Parts that several sections of the editor share.
import type { ComponentChildren } from "preact";
import { Field } from "../../../components/field";
import { NumberInput } from "../../../components/number-input";

export interface SectionProps {
  title: string;
  about?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ title, about, children }: SectionProps) {
  return (
    <section class="grid gap-4 not-first:mt-8 not-first:border-t not-first:border-line not-first:pt-6">
      <div>
        <h2 class="text-16">{title}</h2>
        {about && <p class="mt-0.5 max-w-prose text-muted">{about}</p>}
      </div>
      {children}
    </section>
  );
}

export interface NumberFieldProps {
  label: string;
  /** NaN (null after a reload): nothing readable yet, which the check tells. */
  value: number;
  onValue: (value: number) => void;
  error?: string | undefined;
  hint?: string;
  unit?: string;
  min?: number;
  max?: number;
  step?: number;
  hideLabel?: boolean;
}

export function NumberField({ label, value, onValue, error, hint, hideLabel, ...input }: NumberFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} hideLabel={hideLabel ?? false}>
      <NumberInput
        {...input}
        value={Number.isFinite(value) ? value : null}
        onValue={(next) => onValue(next ?? Number.NaN)}
      />
    </Field>
  );
}

/** An error that belongs to a group of fields rather than to one. */
export function GroupError({ children }: { children: string | undefined }) {
  if (!children) return null;
  return (
    <p role="alert" class="text-bad">
      {children}
    </p>
  );
}
