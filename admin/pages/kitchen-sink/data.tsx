import { computed, signal } from "@preact/signals";
import { Badge } from "../../components/badge";
import { Button } from "../../components/button";
import { Count } from "../../components/count";
import { MessageSquare, Search, ShoppingCart, Store } from "../../components/icons";
import { KeyValues } from "../../components/key-values";
import { Link } from "../../components/link";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { RelativeTime } from "../../components/relative-time";
import { Sparkline } from "../../components/sparkline";
import { type LightState, StatusDot } from "../../components/status-dot";
import { type Column, type Sort, Table } from "../../components/table";
import { Timeline, TimelineItem } from "../../components/timeline";
import { VirtualList } from "../../components/virtual-list";
import { format } from "../../texts/index";
import { aTrend, minutesAgo, type SampleSegment, sampleSegments } from "./samples";
import { Shelf, Specimen } from "./shelf";

const sort = signal<Sort>({ column: "people", direction: "descending" });
const sorted = computed(() => {
  const { column, direction } = sort.value;
  const sign = direction === "ascending" ? 1 : -1;
  const key = (one: SampleSegment) => (column === "name" ? one.name : one.people);
  return [...sampleSegments].sort((a, b) => (key(a) < key(b) ? -sign : sign));
});
const light = signal<LightState>("waiting");
const counting = signal(false);

export function Data() {
  return (
    <Shelf name="Data">
      <Panel
        title="Segments"
        about="A table inside a panel."
        flush
        actions={<Button size="small">Export</Button>}
      >
        <Table
          caption="Segments"
          columns={columns}
          rows={sorted.value}
          keyOf={({ name }) => name}
          sort={sort.value}
          onSort={(next) => (sort.value = next)}
        />
      </Panel>
      <div class="grid gap-6 md:grid-cols-3">
        <Specimen name="Count: known, counting anew, not known yet" stack>
          <Count value={1204} of={15050} />
          <Count value={1204} of={15050} counting />
          <Count value={undefined} />
        </Specimen>
        <Specimen name="Count, large" stack>
          <Count large value={counting.value ? undefined : 1204} of={15050} to="/profiles" />
          <div>
            <Button size="small" onClick={() => (counting.value = !counting.value)}>
              Count again
            </Button>
          </div>
        </Specimen>
        <Specimen name="Money, RelativeTime, Sparkline" stack>
          <Money amount={1249900} currency="EUR" />
          <RelativeTime at={minutesAgo(3)} timeZone="Europe/Rome" />
          <Sparkline values={aTrend(30, 400)} label="People, last 30 days" />
        </Specimen>
      </div>
      <Specimen name="StatusDot: the light of set-up">
        <StatusDot state="waiting" />
        <StatusDot state="live" />
        <StatusDot state="off" />
        <StatusDot state="failing" />
        <StatusDot large state={light.value} />
        <Button size="small" onClick={() => (light.value = light.value === "live" ? "waiting" : "live")}>
          First signal
        </Button>
      </Specimen>
      <Specimen name="Badge">
        <Badge>Draft</Badge>
        <Badge tone="accent">Dynamic</Badge>
        <Badge tone="good">Live</Badge>
        <Badge tone="warn">Codes nearly gone</Badge>
        <Badge tone="bad">Refused</Badge>
      </Specimen>
      <div class="grid gap-6 lg:grid-cols-2">
        <Panel title="Facts">
          <KeyValues
            items={[
              { label: "Email", value: "giulia.conti@example.com", hint: "Claimed in the newsletter form" },
              { label: "Spent", value: <Money amount={48230} currency="EUR" /> },
              { label: "Last visit", value: <RelativeTime at={minutesAgo(12)} timeZone="Europe/Rome" /> },
              { label: "Lives in", value: "Bolzano, Italy" },
            ]}
          />
        </Panel>
        <Panel title="Timeline">
          <Timeline label="What Giulia did">
            <TimelineItem icon={ShoppingCart} title="Ordered for €128.50" at={minutesAgo(12)} strong>
              Wool blanket, Linen shirt
            </TimelineItem>
            <TimelineItem icon={MessageSquare} title="Saw “10 % for your first order”" at={minutesAgo(31)}>
              Because: 2nd visit and nothing bought
            </TimelineItem>
            <TimelineItem icon={Search} title="Searched “wool blanket”" at={minutesAgo(33)} />
            <TimelineItem icon={Store} title="Came from Instagram" at={minutesAgo(60 * 26)} />
          </Timeline>
        </Panel>
      </div>
      <Panel title="100,000 people" about="Only the rows in view exist." flush>
        <VirtualList label="People" count={100_000} height={240} row={personRow} />
      </Panel>
    </Shelf>
  );
}

const personRow = (index: number) => (
  <span class="flex w-full justify-between gap-4">
    <span class="truncate">Person {format.number(index + 1)}</span>
    <Money amount={(index * 7919) % 90000} currency="EUR" />
  </span>
);

const columns: readonly Column<SampleSegment>[] = [
  {
    id: "name",
    label: "Name",
    sortable: true,
    cell: ({ name }) => (
      <Link to="/segments" quiet>
        {name}
      </Link>
    ),
  },
  { id: "status", label: "Status", cell: ({ status, tone }) => <Badge tone={tone}>{status}</Badge> },
  {
    id: "people",
    label: "People",
    numeric: true,
    sortable: true,
    cell: ({ people }) => format.number(people),
  },
  {
    id: "spent",
    label: "Spent in a year",
    numeric: true,
    cell: ({ spent }) => <Money amount={spent} currency="EUR" whole />,
  },
  {
    id: "trend",
    label: "30 days",
    cell: ({ trend, name }) => <Sparkline values={trend} label={`${name}, people`} />,
  },
  { id: "changed", label: "Changed", numeric: true, cell: ({ changed }) => <RelativeTime at={changed} /> },
];
