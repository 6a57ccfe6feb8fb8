// A pane: a titled piece of a page. Used sparingly; a page is not a wall of them.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface PanelProps {
  title?: string;
  about?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
  /** For tables and lists that reach the edges. */
  flush?: boolean;
}

export function Panel({ title, about, actions, children, flush }: PanelProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      class="min-w-0 [--pane-inset:1rem] sm:[--pane-inset:1.5rem] overflow-clip rounded-box border border-line bg-surface shadow-pane"
    >
      {(title || actions) && (
        <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-6 sm:pt-5">
          <div class="min-w-0 grow basis-64">
            {title && (
              <h2 id={titleId} class="text-16">
                {title}
              </h2>
            )}
            {about && <p class="max-w-prose text-muted">{about}</p>}
          </div>
          {actions && <div class="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div class={flush ? "pt-3" : "p-4 sm:px-6 sm:py-5"}>{children}</div>
    </section>
  );
}
