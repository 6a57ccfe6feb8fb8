// One attribute: what is known of it, and its definition; a shop's own can be changed or deleted.
import { useEffect, useMemo } from "preact/hooks";
import { Badge } from "../../../components/badge";
import { EmptyState } from "../../../components/empty-state";
import { ErrorNote } from "../../../components/error-note";
import { KeyValues } from "../../../components/key-values";
import { Link } from "../../../components/link";
import { PageHeader } from "../../../components/page-header";
import { Panel } from "../../../components/panel";
import { Progress } from "../../../components/progress";
import { Skeleton } from "../../../components/skeleton";
import { poll } from "../../../models/poll";
import { resource } from "../../../models/resource";
import type { PageProps } from "../../../pages";
import { format, text } from "../../../texts/index";
import { type Evaluation, loadEvaluation } from "../../segments/segments";
import { Uses } from "../../segments/uses";
import { type AttributePage as Attribute, loadAttribute } from "../data";
import { Editor } from "./editor";
import { Values } from "./values";

const LIST = "/attributes";
const CONVERTING_EVERY = 2_000;

export default function AttributePage({ params: { key } }: PageProps) {
  if (key !== undefined) return <Existing key={key} name={key} />;
  return (
    <Editor saved={undefined}>
      {(actions) => (
        <PageHeader
          title={text.attributes.newTitle}
          back={{ to: LIST, label: text.attributes.back }}
          actions={actions}
        />
      )}
    </Editor>
  );
}

function Existing({ name }: { name: string }) {
  const attribute = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => loadAttribute(name, signal),
      ),
    [],
  );
  useEffect(() => attribute.dispose, []);
  const { data, error } = attribute;
  const converting = data.value?.conversion != null;
  useEffect(
    () => (converting ? poll(() => attribute.refresh(), { every: CONVERTING_EVERY }) : undefined),
    [converting],
  );
  const evaluation = useMemo(
    () =>
      resource(
        () => (data.value?.computed ? name : null),
        (_, signal) => loadEvaluation(signal),
      ),
    [],
  );
  useEffect(() => evaluation.dispose, []);
  const underWay = evaluation.data.value?.underWay ?? false;
  useEffect(
    () => (underWay ? poll(() => evaluation.refresh(), { every: CONVERTING_EVERY }) : undefined),
    [underWay],
  );
  const words = text.attributes;
  const back = { to: LIST, label: words.back };
  if (!data.value)
    return (
      <>
        <PageHeader title={name} back={back} />
        {error.value?.status === 404 ? (
          <EmptyState title={words.missing} action={<Link to={LIST}>{words.back}</Link>}>
            {words.missingAbout}
          </EmptyState>
        ) : error.value ? (
          <ErrorNote problem={error.value} onRetry={() => void attribute.refresh()} />
        ) : (
          <Skeleton widths={[40, 90, 70]} />
        )}
      </>
    );
  const saved = data.value;
  // After another type both the form and the values begin anew.
  const version = JSON.stringify([saved.type, saved.options]);
  if (saved.standard) return <Standard attribute={saved} />;
  return (
    <Editor
      key={version}
      saved={saved}
      onSaved={() => {
        void attribute.refresh();
        void evaluation.refresh();
      }}
    >
      {(actions) => (
        <>
          <Header attribute={saved} actions={actions} />
          {underWay && <UnderWay evaluation={evaluation.data.value!} />}
          <div class="mb-6">
            <Values attribute={saved} key={`${version}${converting}${underWay}`} />
          </div>
        </>
      )}
    </Editor>
  );
}

function Header({ attribute, actions }: { attribute: Attribute; actions?: preact.ComponentChildren }) {
  const words = text.attributes;
  const { label, key, notes, personal, standard, conversion } = attribute;
  return (
    <>
      <PageHeader
        title={label}
        about={
          <>
            {notes && `${notes}. `.replace("..", ".")}
            <span class="font-mono text-12">{key}</span>
          </>
        }
        mark={
          <>
            {!standard && <Badge tone="accent">{words.own}</Badge>}
            {attribute.computed && (
              <Badge>{"score" in attribute.computed ? words.score : words.computed}</Badge>
            )}
            {personal && <Badge>{words.personal}</Badge>}
          </>
        }
        back={{ to: LIST, label: words.back }}
        actions={actions}
      />
      {conversion && (
        <p role="status" class="mb-6 rounded-field bg-sunken px-3 py-2 tabular-nums">
          {words.converting(conversion.done, conversion.total)}
        </p>
      )}
    </>
  );
}

function UnderWay({ evaluation: { done, total } }: { evaluation: Evaluation }) {
  return (
    <div role="status" class="mb-6 grid max-w-md gap-1">
      <Progress done={done} total={total} said={text.computed.underWay(done, total)} />
      <p class="text-12 text-muted">{text.computed.underWayAbout}</p>
    </div>
  );
}

function Standard({ attribute }: { attribute: Attribute }) {
  const words = text.attributes;
  const { type, unit, group, options, derived, browser, usedBy } = attribute;
  return (
    <>
      <Header attribute={attribute} />
      <div class="grid gap-6">
        <Values attribute={attribute} />
        <Panel title={words.definition} about={words.standardAbout}>
          <KeyValues
            items={[
              {
                label: words.type,
                value: words.types[type],
                hint: unit && unit !== "count" ? words.units[unit] : words.typeHints[type],
              },
              { label: words.group, value: words.groups[group] },
              ...(options.length > 0 ? [{ label: words.options, value: format.list(options) }] : []),
              ...(derived ? [{ label: words.kindLabel, value: words.derived }] : []),
              ...(browser ? [{ label: words.browserLabel, value: text.profiles.yes }] : []),
              { label: words.usedIn, value: <Uses uses={usedBy} /> },
            ]}
          />
        </Panel>
      </div>
    </>
  );
}
