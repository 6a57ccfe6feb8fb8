// One attribute of the shop's own: made, changed or deleted.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Button } from "../../../components/button";
import { EmptyState } from "../../../components/empty-state";
import { ErrorNote } from "../../../components/error-note";
import { useFocusOnError } from "../../../components/first-error";
import { Link } from "../../../components/link";
import { PageHeader } from "../../../components/page-header";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { may } from "../../../models/permissions";
import { resource } from "../../../models/resource";
import { notify } from "../../../models/toasts";
import type { PageProps } from "../../../pages";
import { text } from "../../../texts/index";
import { DraftNote, ReadOnlyNote } from "../notes";
import { AttributeFields } from "./fields";
import { type AttributeModel, type AttributeRow, attributeModel, loadAttributes } from "./model";
import { RemoveAttribute } from "./remove";

const LIST = "/settings?tab=attributes";

export default function AttributePage({ params: { key } }: PageProps) {
  return key === undefined ? <Editor saved={undefined} /> : <Existing key={key} name={key} />;
}

function Existing({ name }: { name: string }) {
  const attributes = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => loadAttributes(signal),
      ),
    [],
  );
  useEffect(() => attributes.dispose, []);
  const words = text.settings.attributes;
  const saved = attributes.data.value?.find(({ key }) => key === name);
  const error = attributes.error.value;
  if (saved && !saved.standard) return <Editor saved={saved} />;
  return (
    <>
      <PageHeader title={saved?.label ?? name} back={{ to: LIST, label: words.back }} />
      {saved ? (
        <p class="max-w-prose">
          {words.standardAbout} {saved.notes}
        </p>
      ) : error ? (
        <ErrorNote problem={error} onRetry={() => void attributes.refresh()} />
      ) : attributes.data.value ? (
        <EmptyState title={words.missing} action={<Link to={LIST}>{words.back}</Link>}>
          {words.missingAbout}
        </EmptyState>
      ) : (
        <Skeleton widths={[40, 90, 70]} />
      )}
    </>
  );
}

function Editor({ saved }: { saved: AttributeRow | undefined }) {
  const model: AttributeModel = useMemo(() => attributeModel(saved), []);
  useEffect(() => model.dispose, []);
  const [, go] = useLocation();
  const removing = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  useFocusOnError(form, model.tries.value);
  const words = text.settings.attributes;
  const mayChange = may("marketer");
  const problem = model.problem.value;

  async function submit() {
    const done = await model.submit();
    if (!done) return;
    notify(model.isNew ? words.created(done.label) : words.saved(done.label));
    go(LIST);
  }

  return (
    <>
      <PageHeader
        title={saved ? saved.label : words.newTitle}
        back={{ to: LIST, label: words.back }}
        actions={
          saved && mayChange && <Button onClick={() => (removing.value = true)}>{words.remove}</Button>
        }
      />
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
        <Panel>
          <fieldset disabled={!mayChange}>
            <AttributeFields model={model} />
          </fieldset>
        </Panel>
        {problem && !Object.values(model.errors.value).some(Boolean) && <ErrorNote problem={problem} />}
        {mayChange && (
          <div class="flex flex-wrap gap-2">
            <Button
              type="submit"
              kind="primary"
              busy={model.busy.value}
              disabled={!model.isNew && !model.changed.value}
            >
              {model.isNew ? words.create : words.save}
            </Button>
            {model.changed.value && (
              <Button kind="quiet" onClick={model.discard}>
                {words.discard}
              </Button>
            )}
          </div>
        )}
      </form>
      {saved && (
        <RemoveAttribute
          model={model}
          label={saved.label}
          open={removing.value}
          onClose={() => (removing.value = false)}
          onRemoved={() => go(LIST)}
        />
      )}
    </>
  );
}
