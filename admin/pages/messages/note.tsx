// A calm note across the page: something to know before one goes on.
import type { ComponentChildren } from "preact";
import { CircleAlert, TriangleAlert } from "../../components/icons";

export interface NoteProps {
  tone?: "plain" | "warn";
  children: ComponentChildren;
  actions?: ComponentChildren;
}

export function Note({ tone = "plain", children, actions }: NoteProps) {
  const Icon = tone === "warn" ? TriangleAlert : CircleAlert;
  return (
    <div
      role="status"
      class={`flex flex-wrap items-start gap-x-3 gap-y-2 rounded-box p-3 sm:px-4 ${tone === "warn" ? "bg-warn-soft" : "bg-accent-soft"}`}
    >
      <Icon
        size={18}
        aria-hidden="true"
        class={`mt-px shrink-0 ${tone === "warn" ? "text-warn" : "text-accent"}`}
      />
      <div class="min-w-0 grow basis-56">
        <p class="max-w-prose">{children}</p>
      </div>
      {actions}
    </div>
  );
}
