// Who entered and left a segment, when, and what moved them.
import { useEffect, useMemo } from "preact/hooks";
import { answer, api } from "../../../api";
import { Badge } from "../../../components/badge";
import { Field } from "../../../components/field";
import { RelativeTime } from "../../../components/relative-time";
import { SegmentedControl } from "../../../components/segmented-control";
import type { Column } from "../../../components/table";
import { TextInput } from "../../../components/text-input";
import { currentShop } from "../../../models/session";
import { asChoice, asText, url } from "../../../models/url";
import { text } from "../../../texts/index";
import { paged } from "../paged";
import { PagedTable } from "../paged-table";
import { PersonName } from "../person";
import { type Change, type Segment, segmentParam } from "../segments";

const SHOWN = ["all", "true", "false"] as const;

export function Changes({ segment }: { segment: Segment }) {
  const { id, version } = segment;
  const day = useMemo(() => url("day", asText, ""), []);
  const shown = useMemo(() => url("shown", asChoice(...SHOWN), "all"), []);
  const query = {
    ...(day.value && { day: day.value }),
    ...(shown.value !== "all" && { entered: shown.value }),
  };
  const changes = useMemo(
    () =>
      paged((cursor) =>
        answer(
          api.shops[":shop"].segments[":segment"].changes.$get({
            param: segmentParam(id),
            query: { cursor, ...query },
          }),
        ),
      ),
    [id, version, day.value, shown.value],
  );
  useEffect(() => void changes.more(), [changes]);
  const words = text.segments.page;
  return (
    <>
      <div class="flex flex-wrap items-end gap-x-4 gap-y-2 px-(--pane-inset,1rem) py-3">
        <div class="w-44">
          <Field label={words.day}>
            <TextInput
              type="date"
              value={day.value}
              onValue={(next) => {
                day.value = next;
              }}
            />
          </Field>
        </div>
        <SegmentedControl
          label={words.which}
          value={shown.value}
          onValue={(next) => {
            shown.value = next;
          }}
          options={[
            { value: "all", label: words.all },
            { value: "true", label: words.entered },
            { value: "false", label: words.leftIt },
          ]}
        />
      </div>
      <PagedTable
        caption={words.changes}
        list={changes}
        columns={columns()}
        keyOf={({ person, at, entered }) => `${person.id} ${at} ${entered}`}
        empty={Object.keys(query).length > 0 ? words.noneThen : words.noChanges}
      />
    </>
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
