// How the kitchen sink lays things out: a named shelf, and specimens with what they show.
import type { ComponentChildren } from "preact";

export function Shelf({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section aria-label={name} class="grid gap-6">
      <h2 class="border-b border-line pb-2 text-20">{name}</h2>
      {children}
    </section>
  );
}

export function Specimen({
  name,
  children,
  stack,
}: {
  name: string;
  children: ComponentChildren;
  stack?: boolean;
}) {
  return (
    <div class="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-2">
      <h3 class="text-12 font-medium text-muted">{name}</h3>
      <div class={stack ? "grid gap-4" : "flex flex-wrap items-center gap-3"}>{children}</div>
    </div>
  );
}
