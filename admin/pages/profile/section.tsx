// A titled part of the page's side, without a frame: the page is not a wall of cards.
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class="mb-3 border-b border-line pb-2 text-14">
        {title}
      </h2>
      {children}
    </section>
  );
}
