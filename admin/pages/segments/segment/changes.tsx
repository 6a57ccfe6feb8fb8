// Who entered and left a segment, when, and what moved them.
import { useEffect, useMemo } from "preact/hooks";
import { answer, api } from "../../../api";
import { Badge } from "../../../components/badge";
import { RelativeTime } from "../../../components/relative-time";
import type { Column } from "../../../components/table";
import { currentShop } from "../../../models/session";
import { text } from "../../../texts/index";
import { paged } from "../paged";
import { PagedTable } from "../paged-table";
import { PersonName } from "../person";
import { type Change, type Segment, segmentParam } from "../segments";

export function Changes({ segment }: { segment: Segment }) {
  const { id, version } = segment;
  const changes = useMemo(
    () =>
      paged((cursor) =>
        answer(
          api.shops[":shop"].segments[":segment"].changes.$get({
            param: segmentParam(id),
            query: { cursor },
          }),
        ),
      ),
    [id, version],
  );
  useEffect(() => void changes.more(), [changes]);
  return (
    <PagedTable
      caption={text.segments.page.changes}
      list={changes}
      columns={columns()}
      keyOf={({ person, at, entered }) => `${person.id} ${at} ${entered}`}
      empty={text.segments.page.noChanges}
    />
  );
}

function columns(): Column<Change>[] {
  const { timeZone } = currentShop();
  const { columns, entered, leftIt, causes } = text.segments.page;
  return [
    { id: "person", label: columns.person, cell: ({ person }) => <PersonName person={person} /> },
    {
      id: "change",
      label: columns.change,
      cell: (change) => (
        <Badge tone={change.entered ? "good" : "neutral"}>{change.entered ? entered : leftIt}</Badge>
      ),
    },
    { id: "cause", label: columns.cause, cell: ({ cause }) => causes[cause] },
    {
      id: "at",
      label: columns.at,
      numeric: true,
      cell: ({ at }) => <RelativeTime at={at} timeZone={timeZone} />,
    },
  ];
}
