// The definition of one of the shop's own tables: made, changed or deleted.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Button } from "../../components/button";
import { ErrorNote } from "../../components/error-note";
import { Field } from "../../components/field";
import { useFocusOnError } from "../../components/first-error";
import { Panel } from "../../components/panel";
import { RemoveDialog } from "../../components/remove-dialog";
import { SaveOrDiscard } from "../../components/save-or-discard";
import { Select } from "../../components/select";
import { TextInput } from "../../components/text-input";
import { may } from "../../models/permissions";
import { notify } from "../../models/toasts";
import { text } from "../../texts/index";
import { Uses } from "../segments/uses";
import { DraftNote, ReadOnlyNote } from "../settings/notes";
import { Columns } from "./columns";
import type { TablePage } from "./data";
import { type ColumnFields, isDate, isId, type TableModel, tableModel } from "./model";

export interface EditorProps {
  saved: TablePage | undefined;
  onSaved?: () => void;
  /** Where a new one leads; to its own page without. */
  next?: (key: string) => string;
  /** What stands above the form; given the page's actions. */
  children: (actions: ComponentChildren) => ComponentChildren;
}

export function Editor({ saved, onSaved, next, children }: EditorProps) {
  const model: TableModel = useMemo(() => tableModel(saved), []);
  useEffect(() => model.dispose, []);
  const [, go] = useLocation();
  const removing = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  const words = text.tables;
  const mayChange = may("marketer");

  async function submit() {
    const done = await model.submit();
    if (!done) return;
    notify(model.isNew ? words.created(done.label) : words.saved(done.label));
    if (model.isNew) go(next?.(done.key) ?? `/tables/${done.key}`);
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
        class="grid max-w-4xl gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {!mayChange && <ReadOnlyNote>{text.settings.marketersOnly}</ReadOnlyNote>}
        {model.restored.value && <DraftNote onDiscard={model.discard} />}
        <Panel {...(saved && { title: words.definition })}>
          <fieldset disabled={!mayChange} class="grid gap-6">
            <Names model={model} />
            <Columns model={model} />
            <Meanings model={model} />
          </fieldset>
          {saved && saved.usedBy.length > 0 && (
            <div class="mt-5 border-t border-line pt-4">
              <h3 class="mb-1 text-12 font-medium text-muted">{words.usedIn}</h3>
              <Uses uses={saved.usedBy} />
            </div>
          )}
        </Panel>
        {model.problem.value && <ErrorNote problem={model.problem.value} />}
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
        <RemoveDialog
          label={saved.label}
          about={words.removeAbout(saved.rows, saved.people)}
          words={words}
          remove={model.remove}
          open={removing.value}
          onClose={() => (removing.value = false)}
          onRemoved={() => {
            model.discard();
            go("/attributes?tab=tables");
          }}
        />
      )}
    </>
  );
}

function Names({ model }: { model: TableModel }) {
  const { label, notes } = model.fields.value;
  const words = text.tables;
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <Field label={words.label} error={model.errorOf("label")} hint={words.labelHint}>
        <TextInput value={label} maxLength={100} onValue={(label) => model.set({ label })} />
      </Field>
      <Field
        label={words.key}
        error={model.errorOf("key")}
        hint={model.isNew ? words.keyHint : words.keyFixed}
      >
        <TextInput
          mono
          value={model.tableKey.value}
          maxLength={48}
          spellcheck={false}
          autocomplete="off"
          disabled={!model.isNew}
          onValue={(key) => model.set({ key })}
        />
      </Field>
      <div class="sm:col-span-2">
        <Field label={words.notes} hint={words.notesHint} optional>
          <TextInput rows={2} value={notes} maxLength={1000} onValue={(notes) => model.set({ notes })} />
        </Field>
      </div>
    </div>
  );
}

/** Which columns mean more than themselves. */
function Meanings({ model }: { model: TableModel }) {
  const { id, date } = model.fields.value;
  const words = text.tables;
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <Field label={words.id} error={model.errorOf("id")} hint={words.idHint}>
        <Select
          value={String(id)}
          disabled={!model.isNew}
          onValue={(id) => model.set({ id: Number(id) })}
          options={choices(model, isId, words.choose, id < 0)}
        />
      </Field>
      <Field label={words.date} error={model.errorOf("date")} hint={words.dateHint}>
        <Select
          value={String(date)}
          onValue={(date) => model.set({ date: Number(date) })}
          options={choices(model, isDate, words.noDate, true)}
        />
      </Field>
    </div>
  );
}

const choices = (
  model: TableModel,
  fits: (column: ColumnFields) => boolean,
  none: string,
  withNone: boolean,
) => [
  ...(withNone ? [{ value: "-1", label: none }] : []),
  ...model.fields.value.columns.flatMap((column, i) =>
    fits(column) ? [{ value: String(i), label: column.label || text.tables.column(i + 1) }] : [],
  ),
];
