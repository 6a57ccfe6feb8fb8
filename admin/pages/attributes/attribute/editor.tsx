// The definition of one of the shop's own attributes: made, changed or deleted. What changes the meaning of values
// that people have is shown before.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { useFocusOnError } from "../../../components/first-error";
import { Panel } from "../../../components/panel";
import { RemoveDialog } from "../../../components/remove-dialog";
import { SaveOrDiscard } from "../../../components/save-or-discard";
import { may } from "../../../models/permissions";
import { notify } from "../../../models/toasts";
import { vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";
import { Uses } from "../../segments/uses";
import { DraftNote, ReadOnlyNote } from "../../settings/notes";
import type { AttributePage } from "../data";
import { HowComputed, KindChoice } from "./computed/how";
import { AttributeFields } from "./fields";
import { FitDialog } from "./fit";
import { type AttributeModel, attributeModel } from "./model";

export interface EditorProps {
  saved: AttributePage | undefined;
  onSaved?: () => void;
  /** What stands above the form; given the page's actions. */
  children: (actions: ComponentChildren) => ComponentChildren;
}

export function Editor({ saved, onSaved, children }: EditorProps) {
  const model: AttributeModel = useMemo(() => attributeModel(saved), []);
  useEffect(() => model.dispose, []);
  const [, go] = useLocation();
  const removing = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  const words = text.attributes;
  const mayChange = may("marketer");
  const problem = model.problem.value;

  async function submit() {
    const done = await model.submit();
    if (!done) return;
    const said = done.computed ? text.computed : words;
    notify(model.isNew ? said.created(done.label) : said.saved(done.label));
    void vocabulary().refresh(); // rules may use it from now on
    if (model.isNew) go(`/attributes/${done.key}`);
    else onSaved?.();
  }

  return (
    <>
      {children(
        saved && mayChange && <Button onClick={() => (removing.value = true)}>{words.remove}</Button>,
      )}
      <form
        ref={form}
        noValidate
        class="grid max-w-3xl gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {!mayChange && <ReadOnlyNote>{text.settings.marketersOnly}</ReadOnlyNote>}
        {model.restored.value && <DraftNote onDiscard={model.discard} />}
        {!saved && <KindChoice model={model} />}
        {model.fields.value.computed && <HowComputed model={model} mayChange={mayChange} />}
        <Panel {...(saved && { title: words.definition })}>
          <fieldset disabled={!mayChange}>
            <AttributeFields model={model} />
          </fieldset>
          {saved && saved.usedBy.length > 0 && (
            <div class="mt-5 border-t border-line pt-4">
              <h3 class="mb-1 text-12 font-medium text-muted">{words.usedIn}</h3>
              <Uses uses={saved.usedBy} />
            </div>
          )}
        </Panel>
        {problem && !Object.values(model.errors.value).some(Boolean) && <ErrorNote problem={problem} />}
        {mayChange && (
          <SaveOrDiscard
            save={model.isNew ? words.create : words.save}
            busy={model.busy.value}
            changed={model.changed.value}
            isNew={model.isNew}
            onDiscard={model.discard}
          />
        )}
      </form>
      {saved && (
        <>
          <FitDialog
            model={model}
            saved={saved}
            onChanged={() => {
              notify(words.fit.changed(saved.label));
              onSaved?.();
            }}
          />
          <RemoveDialog
            label={saved.label}
            about={saved.computed ? text.computed.removeAbout : words.removeAbout}
            words={words}
            remove={model.remove}
            open={removing.value}
            onClose={() => (removing.value = false)}
            onRemoved={() => {
              model.discard();
              go("/attributes");
            }}
          />
        </>
      )}
    </>
  );
}
