// One of the shop's own tables: its rows and its definition; or a new one.
import { useEffect, useMemo } from "preact/hooks";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Skeleton } from "../../components/skeleton";
import { may } from "../../models/permissions";
import { resource } from "../../models/resource";
import type { PageProps } from "../../pages";
import { text } from "../../texts/index";
import { loadTable } from "./data";
import { Editor } from "./editor";
import { Rows } from "./rows";
import { Sending } from "./sending";

const LIST = "/attributes?tab=tables";

export default function TablePage({ params: { key } }: PageProps) {
  if (key !== undefined) return <Existing key={key} name={key} />;
  return (
    <Editor saved={undefined}>
      {(actions) => (
        <PageHeader
          title={text.tables.newTitle}
          about={text.tables.ownAbout}
          back={{ to: LIST, label: text.tables.back }}
          actions={actions}
        />
      )}
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
