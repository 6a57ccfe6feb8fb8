// One of the shop's own tables: its rows and its definition; or a new one.
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { SegmentedControl } from "../../components/segmented-control";
import { Skeleton } from "../../components/skeleton";
import { may } from "../../models/permissions";
import { resource } from "../../models/resource";
import { asChoice, url } from "../../models/url";
import type { PageProps } from "../../pages";
import { text } from "../../texts/index";
import { loadTable } from "./data";
import { Editor } from "./editor";
import { QueryEditor } from "./query/editor";
import { QueryTable } from "./query/page";
import { Rows } from "./rows";
import { Sending } from "./sending";

const LIST = "/attributes?tab=tables";

export default function TablePage({ params: { key } }: PageProps) {
  if (key !== undefined) return <Existing key={key} name={key} />;
  return <New />;
}

const ORIGINS = ["file", "api", "query"] as const;

/** Where its rows will come from is chosen first. */
function New() {
  const origin = useMemo(() => url("rows", asChoice(...ORIGINS), "api"), []);
  const words = text.tables;
  const chosen = origin.value;
  const header = (actions: ComponentChildren) => (
    <>
      <PageHeader
        title={words.newTitle}
        about={words.ownAbout}
        back={{ to: LIST, label: words.back }}
        actions={actions}
      />
      <div class="mb-6 grid justify-items-start gap-2">
        <SegmentedControl
          label={words.origin}
          value={chosen}
          onValue={(next) => {
            origin.value = next;
          }}
          options={ORIGINS.map((value) => ({ value, label: words.origins[value] }))}
        />
        <p class="max-w-prose text-muted">{words.originAbout[chosen]}</p>
      </div>
    </>
  );
  if (chosen === "query") return <QueryEditor saved={undefined}>{header}</QueryEditor>;
  return (
    <Editor
      saved={undefined}
      {...(chosen === "file" && { next: (key) => `/imports/new?kind=rows&table=${key}` })}
    >
      {header}
    </Editor>
  );
}

function Existing({ name }: { name: string }) {
  const table = useMemo(
    () =>
      resource(
        () => true,
        (_, signal) => loadTable(name, signal),
      ),
    [],
  );
  useEffect(() => table.dispose, []);
  const { data, error } = table;
  const words = text.tables;
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
          <ErrorNote problem={error.value} onRetry={() => void table.refresh()} />
        ) : (
          <Skeleton widths={[40, 90, 70]} />
        )}
      </>
    );
  const saved = data.value;
  if (saved.byQuery) return <QueryTable table={saved} onChanged={() => void table.refresh()} />;
  return (
    <Editor
      key={JSON.stringify([saved.columns, saved.date, saved.label])}
      saved={saved}
      onSaved={() => void table.refresh()}
    >
      {(actions) => (
        <>
          <PageHeader
            title={saved.label}
            about={
              <>
                {words.size(saved.rows, saved.people)} · <span class="font-mono text-12">{saved.key}</span>
              </>
            }
            back={back}
            actions={actions}
          />
          <div class="mb-6 grid gap-6">
            <Rows table={saved} onChanged={() => void table.refresh()} />
            {may("marketer") && saved.rows === 0 && <Sending table={saved} />}
          </div>
        </>
      )}
    </Editor>
  );
}
