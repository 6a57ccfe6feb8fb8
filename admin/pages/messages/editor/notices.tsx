// What the editor has to say above its form: work that came back, a conflict, and what keeps it from being saved.
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { TriangleAlert } from "../../../components/icons";
import { notify } from "../../../models/toasts";
import { text } from "../../../texts/index";
import { Note } from "../note";
import { tabOf } from "./check";
import type { Editor } from "./model";

export function Notices({ editor }: { editor: Editor }) {
  const { work, problems, failure } = editor;
  const discard = (
    <Button
      size="small"
      onClick={() => {
        editor.discard();
        notify(text.messages.editor.discarded, { undo: editor.steps.undo });
      }}
    >
      {text.messages.editor.discard}
    </Button>
  );
  return (
    <div class="grid gap-3 not-empty:mb-6">
      {!editor.canEdit && <Note>{text.messages.readOnly}</Note>}
      {work.conflict.value ? (
        <Note tone="warn" actions={discard}>
          {text.messages.editor.conflict}
        </Note>
      ) : (
        work.restored.value && work.changed.value && <Note actions={discard}>{text.draft.restored}</Note>
      )}
      {failure.value && <ErrorNote problem={failure.value} />}
      {problems.value.length > 0 && <Problems editor={editor} />}
    </div>
  );
}

function Problems({ editor }: { editor: Editor }) {
  const words = text.messages.editor;
  const problems = editor.problems.value;
  return (
    <div role="alert" class="flex gap-3 rounded-box bg-bad-soft p-4">
      <TriangleAlert size={18} aria-hidden="true" class="mt-px shrink-0 text-bad" />
      <div class="min-w-0">
        <p class="font-medium">{words.problems(problems.length)}</p>
        <p>{words.problemsSafe}</p>
        <ul class="mt-2 grid justify-items-start gap-1">
          {problems.map((problem) => (
            <li key={problem.path}>
              <button
                type="button"
                class="touch-target cursor-pointer rounded-small text-left underline decoration-bad/40 underline-offset-3 hover:decoration-bad"
                onClick={() => editor.showProblem(problem)}
              >
                {problem.path === "name" ? words.name : words.tabs[tabOf(problem.path)]}: {problem.message}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
