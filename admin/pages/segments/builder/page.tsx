// The segment builder: what it is called, who is in it, and how many that is, while it is being built.
import { useEffect, useMemo, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { Button } from "../../../components/button";
import { Checkbox } from "../../../components/choices";
import { ErrorNote } from "../../../components/error-note";
import { Field } from "../../../components/field";
import { Link } from "../../../components/link";
import { PageHeader } from "../../../components/page-header";
import { Panel } from "../../../components/panel";
import { Skeleton } from "../../../components/skeleton";
import { TextInput } from "../../../components/text-input";
import { errorAt } from "../../../models/problem";
import { resource } from "../../../models/resource";
import { notify } from "../../../models/toasts";
import type { PageProps } from "../../../pages";
import { RuleEditor } from "../../../rules/rule-editor";
import { text } from "../../../texts/index";
import { loadSegment, mayEdit, type Segment } from "../segments";
import { CountPane } from "./count-pane";
import { DraftNotes } from "./draft-notes";
import { openBuilder } from "./model";
import { PastPane } from "./past-pane";

export default function BuilderPage({ params }: PageProps) {
  return params.id === undefined ? <Builder segment={undefined} /> : <Saved key={params.id} id={params.id} />;
}

function Saved({ id }: { id: string }) {
  const loaded = useMemo(() => resource(() => id, loadSegment), [id]);
  useEffect(() => loaded.dispose, [loaded]);
  const { data, error } = loaded;
  if (data.value) return <Builder segment={data.value} />;
  return (
    <>
      <PageHeader title={text.segments.builder.edit} back={back(undefined)} />
      {error.value ? (
        <ErrorNote problem={error.value} onRetry={() => void loaded.refresh()} />
      ) : (
        <Skeleton widths={[30, 60, 90, 70]} />
      )}
    </>
  );
}

function Builder({ segment }: { segment: Segment | undefined }) {
  const builder = useMemo(() => openBuilder(segment), [segment]);
  const [, go] = useLocation();
  const [tried, setTried] = useState(false);
  useEffect(() => leaving(builder), [builder]);
  const { work, change, save } = builder;
  const { name, description, visible, rule } = work.value.value;
  const words = text.segments.builder;
  const isStatic = segment?.kind === "static";
  // Before the shop's words are there, the API says what is wrong.
  const complete = builder.readiness.value?.complete ?? true;
  const nameProblem =
    errorAt(save.error.value, "name") ?? (tried && !name.trim() ? words.nameMissing : undefined);
  const unplaced = save.error.value?.errors?.every(({ path }) => /^(name|description|rule\b)/.test(path));

  async function submit(event: Event) {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !complete) return focusInvalid();
    const outcome = await save.run();
    if (!outcome.ok) return focusInvalid();
    notify(words.saved(outcome.value.name));
    go(`/segments/${outcome.value.id}`);
  }

  return (
    <form onSubmit={submit} noValidate>
      <PageHeader title={segment ? words.edit : words.create} back={back(segment)} />
      {!mayEdit() && <p class="mb-4 rounded-box bg-sunken px-4 py-3">{words.readOnly}</p>}
      <DraftNotes work={work} />
      <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div class="grid min-w-0 gap-6">
          <Panel>
            <div class="grid gap-4">
              <Field label={words.name} hint={words.nameHint} error={nameProblem}>
                <TextInput value={name} maxLength={120} onValue={(name) => change({ name })} />
              </Field>
              <Field label={words.description} optional error={errorAt(save.error.value, "description")}>
                <TextInput
                  rows={2}
                  maxLength={2000}
                  value={description}
                  onValue={(description) => change({ description })}
                />
              </Field>
              <Checkbox
                label={words.visible}
                hint={words.visibleHint}
                checked={visible}
                onChecked={(visible) => change({ visible })}
              />
            </div>
          </Panel>
          <Panel title={words.rule} about={isStatic ? words.static : words.ruleAbout}>
            {!isStatic && (
              <RuleEditor
                rule={rule}
                onRule={(rule) => change({ rule })}
                context={{ live: false, without: segment?.id }}
                problems={builder.problems.value}
              />
            )}
          </Panel>
          {!isStatic && <PastPane builder={builder} />}
          {save.error.value && !unplaced && <ErrorNote problem={save.error.value} />}
          {mayEdit() && (
            <div class="flex flex-wrap items-center gap-3">
              <Button type="submit" kind="primary" busy={save.busy.value}>
                {words.save}
              </Button>
              <Link to={segment ? `/segments/${segment.id}` : "/segments"} button="quiet">
                {words.cancel}
              </Link>
              <span role="status" class={tried && !complete ? "text-bad" : "text-muted"}>
                {tried && !complete
                  ? words.finishFirst
                  : work.changed.value
                    ? words.unsaved
                    : segment && words.nothingChanged}
              </span>
            </div>
          )}
        </div>
        {!isStatic && <CountPane builder={builder} />}
      </div>
    </form>
  );
}

/** Whoever leaves with unsaved work is told where it is. */
function leaving(builder: ReturnType<typeof openBuilder>) {
  return () => {
    const { changed, value } = builder.work;
    if (changed.peek() && mayEdit()) notify(text.segments.builder.left(value.peek().name));
    builder.dispose();
  };
}

const back = (segment: Segment | undefined) =>
  segment
    ? { to: `/segments/${segment.id}`, label: segment.name }
    : { to: "/segments", label: text.segments.builder.back };

/** After the page has drawn what is wrong. */
function focusInvalid(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
}
