// A table that a query fills: what it asks, whose, when it runs; made, changed or deleted.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { Field } from "../../../components/field";
import { useFocusOnError } from "../../../components/first-error";
import { Panel } from "../../../components/panel";
import { RemoveDialog } from "../../../components/remove-dialog";
import { SaveOrDiscard } from "../../../components/save-or-discard";
import { Skeleton } from "../../../components/skeleton";
import { TextInput } from "../../../components/text-input";
import { may } from "../../../models/permissions";
import { notify } from "../../../models/toasts";
import { RuleEditor } from "../../../rules/rule-editor";
import { vocabulary } from "../../../rules/vocabulary";
import { text } from "../../../texts/index";
import { Uses } from "../../segments/uses";
import { DraftNote, ReadOnlyNote } from "../../settings/notes";
import { type QueryModel, queryModel, type Saved } from "./model";
import { PreviewPanel } from "./preview";
import { Sentence } from "./sentence";
import { When } from "./when";

export interface QueryEditorProps {
  saved: Saved | undefined;
  onSaved?: () => void;
  /** What stands above the form; given the page's actions. */
  children: (actions: ComponentChildren) => ComponentChildren;
}

export function QueryEditor({ saved, onSaved, children }: QueryEditorProps) {
  const model: QueryModel = useMemo(() => queryModel(saved), []);
  useEffect(() => model.dispose, []);
  useEffect(() => void vocabulary().refresh(), []);
  const [, go] = useLocation();
  const removing = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  const words = text.tableQueries;
  const mayChange = may("marketer");
  const table = saved?.table;

  async function submit() {
    const done = await model.submit();
    if (!done) return;
    notify(model.isNew ? words.created(done.label) : words.saved(done.label));
    if (model.isNew) go(`/tables/${done.key}`);
    else onSaved?.();
  }

  return (
    <>
      {children(
        table && mayChange && <Button onClick={() => (removing.value = true)}>{text.tables.remove}</Button>,
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
        <Panel title={words.title} about={words.about}>
          <fieldset disabled={!mayChange} class="grid gap-6">
            <Names model={model} />
            <Question model={model} table={table?.key} />
          </fieldset>
          {table && table.usedBy.length > 0 && (
            <div class="mt-5 border-t border-line pt-4">
              <h3 class="mb-1 text-12 font-medium text-muted">{text.tables.usedIn}</h3>
              <Uses uses={table.usedBy} />
            </div>
          )}
        </Panel>
        <Panel title={words.people} about={words.peopleAbout}>
          <fieldset disabled={!mayChange}>
            <Whose model={model} />
          </fieldset>
        </Panel>
        {mayChange && (model.isNew || model.changed.value) && <PreviewPanel model={model} />}
        <When model={model} disabled={!mayChange} />
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
      {table && (
        <RemoveDialog
          label={table.label}
          about={text.tables.removeAbout(table.rows, table.people)}
          words={text.tables}
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

function Names({ model }: { model: QueryModel }) {
  const { label, notes } = model.fields.value;
  const words = text.tables;
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <Field label={words.label} error={model.errorOf("label")} hint={words.labelHint}>
        <TextInput value={label} maxLength={100} onValue={(label) => model.set({ label })} />
      </Field>
      <Field label={words.key} error={model.errorOf("key")} hint={words.keyHint}>
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
        <Field label={words.notes} optional>
          <TextInput rows={2} value={notes} maxLength={1000} onValue={(notes) => model.set({ notes })} />
        </Field>
      </div>
    </div>
  );
}

function Question({ model, table }: { model: QueryModel; table: string | undefined }) {
  const known = vocabulary();
  if (known.error.value)
    return <ErrorNote problem={known.error.value} onRetry={() => void known.refresh()} />;
  if (!known.data.value) return <Skeleton widths={[30, 70, 55]} />;
  return (
    <Sentence
      query={model.query.value}
      vocabulary={known.data.value}
      table={table}
      onQuery={model.setQuery}
      invalid={model.isWrong}
    />
  );
}

function Whose({ model }: { model: QueryModel }) {
  const { people, ...query } = model.query.value;
  return (
    <RuleEditor
      rule={people ?? { all: [] }}
      onRule={(rule) => {
        const isEveryone = "all" in rule && rule.all.length === 0;
        model.setQuery(isEveryone ? query : { ...query, people: rule });
      }}
      context={{ live: false }}
      problems={model.problem.value?.errors}
      path="query.people"
      everyone={text.tableQueries.everyone}
    />
  );
}
