// Who is in a segment, the newest first.
import { useEffect, useMemo } from "preact/hooks";
import { answer, api } from "../../../api";
import { Link } from "../../../components/link";
import { Money } from "../../../components/money";
import { RelativeTime } from "../../../components/relative-time";
import type { Column } from "../../../components/table";
import { currentShop } from "../../../models/session";
import { format, text } from "../../../texts/index";
import { paged } from "../paged";
import { PagedTable } from "../paged-table";
import { nameOf, PersonName } from "../person";
import { type Person, type Segment, segmentParam } from "../segments";

export function Members({ segment }: { segment: Segment }) {
  const { id, size } = segment;
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
  return (
    <PagedTable
      caption={text.segments.page.members}
      list={members}
      columns={columns()}
      keyOf={({ id }) => id}
      all={size}
      empty={text.segments.page.noMembers}
    />
  );
}

function columns(): Column<Person>[] {
  const { currency, timeZone } = currentShop();
  const { columns, why, whyOf } = text.segments.page;
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
    {
      id: "why",
      label: columns.why,
      cell: (person) => (
        <Link to={`/profiles/${person.id}`}>
          <span aria-hidden="true">{why}</span>
          <span class="sr-only">{whyOf(nameOf(person))}</span>
        </Link>
      ),
    },
  ];
}
