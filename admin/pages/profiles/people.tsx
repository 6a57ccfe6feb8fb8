// People as rows: a table where there is room, on phones a list that still says the essentials.
import { Badge } from "../../components/badge";
import { Link } from "../../components/link";
import { Money } from "../../components/money";
import { RelativeTime } from "../../components/relative-time";
import { type Column, Table } from "../../components/table";
import { isNarrow } from "../../models/narrow";
import { nameOf, placeOf } from "../../models/person-name";
import { currentShop } from "../../models/session";
import { format, text } from "../../texts/index";
import type { Person } from "./model";

export function People({ rows }: { rows: readonly Person[] | undefined }) {
  if (!isNarrow() || rows === undefined)
    return (
      <Table caption={text.profiles.list.caption} columns={columns()} rows={rows} keyOf={({ id }) => id} />
    );
  return (
    <ul aria-label={text.profiles.list.caption} class="divide-y divide-line">
      {rows.map((person) => (
        <li key={person.id} class="px-(--pane-inset) py-3">
          <Entry person={person} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ person }: { person: Person }) {
  const place = placeOf(person);
  return (
    <div class="grid gap-0.5">
      <div class="flex items-baseline justify-between gap-3">
        <Name person={person} />
        <span class="shrink-0">
          {person.orders > 0 && <Money amount={person.spent} currency={currentShop().currency} whole />}
        </span>
      </div>
      {person.name && person.email && <div class="truncate text-12 text-muted">{person.email}</div>}
      <div class="flex justify-between gap-3 text-12 text-muted">
        <span class="min-w-0 truncate">
          <LastSeen person={person} />
          {place && ` · ${place}`}
        </span>
        <span class="shrink-0">{person.orders > 0 && text.profiles.list.ordersAre(person.orders)}</span>
      </div>
    </div>
  );
}

const Name = ({ person }: { person: Person }) => (
  <Link
    to={`/profiles/${encodeURIComponent(person.id)}`}
    quiet
    class={person.identified ? "" : "font-normal"}
  >
    {nameOf(person)}
  </Link>
);

const LastSeen = ({ person }: { person: Person }) =>
  person.lastSeenAt === null ? (
    text.profiles.list.neverSeen
  ) : (
    <RelativeTime at={person.lastSeenAt} timeZone={currentShop().timeZone} />
  );

function columns(): readonly Column<Person>[] {
  const words = text.profiles.list;
  const { currency } = currentShop();
  return [
    { id: "name", label: words.name, cell: (person) => <Name person={person} /> },
    {
      id: "email",
      label: words.email,
      cell: ({ email, identified }) =>
        email ?? (identified ? null : <Badge>{text.profiles.list.unidentified}</Badge>),
    },
    { id: "place", label: words.place, cell: (person) => placeOf(person) || <Nothing /> },
    { id: "seen", label: words.lastSeen, cell: (person) => <LastSeen person={person} /> },
    {
      id: "orders",
      label: words.orders,
      numeric: true,
      cell: ({ orders }) => (orders > 0 ? format.number(orders) : <Nothing />),
    },
    {
      id: "spent",
      label: words.spent,
      numeric: true,
      cell: ({ orders, spent }) => (orders > 0 ? <Money amount={spent} currency={currency} /> : <Nothing />),
    },
    {
      id: "segments",
      label: words.segments,
      numeric: true,
      cell: ({ segments }) => (segments > 0 ? format.number(segments) : <Nothing />),
    },
  ];
}

const Nothing = () => <span class="text-muted">{text.profiles.numbers.none}</span>;
