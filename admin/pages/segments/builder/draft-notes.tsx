// What became of unsaved work: it is back, or somebody else saved meanwhile.
import { Button } from "../../../components/button";
import type { Draft } from "../../../models/draft";
import { text } from "../../../texts/index";

export function DraftNotes<T>({ work }: { work: Draft<T> }) {
  const conflict = work.conflict.value;
  if (!conflict && !work.restored.value) return null;
  return (
    <div
      role="status"
      class={`mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-box px-4 py-2 ${conflict ? "bg-warn-soft" : "bg-accent-soft"}`}
    >
      {conflict ? text.draft.conflict : text.draft.restored}
      <Button size="small" kind="quiet" onClick={work.discard}>
        {text.draft.discard}
      </Button>
    </div>
  );
}
