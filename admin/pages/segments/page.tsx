// The list of segments: what each means in words, how many are in it, where it is used.
import { useEffect, useMemo } from "preact/hooks";
import { Badge } from "../../components/badge";
import { Count } from "../../components/count";
import { EmptyState } from "../../components/empty-state";
import { ErrorNote } from "../../components/error-note";
import { Plus, UsersRound } from "../../components/icons";
import { Link } from "../../components/link";
import { PageHeader } from "../../components/page-header";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { SearchBox } from "../../components/search-box";
import { SegmentedControl } from "../../components/segmented-control";
import { type Column, Table } from "../../components/table";
import { currentShop } from "../../models/session";
import { text } from "../../texts/index";
import { unsavedNew } from "./builder/work";
import { type Row, segmentList } from "./list";
import { NewList } from "./new-list";
import { mayEdit } from "./segments";

export default function SegmentsPage() {
  const list = useMemo(segmentList, []);
  useEffect(() => list.dispose, []);
  const { all, rows, problem, counts } = list;
  const words = text.segments;
  const isEmpty = all.value?.length === 0;
  return (
    <>
      <PageHeader
        title={text.pages.segments}
        about={isEmpty ? undefined : words.about}
        actions={!isEmpty && mayEdit() && <Create />}
      />
      <UnsavedNew />
      {problem.value && <ErrorNote problem={problem.value} onRetry={list.refresh} />}
      {isEmpty && (
        <EmptyState icon={UsersRound} title={words.title} action={mayEdit() && <Create />}>
          {words.about}
        </EmptyState>
      )}
      {!isEmpty && (all.value || !problem.value) && (
        <div class="grid gap-4">
          <div class="flex flex-wrap items-center justify-between gap-3">
            <SearchBox
              label={words.search}
              value={list.query.value}
              onValue={(query) => {
                list.query.value = query;
              }}
            />
            {counts.value.archived > 0 && (
              <SegmentedControl
                label={words.show}
                value={list.shown.value}
                onValue={(shown) => {
                  list.shown.value = shown;
                }}
                options={(["active", "archived"] as const).map((value) => ({
                  value,
                  label: `${words.shown[value]} ${counts.value[value]}`,
                }))}
              />
            )}
          </div>
          <Panel flush>
            <Table
              caption={words.caption}
              columns={columns(list.everyone.value)}
              rows={rows.value}
              keyOf={({ id }) => id}
              sort={list.sort.value}
              onSort={(sort) => {
                list.sort.value = sort;
              }}
              empty={list.query.value ? words.searchNothing(list.query.value) : words.noneArchived}
            />
          </Panel>
        </div>
      )}
    </>
  );
}

const Create = () => (
  <>
    <NewList />
    <Link to="/segments/new" button="primary" icon={Plus}>
      {text.segments.create}
    </Link>
  </>
);

function UnsavedNew() {
  const work = useMemo(unsavedNew, []);
  if (!work || !mayEdit()) return null;
  return (
    <p class="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-box bg-accent-soft px-4 py-3">
      {text.segments.unsavedNew(work.name)}
      <Link to="/segments/new">{text.segments.goOn}</Link>
    </p>
  );
}

/** Two lines, so that the numbers stand under each other. */
function People({ segment, everyone }: { segment: Row; everyone: number | undefined }) {
  const { id, size } = segment;
  return (
    <div class="grid justify-items-end gap-0.5 py-1">
      <Count value={size} to={`/segments/${id}`} />
      {everyone ? (
        <span class="text-12 text-muted max-sm:hidden">
          {text.count.shareOf(size / everyone, text.segments.everyone)}
        </span>
      ) : null}
    </div>
  );
}

function columns(everyone: number | undefined): Column<Row>[] {
  const words = text.segments;
  return [
    {
      id: "name",
      label: words.columns.name,
      sortable: true,
      cell: ({ id, name, sentence, kind, archivedAt }) => (
        <div class="grid min-w-48 gap-0.5 py-1">
          <span class="flex flex-wrap items-center gap-2">
            <Link to={`/segments/${id}`} quiet>
              {name}
            </Link>
            {kind === "static" && <Badge>{words.static}</Badge>}
            {archivedAt !== null && <Badge>{words.archived}</Badge>}
          </span>
          <span class="line-clamp-2 max-w-prose text-12 text-muted">{sentence}</span>
        </div>
      ),
    },
    {
      id: "people",
      label: words.columns.people,
      numeric: true,
      sortable: true,
      cell: (segment) => <People segment={segment} everyone={everyone} />,
    },
    {
      id: "usedIn",
      label: words.columns.usedIn,
      cell: ({ usedBy }) =>
        usedBy.length === 0 ? (
          <span class="text-muted">{words.nobodyUses}</span>
        ) : (
          <span class="line-clamp-2 min-w-32">{words.usesOf(usedBy.map(({ name }) => name))}</span>
        ),
    },
    {
      id: "updated",
      label: words.columns.updated,
      numeric: true,
      sortable: true,
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} timeZone={currentShop().timeZone} />,
    },
  ];
}
