// Teaches: what this is, one thing to do, a link to the guide.
import type { ComponentChildren } from "preact";
import { text } from "../texts/index";
import type { LucideIcon } from "./icons";
import { Link } from "./link";

export interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  children: ComponentChildren;
  /** One Button or Link. */
  action?: ComponentChildren;
  /** Address of the guide's page. */
  guide?: string;
}

export function EmptyState({ icon: Icon, title, children, action, guide }: EmptyStateProps) {
  return (
    <div class="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-12 text-center">
      {Icon && (
        <div class="mb-2 grid size-12 place-items-center rounded-box bg-accent-soft text-accent">
          <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
        </div>
      )}
      <h2 class="text-16">{title}</h2>
      <p class="text-pretty text-muted">{children}</p>
      {(action || guide) && (
        <div class="mt-4 flex flex-wrap items-center justify-center gap-4">
          {action}
          {guide && <Link href={guide}>{text.common.guide}</Link>}
        </div>
      )}
    </div>
  );
}
