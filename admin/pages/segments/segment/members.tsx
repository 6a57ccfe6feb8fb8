// Who is in a segment, the newest first; people are put into a fixed list and taken out of it.
import { useEffect, useMemo } from "preact/hooks";
import { answer, api } from "../../../api";
import { Button } from "../../../components/button";
import { ErrorNote } from "../../../components/error-note";
import { Link } from "../../../components/link";
import { Money } from "../../../components/money";
import { RelativeTime } from "../../../components/relative-time";
import type { Column } from "../../../components/table";
import { currentShop } from "../../../models/session";
import { useModel } from "../../../models/use-model";
import { format, text } from "../../../texts/index";
import { paged } from "../paged";
import { PagedTable } from "../paged-table";
import { nameOf, PersonName } from "../person";
import { mayEdit, type Person, type Segment, segmentParam } from "../segments";
import { AddMembers } from "./add-members";
import { memberChanges } from "./member-changes";
import type { SegmentModel } from "./model";

export function Members({ model, segment }: { model: SegmentModel; segment: Segment }) {
  const { id, size, kind } = segment;
  const members = useMemo(
    () =>
      paged((cursor) =>
        answer(
          api.shops[":shop"].segments[":segment"].members.$get({
            param: segmentParam(id),
            query: { cursor },
          }),
        ),
      ),
    [id, size],
  );
  useEffect(() => void members.more(), [members]);
  const changes = useModel(() => memberChanges(id, () => model.segment.refresh()));
  const words = text.segments.page;
  if (kind === "dynamic" || !mayEdit())
    return (
      <PagedTable
        caption={words.members}
        list={members}
        columns={[...columns(), why()]}
        keyOf={({ id }) => id}
        all={size}
        empty={kind === "dynamic" ? words.noMembers : text.fixedLists.empty}
      />
    );
  return (
    <>
      <div class="flex flex-wrap items-center gap-3 px-(--pane-inset,1rem) py-3">
        <AddMembers changes={changes} />
        {changes.error.value && (
          <div class="w-full">
            <ErrorNote problem={changes.error.value} />
          </div>
        )}
      </div>
      <PagedTable
        caption={words.members}
        list={changes.over(members)}
        columns={[...columns(), takeOut((person) => void changes.remove(person))]}
        keyOf={({ id }) => id}
        all={size}
        empty={text.fixedLists.empty}
      />
    </>
  );
}

function columns(): Column<Person>[] {
  const { currency, timeZone } = currentShop();
  const { columns } = text.segments.page;
  return [
    { id: "person", label: columns.person, cell: (person) => <PersonName person={person} /> },
    {
      id: "since",
      label: columns.since,
      numeric: true,
      cell: ({ since }) => <RelativeTime at={since} timeZone={timeZone} />,
    },
    { id: "orders", label: columns.orders, numeric: true, cell: ({ orders }) => format.number(orders) },
    {
      id: "spent",
      label: columns.spent,
      numeric: true,
      cell: ({ spent }) => <Money amount={spent} currency={currency} />,
    },
    {
      id: "seen",
      label: columns.seen,
      numeric: true,
      cell: ({ lastSeenAt }) =>
        lastSeenAt === null ? (
          <span class="text-muted">{text.common.notKnown}</span>
        ) : (
          <RelativeTime at={lastSeenAt} timeZone={timeZone} />
        ),
    },
  ];
}

function why(): Column<Person> {
  const { columns, why, whyOf } = text.segments.page;
  return {
    id: "why",
    label: columns.why,
    cell: (person) => (
      <Link to={`/profiles/${person.id}`}>
        <span aria-hidden="true">{why}</span>
        <span class="sr-only">{whyOf(nameOf(person))}</span>
      </Link>
    ),
  };
}

function takeOut(remove: (person: Person) => void): Column<Person> {
  const words = text.fixedLists;
  return {
    id: "remove",
    label: words.remove,
    cell: (person) => (
      <Button
        size="small"
        kind="quiet"
        class="-ml-2.5"
        label={words.removeOf(nameOf(person))}
        onClick={() => remove(person)}
      >
        {words.remove}
      </Button>
    ),
  };
}
