// What happened, newest first, along a thin line.
import type { ComponentChildren } from "preact";
import { cx } from "./class-names";
import type { LucideIcon } from "./icons";
import { RelativeTime } from "./relative-time";

export function Timeline({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <ol aria-label={label} class="grid">
      {children}
    </ol>
  );
}

export interface TimelineItemProps {
  icon: LucideIcon;
  title: ComponentChildren;
  /** Milliseconds since 1970. */
  at: number;
  timeZone?: string;
  children?: ComponentChildren;
  /** Matters more than the rest: an order among page views. */
  strong?: boolean;
  /** Just happened, while somebody looks. */
  arriving?: boolean;
}

export function TimelineItem({
  icon: Icon,
  title,
  at,
  timeZone,
  children,
  strong,
  arriving,
}: TimelineItemProps) {
  return (
    <li class={cx("group relative flex gap-3 pb-5 last:pb-0", arriving && "arriving")}>
      <span
        aria-hidden="true"
        class="absolute top-7 bottom-0 left-3.5 w-px -translate-x-1/2 bg-line group-last:hidden"
      />
      <span
        aria-hidden="true"
        class={`grid size-7 shrink-0 place-items-center rounded-full ${strong ? "bg-accent-soft text-accent" : "bg-sunken text-muted"}`}
      >
        <Icon size={14} />
      </span>
      <div class="min-w-0 grow pt-1">
        <div class="flex flex-wrap items-baseline justify-between gap-x-4">
          <span class={strong ? "font-medium" : ""}>{title}</span>
          <span class="text-12 text-muted">
            <RelativeTime at={at} timeZone={timeZone} />
          </span>
        </div>
        {children && <div class="text-12 text-muted">{children}</div>}
      </div>
    </li>
  );
}
