// A titled part of the page's side, without a frame: the page is not a wall of cards.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface SectionProps {
  title: string;
  /** What can be done with all of it. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div class="mb-3 flex items-center justify-between gap-3 border-b border-line pb-2">
        <h2 id={id} class="text-14">
          {title}
        </h2>
        {action && <div class="-my-1.5 -mr-2.5">{action}</div>}
      </div>
      {children}
    </section>
  );
}
