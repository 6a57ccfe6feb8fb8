// What an import comes to, in numbers; and how far it is.
import { cx } from "../../../components/class-names";
import { format, text } from "../../../texts/index";

export interface Figure {
  label: string;
  value: number;
  hint: string;
  bad?: boolean;
}

export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <dl class="grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
      {items.map(({ label, value, hint, bad }) => (
        <div key={label} class="min-w-0">
          <dt class="text-12 font-medium text-muted">{label}</dt>
          <dd>
            <span class={cx("block text-28 font-semibold tracking-tight tabular-nums", bad && "text-bad")}>
              {format.number(value)}
            </span>
            <span class="text-12 text-muted">{hint}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Progress({ done, all, label }: { done: number; all: number; label?: string }) {
  const said = label ?? text.imports.one.progress(done, all);
  return (
    <div class="grid gap-1.5">
      <div
        role="progressbar"
        aria-label={said}
        aria-valuenow={Math.round(done)}
        aria-valuemin={0}
        aria-valuemax={Math.round(all)}
        class="h-2 rounded-small bg-sunken"
      >
        <div
          class="h-2 rounded-small bg-chart-1 transition-[width] duration-150"
          style={{ width: `${all === 0 ? 100 : Math.min(100, (100 * done) / all)}%` }}
        />
      </div>
      <p class="text-12 text-muted tabular-nums">{said}</p>
    </div>
  );
}
