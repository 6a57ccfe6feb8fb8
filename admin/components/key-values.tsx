// Facts with their names: a description list that becomes one column on phones.
import type { ComponentChildren } from "preact";

export interface KeyValuesProps {
  items: readonly { label: string; value: ComponentChildren; hint?: string }[];
}

export function KeyValues({ items }: KeyValuesProps) {
  return (
    <dl class="grid gap-y-2.5 sm:grid-cols-[minmax(7rem,10rem)_1fr] sm:gap-x-6">
      {items.map(({ label, value, hint }) => (
        <div key={label} class="contents">
          <dt class="text-muted max-sm:-mb-2">{label}</dt>
          <dd class="min-w-0">
            {value}
            {hint && <div class="text-12 text-muted">{hint}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
