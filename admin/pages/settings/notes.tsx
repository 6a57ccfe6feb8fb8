// Small notes above a form: what the role may not change, and that unsaved work came back.
import type { ComponentChildren } from "preact";
import { Button } from "../../components/button";
import { text } from "../../texts/index";

export function ReadOnlyNote({ children }: { children: ComponentChildren }) {
  return <p class="rounded-field bg-sunken px-3 py-2 text-muted">{children}</p>;
}

export function DraftNote({ onDiscard }: { onDiscard: () => void }) {
  return (
    <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-field bg-accent-soft px-3 py-1.5">
      <p>{text.draft.restored}</p>
      <Button kind="quiet" size="small" onClick={onDiscard}>
        {text.draft.discard}
      </Button>
    </div>
  );
}
